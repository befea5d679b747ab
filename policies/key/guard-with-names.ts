import {
  all,
  allow,
  deployerIsLockedOut,
  either,
  guardedToRootUser,
  hole,
  not,
  othersCanAdminister,
  othersCanUse,
  own,
  rule,
  whoIsNotNamed,
} from 'keyplan'

const rootUser = { StringEquals: { 'aws:PrincipalType': 'Account' } }
const guard = allow({ Principal: own('root'), Action: 'kms:*', Condition: rootUser })
const admin = allow({ Principal: own('role/Admin'), Action: ['kms:Put*', 'kms:Create*'] })
const user = allow({ Principal: own('role/App') })
const forLogs = allow({ Principal: { Service: 'logs.us-west-2.amazonaws.com' }, Action: 'kms:Encrypt' })
const hidden = allow({ Principal: { AWS: hole('var.user') } })
const granted = { grantee_principal: own('role/App').AWS, operations: ['Decrypt'] }
const session = { deployer: 'arn:aws:sts::111122223333:assumed-role/Admin/ci' }
const ci = { deployer: own('role/Ci').AWS }
const whole = [guard, admin, user]
const guarded = 'aws_kms_key.example admits only the root user of its account, and the policy'
const administer = 'names nobody to administer it'
const use = 'names nobody to use it'

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

  message: (key, world) =>
    `${key.address} admits only the root user of its account, and the policy ${whoIsNotNamed(key, world)}`,

  examples: {
    good: [
      { says: 'an administrator alone, whom KMS007 tells', statements: admin },
      { says: 'the root user, an administrator and a user', statements: whole },
      { says: 'a key for a service', statements: [guard, admin, forLogs] },
      { says: 'a grant lets somebody use it', statements: [guard, admin], grant: granted },
      { says: 'a session of the administrator applies it', statements: whole, trust: session },
      { says: 'the default policy leaves it to IAM', trust: ci },
    ],
    bad: [
      { says: 'the root user alone', statements: guard, reports: [`${guarded} ${administer} and ${use}`] },
      { says: 'nobody uses it', statements: [guard, admin], reports: [`${guarded} ${use}`] },
      {
        says: 'nobody else administers it',
        statements: [guard, user],
        reports: [`${guarded} ${administer}`],
      },
      {
        says: 'whoever applies it is not named: AWS refuses the policy',
        statements: whole,
        trust: ci,
        reports: [`${guarded} locks out ${ci.deployer}, who applies the change`],
      },
    ],
    unsure: [
      {
        says: 'whom it names is a variable',
        statements: [guard, admin, hidden],
        reports: [`${guarded} perhaps ${use}`],
      },
    ],
  },
})
