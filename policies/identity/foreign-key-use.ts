import {
  all,
  allow,
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
  onOwnKeys,
  otherActionsOf,
  policyOf,
  rule,
  text,
  throughService,
  type ExampleAttributes,
} from 'keyplan'

const own = '111122223333'
const ofAws = 'arn:aws:iam::aws:policy/'
const ofAccount = text('arn:aws:kms:*:', hole('var.account', 'account-id'), ':key/*')
const viaS3 = { 'kms:ViaService': 's3.us-west-2.amazonaws.com' }
const alias = { 'kms:RequestAlias': 'alias/copy' }
const reading = on({ Action: 'kms:DescribeKey' })
const encrypts = can('kms:Encrypt')
const nearlyAll = 'kms:Sign, kms:DescribeKey and 12 more actions'

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
  correct: onOwnKeys,

  examples: {
    good: [
      { says: 'the ARN of a key', ...on({ Resource: `arn:aws:kms:us-west-2:${own}:key/1234abcd` }) },
      { says: 'every key of the account', ...on({ Resource: `arn:aws:kms:*:${own}:key/*` }) },
      { says: 'every key of an account that is not told', ...on({ Resource: ofAccount }) },
      { says: 'the account of the key as a condition', ...when({ 'aws:ResourceAccount': own }) },
      { says: 'its organization', ...when({ 'aws:ResourceOrgID': 'o-a1b2c3d4e5' }) },
      { says: 'what reaches plaintext is another rule', ...on({ Action: 'kms:Decrypt' }) },
      { says: 'grants are another rule', ...on({ Action: 'kms:CreateGrant' }) },
      { says: 'what no other account can call', ...on({ Action: 'kms:TagResource' }) },
      { says: 'listing, which has no key', ...on({ Action: ['kms:ListKeys', 'kms:ListAliases'] }) },
      { says: 'a Deny', ...on({ Effect: 'Deny' }) },
      { says: 'a policy of AWS that only reads', role: { managed: [`${ofAws}ReadOnlyAccess`] } },
    ],
    bad: [
      { says: 'encrypting on `*`', ...on({}), reports: [encrypts] },
      { says: 'signing', ...on({ Action: 'kms:Sign' }), reports: [can('kms:Sign')] },
      { says: 'only reading about keys', ...reading, severity: 'info', reports: [can('kms:DescribeKey')] },
      { says: 'through a service only', ...when(viaS3), severity: 'low', reports: [encrypts] },
      { says: 'keys with some alias', ...when(alias), severity: 'low', reports: [encrypts] },
      { says: 'everything', ...on({ Action: '*' }), severity: 'info', reports: [can(nearlyAll)] },
      {
        says: 'a policy of AWS that does more than read',
        role: { managed: [`${ofAws}PowerUserAccess`] },
        severity: 'info',
        reports: [can(nearlyAll, 'aws_iam_role.App', 'AWS managed policy PowerUserAccess')],
      },
      {
        says: 'a policy that nobody has yet',
        resources: {
          'aws_iam_policy.shared': { name: 'shared', policy: policyOf(allow({ Action: 'kms:Sign' })) },
        },
        reports: [can('kms:Sign', 'whoever gets aws_iam_policy.shared', 'managed policy shared')],
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

function can(action: string, who = 'aws_iam_role.App', by = 'inline policy "example" of role/App') {
  return `${who} can ${action} on every key of every account that admits the call, by ${by}`
}

function on(given: ExampleAttributes) {
  return { role: { policies: allow({ Action: 'kms:Encrypt', ...given }) } }
}

function when(StringEquals: ExampleAttributes) {
  return on({ Condition: { StringEquals } })
}
