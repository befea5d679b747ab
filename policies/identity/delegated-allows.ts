import {
  actionsInWords,
  allow,
  arnOf,
  hole,
  namesKeyThatRefuses,
  refusingKeys,
  rule,
  type ExampleValue,
} from 'keyplan'

const root = { AWS: 'arn:aws:iam::111122223333:root' }
const guarded = { StringEquals: { 'aws:PrincipalType': 'Account' } }
const message =
  'inline policy "example" of role/App allows kms:Decrypt on aws_kms_key.example, whose policy lets none of it through'

export default rule({
  id: 'IAM009',
  name: 'delegated-allows',
  title: 'What an IAM policy allows on a key, the key policy must let through',
  about: 'permission',
  severity: 'medium',
  why: 'A key policy that neither names the caller nor delegates to the account makes IAM policies ineffective: people believe in access that is not there, or that a later change of the key policy gives without anybody looking.',
  fix: 'Name the role under `Principal` in the key policy, or take the statement out of the IAM policy.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html',
  ],
  reportedUnder: ['GRAPH005', 'GRAPH006'],

  undetermined: 'where it is not told which key that is, or whom its policy names',

  forbid: namesKeyThatRefuses,

  message: (permission, world) =>
    `${permission.policy.name} allows ${actionsInWords(permission.actions)} on ${refusingKeys(permission, world)}, whose policy lets none of it through`,

  examples: {
    good: [
      { says: 'the default key policy', role: decrypts() },
      {
        says: 'a key policy that names the role',
        role: decrypts(),
        statements: admin({ AWS: 'arn:aws:iam::111122223333:role/App' }),
      },
      {
        says: 'delegation of this action',
        role: decrypts(),
        statements: { ...admin(root), Action: ['kms:Decrypt', 'kms:PutKeyPolicy'] },
      },
      {
        says: 'delegation through a service, as long as calls come that way',
        role: decrypts(),
        statements: {
          ...admin(root),
          Condition: { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } },
        },
      },
      {
        says: 'a pattern serves other keys too',
        role: decrypts('arn:aws:kms:*:111122223333:key/*'),
        statements: guard(),
      },
      {
        says: 'a grant gives it',
        role: decrypts(),
        statements: guard(),
        grant: { grantee_principal: 'arn:aws:iam::111122223333:role/App', operations: ['Decrypt'] },
      },
      { says: 'a policy that nobody has yet, on a key that delegates', ...shared(undefined) },
      {
        says: 'the same is counted, not told, where the key names a role',
        ...shared([guard(), admin({ AWS: 'arn:aws:iam::111122223333:role/Other' })]),
      },
      {
        says: 'so is it where who is named comes from a variable',
        role: decrypts(),
        statements: [guard(), admin({ AWS: hole('var.user') })],
      },
      {
        says: 'an action that this kind of key has not',
        role: decrypts(),
        key: {
          customer_master_key_spec: 'RSA_2048',
          key_usage: 'SIGN_VERIFY',
          policy: { Version: '2012-10-17', Statement: guard() },
        },
      },
    ],
    bad: [
      { says: 'only the root user is admitted', role: decrypts(), statements: guard(), reports: [message] },
      {
        says: 'delegation of another action',
        role: decrypts(),
        statements: { ...admin(root), Action: ['kms:DescribeKey', 'kms:PutKeyPolicy'] },
        reports: [message],
      },
      {
        says: 'another role is named',
        role: decrypts(),
        statements: [guard(), admin({ AWS: 'arn:aws:iam::111122223333:role/Other' })],
        reports: [message],
      },
      {
        says: 'delegation to other roles',
        role: decrypts(),
        statements: {
          ...admin(root),
          Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin*' } },
        },
        reports: [message],
      },
    ],
  },
})

function shared(statements: ExampleValue | undefined) {
  const key = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
  const Statement = allow({ Resource: key })
  return {
    key: { arn: key },
    ...(statements === undefined ? {} : { statements }),
    resources: { 'aws_iam_policy.shared': { name: 'shared', policy: { Version: '2012-10-17', Statement } } },
  }
}

function decrypts(Resource: ExampleValue = arnOf('aws_kms_key.example')) {
  return { policies: allow({ Resource }) }
}

function admin(Principal: ExampleValue) {
  return allow({ Principal, Action: 'kms:*' })
}

function guard() {
  return { ...admin(root), Condition: guarded }
}
