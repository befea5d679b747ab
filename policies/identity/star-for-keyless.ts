import {
  all,
  hole,
  inIdentityPolicy,
  keylessActionsOf,
  nameOfDocument,
  namesResourceForKeyless,
  resourceNamesOf,
  rule,
  splitKeyless,
  type ExampleValue,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'

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
      { says: '`*`', ...on('kms:ListKeys', '*') },
      { says: '`*` beside a key', ...on(['kms:ListKeys', 'kms:Decrypt'], [one, '*']) },
      { says: 'actions on keys', ...on(['kms:ListGrants', 'kms:Decrypt'], one) },
      { says: 'a pattern, which keys have actions for', ...on('kms:List*', one) },
      { says: 'every action on a key', ...on('kms:*', one) },
    ],
    bad: [
      { says: 'listing keys on a key', ...on('kms:ListKeys', one), reports: [names('kms:ListKeys', one)] },
      {
        says: 'beside actions on the key',
        ...on(['kms:Decrypt', 'kms:GenerateRandom', 'kms:CreateKey'], one),
        reports: [names('kms:CreateKey and kms:GenerateRandom', one)],
      },
      {
        says: 'every key of the account',
        ...on('kms:ListAliases', 'arn:aws:kms:*:111122223333:key/*'),
        reports: [names('kms:ListAliases', 'arn:aws:kms:*:111122223333:key/*')],
      },
    ],
    unsure: [
      {
        says: 'the resource comes from a variable',
        ...on('kms:ListKeys', hole('var.keys')),
        reports: [names('kms:ListKeys', '${var.keys}')],
      },
      {
        says: 'the whole account, which guides have and the reference has not',
        ...on('kms:CreateKey', 'arn:aws:kms:us-west-2:111122223333:*'),
        reports: [names('kms:CreateKey', 'arn:aws:kms:us-west-2:111122223333:*')],
      },
    ],
  },
})

function names(actions: string, resource: string) {
  return `inline policy "example" of role/App names ${actions} with ${resource}, where only \`*\` works`
}

function on(Action: ExampleValue, Resource: ExampleValue) {
  return { role: { policies: { Effect: 'Allow', Action, Resource } } }
}
