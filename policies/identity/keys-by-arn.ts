import {
  aliasesIn,
  all,
  allows,
  coversActionsOnKeys,
  coversAliasActions,
  denies,
  either,
  hole,
  inIdentityPolicy,
  keyActionsOf,
  namesKeysByAlias,
  namesKeysToo,
  nameOfDocument,
  not,
  rule,
  type ExampleValue,
} from 'keyplan'

const arns = 'arn:aws:kms:us-west-2:111122223333'
const alias = `${arns}:alias/app`
const key = `${arns}:key/1234abcd-12ab-34cd-56ef-1234567890ab`
const says = 'inline policy "example" of role/App'

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
      all(denies, not(coversAliasActions), not(namesKeysToo)),
    ),
  ),

  message: subject => {
    const { effect } = subject.statement
    const verb = effect === 'Deny' ? 'denies' : 'allows'
    return `${nameOfDocument(subject)} ${verb} ${keyActionsOf(subject)} on ${aliasesIn(subject)}`
  },

  examples: {
    good: [
      { says: 'the ARN of a key', role: allowing('kms:Decrypt', key) },
      { says: 'every key of the account', role: allowing('kms:Decrypt', `${arns}:key/*`) },
      {
        says: 'an alias for actions on aliases',
        role: allowing(['kms:CreateAlias', 'kms:DeleteAlias'], alias),
      },
      { says: 'a pattern of actions on aliases', role: allowing('kms:*Alias', alias) },
      {
        says: 'alias and key together, as actions on aliases need them',
        role: allowing(['kms:UpdateAlias', 'kms:DescribeKey'], [alias, key]),
      },
      { says: 'no action on a key', role: allowing(['kms:ListAliases', 's3:GetObject'], [alias]) },
      {
        says: 'the alias as a condition',
        role: {
          policies: {
            Effect: 'Allow',
            Action: 'kms:Decrypt',
            Resource: `${arns}:key/*`,
            Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } },
          },
        },
      },
      {
        says: 'aliases that nobody may change',
        role: { policies: { Effect: 'Deny', Action: 'kms:*', Resource: alias } },
      },
      {
        says: 'every resource but an alias',
        role: { policies: { Effect: 'Allow', Action: 'kms:Decrypt', NotResource: alias } },
      },
      {
        says: 'the resource of another service',
        role: allowing(['kms:Decrypt', 's3:GetObject'], 'arn:aws:s3:::bucket/*'),
      },
      {
        says: 'a key policy: there, this is no way to name a key at all',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 'kms:*',
          Resource: ['*', alias],
        },
      },
    ],
    bad: [
      {
        says: 'the ARN of an alias',
        role: allowing('kms:Decrypt', alias),
        reports: [`${says} allows kms:Decrypt on ${alias}, which stands for no key`],
      },
      {
        says: 'the name of an alias',
        role: allowing('kms:Decrypt', 'alias/app'),
        reports: [`${says} allows kms:Decrypt on alias/app, which stands for no key`],
      },
      {
        says: 'a key id',
        role: allowing('kms:Decrypt', '1234abcd-12ab-34cd-56ef-1234567890ab'),
        reports: [
          `${says} allows kms:Decrypt on 1234abcd-12ab-34cd-56ef-1234567890ab, which stands for no key`,
        ],
      },
      {
        says: 'the id of a multi-Region key',
        role: allowing('kms:Decrypt', 'mrk-1234abcd12ab34cd56ef1234567890ab'),
        reports: [
          `${says} allows kms:Decrypt on mrk-1234abcd12ab34cd56ef1234567890ab, which stands for no key`,
        ],
      },
      {
        says: 'the end of an ARN',
        role: allowing('kms:Decrypt', 'key/*'),
        reports: [`${says} allows kms:Decrypt on key/*, which stands for no key`],
      },
      {
        says: 'a pattern of aliases, in whatever account',
        role: allowing('kms:Decrypt', 'arn:aws:kms:*:*:alias/*'),
        reports: [`${says} allows kms:Decrypt on arn:aws:kms:*:*:alias/*, which stands for no key`],
      },
      {
        says: 'with an action on aliases, for which it is right: the others do nothing',
        role: allowing(['kms:CreateAlias', 'kms:Decrypt'], alias),
        reports: [`${says} allows kms:Decrypt on ${alias}, which stands for no key`],
      },
      {
        says: 'beside a key, where it adds nothing',
        role: allowing('kms:Decrypt', [key, alias]),
        severity: 'low',
        reports: [`${says} allows kms:Decrypt on ${alias}, which stands for no key`],
      },
      {
        says: 'a Deny that stops nobody',
        role: {
          policies: [
            { Effect: 'Allow', Action: 'kms:Decrypt', Resource: `${arns}:key/*` },
            { Effect: 'Deny', Action: 'kms:Decrypt', Resource: alias },
          ],
        },
        reports: [`${says} denies kms:Decrypt on ${alias}, which stands for no key`],
      },
      {
        says: 'two statements of one policy: one finding',
        role: {
          policies: [
            { Effect: 'Allow', Action: 'kms:Decrypt', Resource: alias },
            { Effect: 'Allow', Action: 'kms:Encrypt', Resource: alias },
          ],
        },
        reports: [`${says} allows kms:Decrypt on ${alias}, which stands for no key`],
      },
      {
        says: 'a managed policy that many have: one finding, its holders named',
        role: ['A', 'B', 'C', 'D'].map(name => ({ name })),
        attached: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: alias },
        reports: [
          `managed policy "shared" (of aws_iam_role.A, aws_iam_role.B and 2 others) allows kms:Decrypt on ${alias}, which stands for no key`,
        ],
      },
      {
        says: 'a policy of a user',
        user: { policies: { Effect: 'Allow', Action: 'kms:Decrypt', Resource: alias } },
        reports: [
          `inline policy "example" of user/App allows kms:Decrypt on ${alias}, which stands for no key`,
        ],
      },
    ],
    unsure: [
      {
        says: 'the resource comes from a variable',
        role: allowing('kms:Decrypt', hole('var.key')),
        reports: [`${says} allows kms:Decrypt on \${var.key}, which may stand for no key`],
      },
      {
        says: 'Allow or Deny comes from a variable, with an alias for actions on aliases',
        role: {
          policies: {
            Effect: hole('var.effect'),
            Action: ['kms:DeleteAlias', 'kms:Decrypt'],
            Resource: alias,
          },
        },
        reports: [`${says} allows kms:Decrypt on ${alias}, which stands for no key`],
      },
      {
        says: 'the action comes from a variable',
        role: allowing(hole('var.action'), alias),
        reports: [`${says} allows actions that are not told on ${alias}, which stands for no key`],
      },
    ],
  },
})

function allowing(Action: ExampleValue, Resource: ExampleValue) {
  return { policies: { Effect: 'Allow', Action, Resource } }
}
