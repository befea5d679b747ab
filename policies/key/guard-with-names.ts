import {
  all,
  deployerIsLockedOut,
  either,
  guardedToRootUser,
  hole,
  not,
  othersCanAdminister,
  othersCanUse,
  rule,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const guard = {
  ...allow({ AWS: `${own}:root` }, 'kms:*'),
  Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } },
}
const admin = allow({ AWS: `${own}:role/Admin` }, ['kms:Put*', 'kms:Create*'])
const user = allow({ AWS: `${own}:role/App` }, 'kms:Decrypt')
const nobody =
  'aws_kms_key.example admits only the root user of its account, and the policy names too few others'

export default rule({
  id: 'KMS010',
  name: 'guard-with-names',
  title: 'Where only the root user is admitted, administrators and users must be named',
  about: 'key',
  severity: 'high',
  why: 'IAM policies give nothing on such a key: whoever is not named cannot use it, and AWS refuses the policy to a caller who could not change it again.',
  fix: 'Add a statement for administrators, with whoever applies the change among them, and one for those who use the key.',
  references: [
    'https://repost.aws/knowledge-center/kms-prevent-access',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  ],

  forbid: all(guardedToRootUser, either(not(othersCanUse), not(othersCanAdminister), deployerIsLockedOut)),

  message: ({ address }, { trust: { deployer } }) =>
    deployer === undefined
      ? `${address} admits only the root user of its account, and the policy names too few others`
      : `${address} admits only the root user of its account, and the policy names too few others for ${deployer} to apply it`,

  examples: {
    good: [
      { says: 'the root user, an administrator and a user', statements: [guard, admin, user] },
      {
        says: 'a key for a service',
        statements: [guard, admin, allow({ Service: 'logs.us-west-2.amazonaws.com' }, 'kms:Encrypt')],
      },
      {
        says: 'a grant lets somebody use it',
        statements: [guard, admin],
        grant: { grantee_principal: `${own}:role/App`, operations: ['Decrypt'] },
      },
      {
        says: 'a session of the administrator applies it',
        statements: [guard, admin, user],
        trust: { deployer: 'arn:aws:sts::111122223333:assumed-role/Admin/ci' },
      },
      { says: 'the default policy leaves it to IAM', trust: { deployer: `${own}:role/Ci` } },
    ],
    bad: [
      { says: 'the root user alone', statements: guard, reports: [nobody] },
      { says: 'nobody uses it', statements: [guard, admin], reports: [nobody] },
      { says: 'nobody else administers it', statements: [guard, user], reports: [nobody] },
      {
        says: 'whoever applies it is not named: AWS refuses the policy',
        statements: [guard, admin, user],
        trust: { deployer: `${own}:role/Ci` },
        reports: [`${nobody} for ${own}:role/Ci to apply it`],
      },
    ],
    unsure: [
      {
        says: 'whom it names comes from a variable',
        statements: [guard, admin, allow({ AWS: hole('var.user') }, 'kms:Decrypt')],
        reports: [nobody],
      },
    ],
  },
})

function allow(Principal: ExampleValue, Action: ExampleValue) {
  return { Effect: 'Allow', Principal, Action, Resource: '*' }
}
