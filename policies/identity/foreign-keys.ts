import {
  actionsInWords,
  all,
  allow,
  coversEveryService,
  coversKeysOfAnyAccount,
  deny,
  heldFromOutside,
  holdersInWords,
  hole,
  inDefaultProfile,
  keyOwnerIsNarrowed,
  not,
  onOwnKeys,
  policyOf,
  reachesPlaintext,
  rule,
  surely,
  text,
  throughService,
  type ExampleAttributes,
  type ExampleValue,
} from 'keyplan'

const own = '111122223333'
const foreign = '444455556666'
const worldwide = 'on every key of every account that admits it, by'
const every = `${worldwide} inline policy "example" of role/App`
const decrypts = `aws_iam_role.App can kms:Decrypt ${every}`
const callable = 'kms:Decrypt, kms:CreateGrant and 19 more actions'
const medium = { severity: 'medium', reports: [decrypts] } as const
const ofAws = 'arn:aws:iam::aws:policy'
const id = 'key/1234abcd-12ab-34cd-56ef-1234567890ab'
const trust = { Effect: 'Allow', Principal: { AWS: foreign }, Action: 'sts:AssumeRole' }
const shared = { policies: allow(), trust }
const byUser = { severity: 'medium', reports: [decrypts.replaceAll('role', 'user')] } as const
const byOther = deny({ Action: 'kms:PutKeyPolicy' })
const generate = allow({ Action: 'kms:GenerateDataKey' })
const tagged = { StringEquals: { 'aws:ResourceTag/team': 'a' } }
const fromOwn = { StringEquals: { 'kms:CallerAccount': own } }
const accounts = { StringLike: { 'aws:ResourceAccount': hole('var.accounts') } }
const inOwn = { 'aws:ResourceAccount': own }
const byPrincipal = { 'aws:PrincipalIsAWSService': 'false' }
const ofOrganization = { 'aws:ResourceOrgID': 'o-a1b2c3d4e5' }
const named = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/app' } }
const untold = text('arn:aws:kms:*:', hole('var.account', 'account-id'), ':key/*')
const viaS3 = { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } }

