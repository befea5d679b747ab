import {
  aliasesIn,
  all,
  allow,
  allows,
  coversActionsOnKeys,
  coversAliasActions,
  deny,
  either,
  hole,
  inIdentityPolicy,
  keyActionsOf,
  nameOfDocument,
  namesKeysByAlias,
  namesKeysToo,
  not,
  own,
  rule,
  withKeysByArn,
  type ExampleValue,
} from 'keyplan'

const arns = 'arn:aws:kms:us-west-2:111122223333'
const alias = `${arns}:alias/app`
const key = `${arns}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
const says = 'inline policy "example" of role/App'
const byAlias = allow({ Resource: alias })
const onKeys = allow({ Resource: `${arns}:key/*` })
const both = allow({ Action: ['kms:DeleteAlias', 'kms:Decrypt'], Resource: alias })
const named = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }
const useless = { reports: [`${says} allows kms:Decrypt on ${alias}, which stands for no key`] }

const orByAlias =
  ', or the pattern `…:key/*` with a condition `ForAnyValue:StringEquals` on `kms:ResourceAliases`.'

export default rule({
  id: 'IAM004',
  name: 'keys-by-arn',
  title: 'An IAM policy must name a key by its ARN, not by an alias or id',
  about: 'statement',
  severity: 'medium',
  eased: [['low', namesKeysToo]],
  why: 'In an IAM policy neither an alias nor a key id stands for a key: the statement does nothing, and is then often "repaired" with `Resource: "*"`.',
  fix: {
    terraform: `Write the ARN of the key (\`aws_kms_key.….arn\`; of an alias \`target_key_arn\`)${orByAlias}`,
    cloudformation: `Write the ARN of the key (\`!GetAtt Key.Arn\`)${orByAlias}`,
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/cmks-in-iam-policies.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html',
  ],

  forbid: all(
    inIdentityPolicy,
    coversActionsOnKeys,
    namesKeysByAlias,
    // The alias is right for actions on aliases, and so is what a Deny keeps from them.
    either(
      all(allows, not(all(coversAliasActions, namesKeysToo))),
      all(not(coversAliasActions), not(namesKeysToo)),
    ),
  ),

  message: (subject, world) => {
    const { effect } = subject.statement
    const verb = effect === 'Deny' ? 'denies' : 'allows'
    return `${nameOfDocument(subject)} ${verb} ${keyActionsOf(subject)} on ${aliasesIn(subject, world)}`
  },
  correct: withKeysByArn,

  examples: {
    good: [
      { says: 'the ARN of a key', ...allowing('kms:Decrypt', key) },
      { says: 'every key of the account', role: { policies: onKeys } },
      { says: 'an alias for actions on aliases', ...allowing(['kms:CreateAlias', 'kms:DeleteAlias'], alias) },
      { says: 'a pattern of actions on aliases', ...allowing('kms:*Alias', alias) },
      {
        says: 'alias and key together, as actions on aliases need them',
        ...allowing(['kms:UpdateAlias', 'kms:DescribeKey'], [alias, key]),
      },
      { says: 'no action on a key', ...allowing(['kms:ListAliases', 's3:GetObject'], [alias]) },
      { says: 'the alias as a condition', role: { policies: { ...onKeys, Condition: named } } },
      { says: 'a Deny of an alias beside its key', role: { policies: deny({ Resource: [alias, key] }) } },
      {
        says: 'aliases that nobody may change',
        role: { policies: deny({ Action: 'kms:*', Resource: alias }) },
      },
      { says: 'every resource but an alias', role: { policies: allow({ NotResource: alias }) } },
      {
        says: 'the resource of another service',
        ...allowing(['kms:Decrypt', 's3:GetObject'], 'arn:aws:s3:::bucket/*'),
      },
      {
        says: 'a key policy: there, this is no way to name a key at all',
        statements: allow({ Principal: own('root'), Resource: ['*', alias] }),
      },
    ],
    bad: [
      { says: 'the ARN of an alias', ...decrypting(alias) },
      { says: 'the name of an alias', ...decrypting('alias/app') },
      { says: 'a key id', ...decrypting('1234abcd-12ab-34cd-56ef-1234567890ab') },
      { says: 'the id of a multi-Region key', ...decrypting('mrk-1234abcd12ab34cd56ef1234567890ab') },
      { says: 'the end of an ARN', ...decrypting('key/*') },
      { says: 'a pattern of aliases, in whatever account', ...decrypting('arn:aws:kms:*:*:alias/*') },
      {
        says: 'with an action on aliases, for which it is right: the others do nothing',
        ...allowing(['kms:CreateAlias', 'kms:Decrypt'], alias),
        ...useless,
      },
      {
        says: 'beside a key, where it adds nothing',
        ...allowing('kms:Decrypt', [key, alias]),
        severity: 'low',
        ...useless,
      },
      {
        says: 'a Deny that stops nobody',
        role: { policies: [onKeys, deny({ Resource: alias })] },
        reports: [`${says} denies kms:Decrypt on ${alias}, which stands for no key`],
      },
      {
        says: 'two statements of one policy: one finding',
        role: { policies: [byAlias, { ...byAlias, Action: 'kms:Encrypt' }] },
        ...useless,
      },
      {
        says: 'a managed policy that many have: one finding, its holders named',
        role: ['A', 'B', 'C', 'D'].map(name => ({ name })),
        attached: byAlias,
        reports: [
          `managed policy "shared" (of aws_iam_role.A, aws_iam_role.B and 2 others) allows kms:Decrypt on ${alias}, which stands for no key`,
        ],
      },
      {
        says: 'a policy of a user',
        user: { policies: byAlias },
        reports: useless.reports.map(report => report.replace('role', 'user')),
      },
    ],
    unsure: [
      {
        says: 'the resource comes from a variable',
        ...allowing('kms:Decrypt', hole('var.key')),
        reports: [`${says} allows kms:Decrypt on \${var.key}, which may stand for no key`],
      },
      {
        says: 'Allow or Deny comes from a variable, with an alias for actions on aliases',
        role: { policies: { ...both, Effect: hole('var.effect') } },
        ...useless,
      },
      {
        says: 'the action comes from a variable',
        ...allowing(hole('var.action'), alias),
        reports: [`${says} allows actions that are not told on ${alias}, which stands for no key`],
      },
    ],
  },
})

function allowing(Action: ExampleValue, Resource: ExampleValue) {
  return { role: { policies: allow({ Action, Resource }) } }
}

function decrypting(name: string) {
  const reports = [`${says} allows kms:Decrypt on ${name}, which stands for no key`]
  return { ...allowing('kms:Decrypt', name), reports }
}
