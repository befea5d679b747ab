import {
  all,
  allow,
  arnOf,
  can,
  coversEveryService,
  coversManyKeys,
  deny,
  either,
  grantsAreGuarded,
  heldByAdministrators,
  hole,
  isOfAws,
  keysGuardGrants,
  not,
  own,
  permissionInWords,
  rule,
  surely,
  withGuardedGrants,
  type ExampleValue,
} from 'keyplan'

const one = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const forServices = { Bool: { 'kms:GrantIsForAWSResource': 'true' } }

export default rule({
  id: 'IAM011',
  name: 'guarded-grant-creation',
  title: 'An IAM policy must limit which grants can be created',
  about: 'permission',
  severity: 'high',
  eased: [
    ['info', coversEveryService],
    ['medium', either(isOfAws, not(surely(coversManyKeys)))],
  ],
  why: 'A grant can give any operation to anyone in any account, even operations that its creator lacks: an unlimited `kms:CreateGrant` is worth as much as `kms:Decrypt`.',
  fix: 'Move `kms:CreateGrant` into a statement with the condition `Bool: {"kms:GrantIsForAWSResource": "true"}`, or with `kms:ViaService`.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/grants.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource',
  ],
  replaces: [
    'control-tower:CT.KMS.PV.1',
    'control-tower:CT.KMS.PR.3',
    'checkov:CKV_AWS_109',
    'checkov:CKV_AWS_289',
  ],
  reportedUnder: ['IAM005', 'IAM013'],

  forbid: all(can('kms:CreateGrant'), not(grantsAreGuarded), not(keysGuardGrants), not(heldByAdministrators)),

  message: permission => permissionInWords(permission, 'create any grant'),
  correct: withGuardedGrants,

  examples: {
    good: [
      { says: 'use of keys', role: { policies: allow() } },
      { says: 'grants for AWS services only', ...on('*', forServices) },
      {
        says: 'through a service',
        ...on('*', { StringEquals: { 'kms:ViaService': 'ec2.us-west-2.amazonaws.com' } }),
      },
      {
        says: 'for one grantee',
        ...on('*', { StringEquals: { 'kms:GranteePrincipal': 'arn:aws:iam::111122223333:role/A' } }),
      },
      {
        says: 'operations without plaintext',
        ...on('*', { 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Encrypt', 'DescribeKey'] } }),
      },
      {
        says: 'a Deny of all other grants',
        role: {
          policies: [
            create('*', {}),
            { ...create('*', { Bool: { 'kms:GrantIsForAWSResource': 'false' } }), Effect: 'Deny' },
          ],
        },
      },
      {
        says: 'a boundary with the limit',
        role: { policies: create('*', {}), boundary: create('*', forServices) },
      },
      {
        says: 'on a key that denies all other grants',
        ...on(arnOf('aws_kms_key.example'), {}),
        statements: [
          allow({ Principal: own('root'), Action: 'kms:*' }),
          deny({
            Principal: '*',
            Action: 'kms:CreateGrant',
            Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } },
          }),
        ],
      },
      { says: 'whoever administers keys', ...on('*', {}), trust: { administrators: ['*:role/App'] } },
    ],
    bad: [
      {
        says: 'everything',
        role: { policies: allow({ Action: '*' }) },
        severity: 'info',
        reports: [creates('every key')],
      },
      { says: 'without a condition', ...on('*', {}), reports: [creates('every key')] },
      {
        says: 'on a key that denies nothing',
        ...on(arnOf('aws_kms_key.example'), {}),
        severity: 'medium',
        reports: [creates('aws_kms_key.example')],
      },
      { says: 'on one key', ...on(one, {}), severity: 'medium', reports: [creates(one)] },
      {
        says: 'a policy of AWS, which whoever attaches it cannot mend',
        role: { managed: ['arn:aws:iam::aws:policy/AmazonMSKFullAccess'] },
        severity: 'medium',
        reports: [
          'aws_iam_role.App can create any grant on every key, by AWS managed policy AmazonMSKFullAccess',
        ],
      },
      {
        says: 'what a constraint says is the choice of whoever creates the grant',
        ...on('*', { StringEquals: { 'kms:GrantConstraintType': 'EncryptionContextEquals' } }),
        reports: [creates('every key')],
      },
      {
        says: 'only if the request says so',
        ...on('*', { StringEqualsIfExists: { 'kms:GranteePrincipal': 'arn:aws:iam::111122223333:role/A' } }),
        reports: [creates('every key')],
      },
    ],
    unsure: [
      {
        says: 'what the condition asks for comes from a variable',
        ...on('*', { Bool: { 'kms:GrantIsForAWSResource': hole('var.guarded') } }),
        reports: [creates('every key')],
      },
    ],
  },
})

function creates(where: string) {
  return `aws_iam_role.App can create any grant on ${where}, by inline policy "example" of role/App`
}

function create(Resource: ExampleValue, Condition: ExampleValue) {
  return allow({ Action: 'kms:CreateGrant', Resource, Condition })
}

function on(Resource: ExampleValue, Condition: ExampleValue) {
  return { role: { policies: create(Resource, Condition) } }
}
