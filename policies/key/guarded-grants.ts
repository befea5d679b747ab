import {
  administersKey,
  all,
  byForeignAccount,
  byOwnAccount,
  byTrustedAccount,
  can,
  grantsAreGuarded,
  hole,
  not,
  rule,
  showPrincipal,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const appCan = 'arn:aws:iam::111122223333:role/App can create any grant on aws_kms_key.example'

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

  examples: {
    good: [
      { says: 'the own account', statements: createGrant({ AWS: `${own}:root` }) },
      {
        says: 'grants for AWS services only',
        statements: createGrant({ AWS: `${own}:role/App` }, { Bool: { 'kms:GrantIsForAWSResource': true } }),
      },
      {
        says: 'the same as a Deny',
        statements: [
          createGrant({ AWS: `${own}:role/App` }),
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'kms:CreateGrant',
            Resource: '*',
            Condition: {
              BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' },
            },
          },
        ],
      },
      {
        says: 'operations without plaintext',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Encrypt', 'DescribeKey'] } },
        ),
      },
      {
        says: 'one grantee',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { StringEquals: { 'kms:GranteePrincipal': `${own}:role/Worker` } },
        ),
      },
      {
        says: 'through EC2',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { StringEquals: { 'kms:ViaService': 'ec2.us-west-2.amazonaws.com' } },
        ),
      },
      {
        says: 'never by a direct call',
        statements: createGrant({ AWS: `${own}:role/App` }, { Null: { 'kms:ViaService': 'false' } }),
      },
      {
        says: 'a Deny for direct calls',
        statements: [
          createGrant({ AWS: `${own}:role/App` }),
          denyGrant({ Null: { 'kms:ViaService': 'true' } }),
        ],
      },
    ],
    bad: [
      { says: 'no condition', statements: createGrant({ AWS: `${own}:role/App` }), reports: [appCan] },
      {
        says: '`kms:Create*` holds it too',
        statements: {
          Effect: 'Allow',
          Principal: { AWS: `${own}:role/App` },
          Action: 'kms:Create*',
          Resource: '*',
        },
        reports: [appCan],
      },
      {
        says: '`ForAnyValue` lets other operations through beside the listed one',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { 'ForAnyValue:StringEquals': { 'kms:GrantOperations': ['Encrypt'] } },
        ),
        reports: [appCan],
      },
      {
        says: 'operations with plaintext',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt'] } },
        ),
        reports: [appCan],
      },
      {
        says: 'the creator chooses the constraint himself',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { StringEquals: { 'kms:GrantConstraintType': 'EncryptionContextSubset' } },
        ),
        reports: [appCan],
      },
      {
        says: 'only by direct calls: that is no guard',
        statements: createGrant({ AWS: `${own}:role/App` }, { Null: { 'kms:ViaService': 'true' } }),
        reports: [appCan],
      },
      {
        says: 'any grantee, as long as there is one',
        statements: createGrant({ AWS: `${own}:role/App` }, { Null: { 'kms:GranteePrincipal': 'false' } }),
        reports: [appCan],
      },
      {
        says: 'an operation with plaintext, where case does not count',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { 'ForAllValues:StringEqualsIgnoreCase': { 'kms:GrantOperations': ['decrypt'] } },
        ),
        reports: [appCan],
      },
      {
        says: 'a Deny of an operation called `*`, which is none',
        statements: [
          createGrant({ AWS: `${own}:role/App` }),
          denyGrant({ 'ForAnyValue:StringEquals': { 'kms:GrantOperations': ['*'] } }),
        ],
        reports: [appCan],
      },
      {
        says: 'a Deny with `ForAnyValue`, which lets direct calls through',
        statements: [
          createGrant({ AWS: `${own}:role/App` }),
          denyGrant({ 'ForAnyValue:StringNotEquals': { 'kms:ViaService': 'ec2.us-west-2.amazonaws.com' } }),
        ],
        reports: [appCan],
      },
      {
        says: 'another account, as in the cross-account example of the Auto Scaling guide',
        statements: createGrant({ AWS: 'arn:aws:iam::444455556666:root' }),
        severity: 'medium',
        reports: ['account 444455556666 can create any grant on aws_kms_key.example'],
      },
      {
        says: 'a trusted account',
        statements: createGrant({ AWS: 'arn:aws:iam::444455556666:root' }),
        trust: { accounts: ['444455556666'] },
        severity: 'low',
        reports: ['account 444455556666 can create any grant on aws_kms_key.example'],
      },
      {
        says: "an administrator, as in the console's key policy: changing the policy is stronger",
        statements: {
          Effect: 'Allow',
          Principal: { AWS: `${own}:role/Admin` },
          Action: ['kms:Create*', 'kms:Describe*', 'kms:Put*'],
          Resource: '*',
        },
        severity: 'info',
        reports: ['arn:aws:iam::111122223333:role/Admin can create any grant on aws_kms_key.example'],
      },
    ],
    unsure: [
      {
        says: 'the guard comes from a variable',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { Bool: { 'kms:GrantIsForAWSResource': hole('var.only_services') } },
        ),
        reports: [appCan],
      },
      {
        says: 'the grantee is a pattern from a variable, which may hold a wildcard',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { StringLike: { 'kms:GranteePrincipal': hole('var.grantee') } },
        ),
        reports: [appCan],
      },
      {
        says: 'the grantee is the caller himself',
        statements: createGrant(
          { AWS: `${own}:role/App` },
          { StringEquals: { 'kms:GranteePrincipal': '${aws:PrincipalArn}' } },
        ),
        reports: [appCan],
      },
    ],
  },
})

function createGrant(Principal: ExampleValue, Condition?: ExampleValue): Record<string, ExampleValue> {
  const statement = { Effect: 'Allow', Principal, Action: 'kms:CreateGrant', Resource: '*' }
  return Condition === undefined ? statement : { ...statement, Condition }
}

function denyGrant(Condition: ExampleValue): ExampleValue {
  return { Effect: 'Deny', Principal: '*', Action: 'kms:CreateGrant', Resource: '*', Condition }
}