export default rule({
  id: 'IAM001',
  name: 'foreign-keys',
  title: 'An IAM policy must not reach plaintext of the keys of all accounts',
  about: 'foreign-permission',
  severity: 'high',
  eased: [
    ['info', coversEveryService],
    ['low', all(throughService, inDefaultProfile, not(surely(heldFromOutside)))],
    ['medium', throughService],
    ['medium', all(inDefaultProfile, not(surely(heldFromOutside)))],
  ],
  why: '`Resource: "*"` is not every key of the account but every key of the world whose owner admits the caller: a stranger can hand over data under a key of his own, and watch or stop its use.',
  fix: ({ holders: [{ account }] }) => {
    const owner = typeof account === 'string' ? account : 'ACCOUNT'
    return `Name the ARNs of the keys under \`Resource\`; where that is not practical, \`arn:aws:kms:*:${owner}:key/*\`. In the place of a policy of AWS, attach one of your own.`
  },
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],
  replaces: [
    'securityhub:KMS.1',
    'securityhub:KMS.2',
    'config:iam-customer-policy-blocked-kms-actions',
    'config:iam-inline-policy-blocked-kms-actions',
    'checkov:CKV_AWS_355',
    'checkov:CKV_AWS_356',
    'checkov:CKV_AWS_108',
    'checkov:CKV_AWS_288',
    'cfn-guard:IAM_POLICYDOCUMENT_NO_WILDCARD_RESOURCE',
  ],
  reportedUnder: ['IAM005', 'IAM013'],

  forbid: all(reachesPlaintext, coversKeysOfAnyAccount, not(keyOwnerIsNarrowed)),

  message: ({ holders, actions, policy }) =>
    `${holdersInWords(holders)} can ${actionsInWords(actions)} on every key of every account that admits ${holders.length === 1 ? 'it' : 'them'}, by ${policy.name}`,
  correct: onOwnKeys,

  examples: {
    good: [
      { says: 'the ARN of a key', ...on(`arn:aws:kms:us-west-2:${own}:${id}`) },
      { says: 'every key of the account', ...on(`arn:aws:kms:*:${own}:key/*`) },
      { says: 'every key of an account that is not told', ...on(untold) },
      {
        says: 'every key of the account that calls, by a policy variable',
        ...on('arn:aws:kms:*:${aws:PrincipalAccount}:key/*'),
      },
      { says: 'one key, wherever it stands: nobody chooses its id', ...on(`arn:aws:kms:*:*:${id}`) },
      { says: 'a key of one other account', ...on(`arn:aws:kms:us-west-2:${foreign}:${id}`) },
      { says: 'the resources of another service', ...on('arn:aws:s3:::bucket/*') },
      { says: 'listing', ...may({ Action: ['kms:ListKeys', 'kms:ListAliases'] }) },
      { says: 'reading about keys', ...may({ Action: ['kms:Describe*', 'kms:List*'] }) },
      { says: 'use without plaintext', ...may({ Action: 'kms:Encrypt' }) },
      { says: 'a Deny', ...may({ Effect: 'Deny' }) },
      { says: 'the account of the key as a condition', ...when({ StringEquals: inOwn }) },
      { says: 'the organization of the key', ...when({ StringEquals: ofOrganization }) },
      {
        says: "the caller's organization, by a policy variable",
        ...when({ StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } }),
      },
      {
        says: 'a part of the organization',
        ...when({ 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' } }),
      },
      { says: 'an alias, in the own account', ...when({ ...named, StringEquals: inOwn }) },
      { says: 'a Deny of the same policy takes it away', ...denying() },
      { says: 'a Deny keeps keys of other accounts away', ...denying({ StringNotEquals: inOwn }) },
      {
        says: 'a Deny keeps keys of other organizations away, as in a data perimeter',
        ...denying({ StringNotEqualsIfExists: ofOrganization, BoolIfExists: byPrincipal }),
      },
      {
        says: 'a permissions boundary that keeps to the account',
        role: { policies: allow(), boundary: allow({ Resource: `arn:aws:kms:*:${own}:key/*` }) },
      },
      {
        says: 'a key policy: there, `*` is the key itself',
        statements: allow({ Action: 'kms:*', Principal: { AWS: `arn:aws:iam::${own}:root` } }),
      },
      { says: 'a policy of AWS that only reads', role: { managed: [`${ofAws}/ReadOnlyAccess`] } },
    ],
    bad: [
      { says: '`kms:Decrypt` on `*`', ...on('*'), ...medium },
      { says: 'the same where more is asked', profile: 'strict', ...on('*'), reports: [decrypts] },
      { says: 'through a service only, where more is asked', profile: 'strict', ...when(viaS3), ...medium },
      {
        says: 'a policy that nobody has yet',
        resources: { 'aws_iam_policy.shared': { name: 'shared', policy: policyOf(allow()) } },
        severity: 'medium',
        reports: [`whoever gets aws_iam_policy.shared can kms:Decrypt ${worldwide} managed policy shared`],
      },
      { says: 'by a user', user: { policies: allow() }, ...byUser },
      { says: 'every key of every account, spelled out', ...on('arn:aws:kms:*:*:key/*'), ...medium },
      { says: 'everything of KMS', ...on('arn:aws:kms:*'), ...medium },
      { says: 'every key but one', ...may({ NotResource: `arn:aws:kms:us-west-2:${own}:${id}` }), ...medium },
      {
        says: '`kms:ReEncryptFrom` moves data under the key of somebody else',
        ...may({ Action: 'kms:ReEncrypt*' }),
        severity: 'medium',
        reports: [`aws_iam_role.App can kms:ReEncryptFrom and kms:ReEncryptTo ${every}`],
      },
      {
        says: '`kms:*`: of a key elsewhere, what other accounts can call',
        ...may({ Action: 'kms:*' }),
        severity: 'medium',
        reports: [`aws_iam_role.App can ${callable} ${every}`],
      },
      { says: 'an alias as a condition: any account can name a key so', ...when(named), ...medium },
      { says: 'a tag as a condition: any account can tag a key so', ...when(tagged), ...medium },
      { says: 'the account of the caller, which is no limit on the key', ...when(fromOwn), ...medium },
      { says: 'any account', ...when({ StringLike: { 'aws:ResourceAccount': '*' } }), ...medium },
      { says: 'through a service only', ...when(viaS3), severity: 'low', reports: [decrypts] },
      { says: 'a role that another account can assume', role: shared, reports: [decrypts] },
      {
        says: 'a role that another account can assume, through a service only',
        role: { policies: allow({ Condition: viaS3 }), trust },
        ...medium,
      },
      {
        says: 'a role that a trusted account can assume',
        role: shared,
        trust: { accounts: [foreign] },
        ...medium,
      },
      { says: 'a Deny of something else', ...having(allow(), byOther), ...medium },
      { says: 'two statements of one policy: one finding', ...having(allow(), generate), ...medium },
      {
        says: 'a managed policy that many have: one finding, its holders named, the worst of them counts',
        role: [{ name: 'A' }, { name: 'B', trust }, { name: 'C' }],
        attached: allow(),
        reports: [
          'aws_iam_role.A, aws_iam_role.B and 1 other can kms:Decrypt on every key of every account that admits them, by managed policy "shared"',
        ],
      },
      {
        says: 'an administrator of everything is a matter of other tools: told once, for information',
        role: { managed: [`${ofAws}/AdministratorAccess`], trust },
        severity: 'info',
        reports: [`aws_iam_role.App can ${callable} ${worldwide} AWS managed policy AdministratorAccess`],
      },
    ],
    unsure: [
      { says: 'the resource comes from a variable', ...on(hole('var.keys')), ...medium },
      { says: 'Allow or Deny comes from a variable', ...may({ Effect: hole('var.effect') }), ...medium },
      { says: 'a pattern of accounts comes from a variable', ...when(accounts), ...medium },
    ],
  },
})

function denying(Condition: ExampleValue = {}) {
  return having(allow(), deny({ Action: 'kms:*', Condition }))
}

function having(...policies: readonly ExampleValue[]) {
  return { role: { policies } }
}

function may(given: ExampleAttributes) {
  return having(allow(given))
}

function on(Resource: ExampleValue) {
  return may({ Resource })
}

function when(Condition: ExampleValue) {
  return may({ Condition })
}
