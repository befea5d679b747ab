import {
  all,
  allowsMoreThanPlaintext,
  coversEveryService,
  coversKeysOfAnyAccount,
  either,
  holdersInWords,
  hole,
  isOfAws,
  keyOwnerIsNarrowed,
  keysAreNarrowed,
  not,
  onlyReads,
  otherActionsOf,
  rule,
  throughService,
  type ExampleValue,
} from 'keyplan'

const own = '111122223333'
const encrypts = can('kms:Encrypt')

export default rule({
  id: 'IAM002',
  name: 'foreign-key-use',
  title: 'An IAM policy must not allow other use of the keys of all accounts',
  about: 'foreign-permission',
  severity: 'medium',
  eased: [
    ['info', coversEveryService],
    ['info', onlyReads],
    ['low', either(throughService, keysAreNarrowed)],
  ],
  why: '`Resource: "*"` is every key of the world whose owner admits the caller: data can end up encrypted under, or signed with, a key of a stranger.',
  fix: ({ holders: [{ account }] }) =>
    `Name the ARNs of the keys under \`Resource\`; where that is not practical, \`arn:aws:kms:*:${typeof account === 'string' ? account : 'ACCOUNT'}:key/*\`.`,
  references: ['https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html'],
  replaces: ['checkov:CKV_AWS_355', 'checkov:CKV_AWS_356', 'checkov:CKV_AWS_111', 'checkov:CKV_AWS_290'],
  reportedUnder: ['IAM005', 'IAM013', 'IAM011', 'IAM001'],

  forbid: all(
    allowsMoreThanPlaintext,
    coversKeysOfAnyAccount,
    not(keyOwnerIsNarrowed),
    not(all(isOfAws, onlyReads)),
  ),

  message: permission =>
    `${holdersInWords(permission.holders)} can ${otherActionsOf(permission)} on every key of every account that admits the call, by ${permission.policy.name}`,

  examples: {
    good: [
      { says: 'the ARN of a key', ...on({ Resource: `arn:aws:kms:us-west-2:${own}:key/1234abcd` }) },
      { says: 'every key of the account', ...on({ Resource: `arn:aws:kms:*:${own}:key/*` }) },
      {
        says: 'the account of the key as a condition',
        ...on({ Condition: { StringEquals: { 'aws:ResourceAccount': own } } }),
      },
      { says: 'what reaches plaintext is another rule', ...on({ Action: 'kms:Decrypt' }) },
      { says: 'grants are another rule', ...on({ Action: 'kms:CreateGrant' }) },
      { says: 'what no other account can call', ...on({ Action: 'kms:TagResource' }) },
      { says: 'listing, which has no key', ...on({ Action: ['kms:ListKeys', 'kms:ListAliases'] }) },
      { says: 'a Deny', ...on({ Effect: 'Deny' }) },
      {
        says: 'a policy of AWS that only reads',
        role: { managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      },
    ],
    bad: [
      { says: 'encrypting on `*`', ...on({}), reports: [encrypts] },
      { says: 'signing', ...on({ Action: 'kms:Sign' }), reports: [can('kms:Sign')] },
      {
        says: 'only reading about keys is for information',
        ...on({ Action: 'kms:DescribeKey' }),
        severity: 'info',
        reports: [can('kms:DescribeKey')],
      },
      {
        says: 'through a service only',
        ...on({ Condition: { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } } }),
        severity: 'low',
        reports: [encrypts],
      },
      {
        says: 'keys with some alias, as a role for replication has it',
        ...on({ Condition: { StringEquals: { 'kms:RequestAlias': 'alias/copy' } } }),
        severity: 'low',
        reports: [encrypts],
      },
      {
        says: 'a policy that nobody has yet',
        resources: {
          'aws_iam_policy.shared': {
            name: 'shared',
            policy: {
              Version: '2012-10-17',
              Statement: { Effect: 'Allow', Action: 'kms:Sign', Resource: '*' },
            },
          },
        },
        reports: [
          'whoever gets aws_iam_policy.shared can kms:Sign on every key of every account that admits the call, by managed policy shared',
        ],
      },
    ],
    unsure: [
      {
        says: 'the resource comes from a variable',
        ...on({ Resource: hole('var.keys') }),
        reports: [encrypts],
      },
    ],
  },
})

function can(action: string) {
  return `aws_iam_role.App can ${action} on every key of every account that admits the call, by inline policy "example" of role/App`
}

function on(more: Readonly<Record<string, ExampleValue>>) {
  return { role: { policies: { Effect: 'Allow', Action: 'kms:Encrypt', Resource: '*', ...more } } }
}
