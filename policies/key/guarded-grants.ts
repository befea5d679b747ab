import {
  administersKey,
  all,
  allow,
  byForeignAccount,
  byOwnAccount,
  byTrustedAccount,
  can,
  deny,
  grantsAreGuarded,
  hole,
  not,
  rule,
  showPrincipal,
  withGuardedGrantsOfOwn,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const foreign = 'arn:aws:iam::444455556666'
const accounts = ['444455556666']
const reports = [`${own}:role/App can create any grant on aws_kms_key.example`]
const byForeign = { reports: ['account 444455556666 can create any grant on aws_kms_key.example'] }
const ec2 = { 'kms:ViaService': 'ec2.us-west-2.amazonaws.com' }
const unlessForService = { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' }

export default rule({
  id: 'KMS013',
  name: 'guarded-grants',
  title: 'Whoever may create grants must be limited in which',
  about: 'access',
  severity: 'high',
  eased: [
    ['info', administersKey],
    ['low', all(byForeignAccount, byTrustedAccount)],
    ['medium', byForeignAccount],
  ],
  why: 'A grant can give any operation to anyone in any account, even operations that its creator lacks: an unlimited `kms:CreateGrant` is worth as much as `kms:Decrypt`.',
  fix: 'Move `kms:CreateGrant` into a statement with the condition `Bool: {"kms:GrantIsForAWSResource": "true"}`, or with `kms:ViaService`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource',
  ],
  replaces: ['control-tower:CT.KMS.PR.3', 'control-tower:CT.KMS.PV.1'],
  reportedUnder: ['KMS001', 'KMS005', 'KMS006'],

  forbid: all(can('kms:CreateGrant'), not(byOwnAccount), not(grantsAreGuarded)),

  message: ({ principal, key }) => `${showPrincipal(principal)} can create any grant on ${key.address}`,
  correct: withGuardedGrantsOfOwn,

  examples: {
    good: [
      { says: 'no grants', statements: allow({ Principal: { AWS: `${own}:role/App` } }) },
      { says: 'the own account', statements: createGrant(`${own}:root`) },
      { says: 'grants for AWS services only', ...app({ Bool: { 'kms:GrantIsForAWSResource': true } }) },
      { says: 'the same as a Deny', statements: [byApp(), denyGrant({ BoolIfExists: unlessForService })] },
      {
        says: 'operations without plaintext',
        ...app(operations('ForAllValues:StringEquals', 'Encrypt', 'DescribeKey')),
      },
      { says: 'one grantee', ...app({ StringEquals: { 'kms:GranteePrincipal': `${own}:role/Worker` } }) },
      { says: 'through EC2', ...app({ StringEquals: ec2 }) },
      { says: 'never by a direct call', ...app({ Null: { 'kms:ViaService': 'false' } }) },
      {
        says: 'a Deny for direct calls',
        statements: [byApp(), denyGrant({ Null: { 'kms:ViaService': 'true' } })],
      },
    ],
    bad: [
      { says: 'no condition', statements: byApp(), reports },
      { says: '`kms:Create*` holds it too', statements: { ...byApp(), Action: 'kms:Create*' }, reports },
      found(
        '`ForAnyValue` lets other operations through beside the listed one',
        operations('ForAnyValue:StringEquals', 'Encrypt'),
      ),
      found('operations with plaintext', operations('ForAllValues:StringEquals', 'Decrypt')),
      found('the creator chooses the constraint himself', {
        StringEquals: { 'kms:GrantConstraintType': 'EncryptionContextSubset' },
      }),
      found('only by direct calls: that is no guard', { Null: { 'kms:ViaService': 'true' } }),
      found('any grantee, as long as there is one', { Null: { 'kms:GranteePrincipal': 'false' } }),
      found(
        'an operation with plaintext, where case does not count',
        operations('ForAllValues:StringEqualsIgnoreCase', 'decrypt'),
      ),
      {
        says: 'a Deny of an operation called `*`, which is none',
        statements: [byApp(), denyGrant(operations('ForAnyValue:StringEquals', '*'))],
        reports,
      },
      {
        says: 'a Deny with `ForAnyValue`, which lets direct calls through',
        statements: [byApp(), denyGrant({ 'ForAnyValue:StringNotEquals': ec2 })],
        reports,
      },
      {
        says: 'another account, as in the cross-account example of the Auto Scaling guide',
        statements: createGrant(`${foreign}:root`),
        severity: 'medium',
        ...byForeign,
      },
      {
        says: 'a role of a trusted account',
        statements: createGrant(`${foreign}:role/App`),
        trust: { accounts },
        reports: ['arn:aws:iam::444455556666:role/App can create any grant on aws_kms_key.example'],
      },
      {
        says: 'a trusted account',
        statements: createGrant(`${foreign}:root`),
        trust: { accounts },
        severity: 'low',
        ...byForeign,
      },
      {
        says: "an administrator, as in the console's key policy: changing the policy is stronger",
        statements: allow({
          Principal: { AWS: `${own}:role/Admin` },
          Action: ['kms:Create*', 'kms:Describe*', 'kms:Put*'],
        }),
        severity: 'info',
        reports: reports.map(report => report.replace('App', 'Admin')),
      },
    ],
    unsure: [
      found('the guard comes from a variable', {
        Bool: { 'kms:GrantIsForAWSResource': hole('var.only_services') },
      }),
      found('the grantee is a pattern from a variable, which may hold a wildcard', {
        StringLike: { 'kms:GranteePrincipal': hole('var.grantee') },
      }),
      found('the grantee is the caller himself', {
        StringEquals: { 'kms:GranteePrincipal': '${aws:PrincipalArn}' },
      }),
    ],
  },
})

function createGrant(name: string) {
  return allow({ Principal: { AWS: name }, Action: 'kms:CreateGrant' })
}

function byApp(Condition: ExampleValue = {}) {
  return { ...createGrant(`${own}:role/App`), Condition }
}

function app(Condition: ExampleValue) {
  return { statements: byApp(Condition) }
}

function found(says: string, Condition: ExampleValue) {
  return { says, ...app(Condition), reports }
}

function operations(operator: string, ...names: readonly string[]) {
  return { [operator]: { 'kms:GrantOperations': names } }
}

function denyGrant(Condition: ExampleValue): ExampleValue {
  return deny({ Principal: '*', Action: 'kms:CreateGrant', Condition })
}
