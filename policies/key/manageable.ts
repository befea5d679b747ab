import {
  allow,
  deny,
  either,
  hole,
  listed,
  not,
  onlyDeletablePrincipalsCan,
  rule,
  someoneCan,
  thoseWhoCan,
  type ExampleValue,
} from 'keyplan'

const own = 'arn:aws:iam::111122223333'
const root = allow({ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' })
const otherThan = (name: string) => denyPut({ ArnNotEquals: { 'aws:PrincipalArn': `${own}:role/${name}` } })
const outside = denyPut({ StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })
const nobody = { reports: ['nobody can change the policy of aws_kms_key.example'] }
const notEvenOwn = {
  reports: ['perhaps nobody can change the policy of aws_kms_key.example, not even account 111122223333'],
}
const manager = someoneCan('kms:PutKeyPolicy')
const fragile = onlyDeletablePrincipalsCan('kms:PutKeyPolicy')

export default rule({
  id: 'KMS007',
  name: 'manageable',
  title: 'Somebody who cannot be deleted must be able to change the key policy',
  about: 'key',
  severity: 'critical',
  eased: [['high', fragile]],
  why: 'A key whose policy nobody can change is lost to its owner: only AWS Support can help, and the data may be lost. AWS refuses most such policies with "The new key policy will not allow you to update the key policy in the future", but looks at the caller alone.',
  fix: 'Keep a statement for the own account (`arn:aws:iam::ACCOUNT:root`) with `kms:PutKeyPolicy`; the condition `aws:PrincipalType = Account` may limit it to the root user.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
    'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  ],
  replaces: ['aws-iam-permissions-guardrails:IAM-KMS-1'],

  forbid: either(not(manager), fragile),

  message: (key, world) => {
    const able = listed(thoseWhoCan('kms:PutKeyPolicy', key, world))
    const can = `can change the policy of ${key.address}`
    if (able === '') return `nobody ${can}`
    if (manager.ask(key, world).is !== 'yes') return `perhaps nobody ${can}, not even ${able}`
    return `${fragile.ask(key, world).is === 'yes' ? 'only' : 'perhaps only'} ${able} ${can}`
  },

  examples: {
    good: [
      { says: "AWS's default key policy" },
      {
        says: 'the root user alone, and an administrator',
        statements: [
          allow({
            Principal: { AWS: `${own}:root` },
            Action: 'kms:*',
            Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } },
          }),
          allow({ Principal: { AWS: `${own}:role/Admin` }, Action: 'kms:Put*' }),
        ],
      },
      {
        says: 'everybody in the own account',
        statements: {
          ...root,
          Principal: '*',
          Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } },
        },
      },
      {
        says: 'every principal of the own account by its ARN, the root user among them',
        statements: { ...root, Principal: '*', Condition: { ArnLike: { 'aws:PrincipalArn': `${own}:*` } } },
      },
      {
        says: 'a Deny for all but an administrator, to whom IAM may give it',
        statements: [root, otherThan('Admin')],
      },
      {
        says: "a Deny for calls that switch AWS's lockout check off",
        statements: [root, denyPut({ Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } })],
      },
      {
        says: 'a Deny for calls without TLS, which KMS never takes',
        statements: [root, denyPut({ Bool: { 'aws:SecureTransport': 'false' } })],
      },
      {
        says: "a Deny for other Regions than the key's",
        statements: [root, denyPut({ StringNotEquals: { 'aws:RequestedRegion': 'us-west-2' } })],
      },
      {
        says: 'a Deny for all outside the own organization',
        statements: [root, outside],
        trust: { organization: 'o-a1b2c3d4e5' },
      },
    ],
    bad: [
      {
        says: 'an administrator who can be deleted',
        statements: allow({ Principal: { AWS: `${own}:role/Admin` }, Action: 'kms:*' }),
        severity: 'high',
        reports: ['only arn:aws:iam::111122223333:role/Admin can change the policy of aws_kms_key.example'],
      },
      {
        says: 'the delegation leaves `kms:PutKeyPolicy` out',
        statements: allow({ Principal: { AWS: `${own}:root` } }),
        ...nobody,
      },
      {
        says: 'a Deny for everybody',
        statements: [root, deny({ Principal: '*', Action: 'kms:PutKeyPolicy' })],
        ...nobody,
      },
      {
        says: 'a Deny for the own account, beside an Allow for everybody',
        statements: [
          allow({ Principal: '*', Action: 'kms:PutKeyPolicy' }),
          deny({ Principal: { AWS: `${own}:root` }, Action: 'kms:*' }),
        ],
        ...nobody,
      },
      {
        says: 'a guard with a type that no principal has',
        statements: { ...root, Condition: { StringEquals: { 'aws:PrincipalType': 'account' } } },
        ...nobody,
      },
      {
        says: 'another account can never change it',
        statements: allow({ Principal: { AWS: '444455556666' }, Action: 'kms:*' }),
        ...nobody,
      },
      {
        says: 'the root statement names a bucket as its resource, so it has no effect',
        statements: { ...root, Resource: 'arn:aws:s3:::myBucketName' },
        ...nobody,
      },
    ],
    unsure: [
      {
        says: 'two Deny statements, each for all but another administrator',
        statements: [root, otherThan('Admin'), otherThan('Other')],
        ...notEvenOwn,
      },
      {
        says: 'a Deny with `NotPrincipal` that lists a role without its account and session',
        statements: [root, deny({ NotPrincipal: { AWS: `${own}:role/Admin` }, Action: 'kms:*' })],
        ...notEvenOwn,
      },
      {
        says: 'the account that is named comes from a variable',
        statements: { ...root, Principal: { AWS: hole('var.account', 'account-id') } },
        reports: ['perhaps only account var.account can change the policy of aws_kms_key.example'],
      },
      {
        says: 'whether the resource is this key is told after apply',
        statements: { ...root, Resource: 'arn:aws:kms:us-west-2:111122223333:key/mrk-*' },
        ...notEvenOwn,
      },
      {
        says: 'a Deny that only the call decides',
        statements: [root, denyPut({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
        ...notEvenOwn,
      },
      {
        says: 'a Deny for all outside an organization that may be another one',
        statements: [root, outside],
        trust: { organizations: ['o-a1b2c3d4e5'] },
        ...notEvenOwn,
      },
      {
        says: 'whom a Deny covers comes from a variable',
        statements: [root, deny({ Principal: { AWS: hole('var.blocked') }, Action: 'kms:*' })],
        ...notEvenOwn,
      },
    ],
  },
})

function denyPut(Condition: ExampleValue): ExampleValue {
  return deny({ Principal: '*', Action: 'kms:PutKeyPolicy', Condition })
}
