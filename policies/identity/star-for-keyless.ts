import {
  all,
  allow,
  hole,
  inIdentityPolicy,
  keylessActionsOf,
  nameOfDocument,
  namesResourceForKeyless,
  own,
  resourceNamesOf,
  rule,
  splitKeyless,
  type ExampleValue,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd'
const every = 'arn:aws:kms:us-west-2:111122223333:*'
const allKeys = 'arn:aws:kms:*:111122223333:key/*'
const inKey = allow({ Principal: own('root'), Action: 'kms:ListKeys', Resource: one })
const [list, create] = ['kms:ListKeys', 'kms:CreateKey']
const several = ['kms:GenerateRandom', create, 'kms:Decrypt']
const twoOfThem = 'kms:CreateKey and kms:GenerateRandom'

export default rule({
  id: 'IAM012',
  name: 'star-for-keyless',
  title: 'Actions that concern no key must have `*` as their resource',
  about: 'statement',
  severity: 'low',
  why: '`kms:ListKeys`, `kms:CreateKey` and their like have no key as their resource: with an ARN the statement does nothing for them.',
  fix: 'Put these actions into a statement of their own with `Resource: "*"`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html',
  ],
  replaces: ['parliament:RESOURCE_MISMATCH', 'cfn-lint:W3037'],
  reportedUnder: ['IAM004', 'IAM005'],

  forbid: all(inIdentityPolicy, namesResourceForKeyless),

  message: subject =>
    `${nameOfDocument(subject)} names ${keylessActionsOf(subject)} with ${resourceNamesOf(subject)}, where only \`*\` works`,
  correct: splitKeyless,

  examples: {
    good: [
      { says: '`*`', ...on(list, '*') },
      { says: '`*` beside a key', ...on(['kms:ListKeys', 'kms:Decrypt'], [one, '*']) },
      { says: 'actions on keys', ...on(['kms:ListGrants', 'kms:Decrypt'], one) },
      { says: 'a pattern, which keys have actions for', ...on('kms:List*', one) },
      { says: 'every action on a key', ...on('kms:*', one) },
      { says: 'a key policy, where KMS017 tells it', statements: inKey },
    ],
    bad: [
      { says: 'listing keys on a key', ...on(list, one), ...found(list, one) },
      { says: 'beside actions on the key', ...on(several, one), ...found(twoOfThem, one) },
      { says: 'every key of the account', ...on(list, allKeys), ...found(list, allKeys) },
    ],
    unsure: [
      { says: 'the resource is a variable', ...on(list, hole('var.k')), ...found(list, '${var.k}') },
      { says: 'a form of guides, not of the reference', ...on(create, every), ...found(create, every) },
    ],
  },
})

function found(actions: string, resource: string) {
  const rest = `${actions} with ${resource}, where only \`*\` works`
  return { reports: [`inline policy "example" of role/App names ${rest}`] }
}

function on(Action: ExampleValue, Resource: ExampleValue) {
  return { role: { policies: allow({ Action, Resource }) } }
}
