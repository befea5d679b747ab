import { hole, problem, problemInWords, rule, type Example, type ExampleValue } from 'keyplan'

const says = 'the policy of aws_kms_key.example: its statement lists'
const all = { Effect: 'Deny', Principal: '*', Resource: '*' }
const none = 'which no key policy can allow or deny'
const retire = ['kms:Decrypt', 'kms:RetireGrant']
const keyless = `${says} \`kms:ListKeys\`, which is on no key: only an IAM policy can allow it`
const retiring = `${says} \`kms:RetireGrant\`, which the grant decides and no key policy can`
const inRole = 'the trust policy of aws_iam_role.App: its statement lists'
const ofSts = `${inRole} \`kms:Decrypt\`: a trust policy is about actions of AWS STS alone`

export default rule({
  id: 'POL008',
  name: 'unsupported-actions',
  title: 'A policy must list actions that its kind of policy can allow',
  about: 'problem',
  severity: 'high',
  eased: [
    ['medium', problem('unsupported-action-too')],
    // In a key policy KMS017 weighs what has no effect, and reports it.
    ['info', problem('action-of-iam-alone', 'retire-grant-action')],
  ],
  why: 'A key policy is about its key, and a trust policy about assuming the role: what else they list does nothing, or the whole is refused.',
  fix: 'Move the action to an IAM policy of those who need it.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html',
  ],
  replaces: ['access-analyzer:Unsupported action in policy'],
  reportedUnder: ['KMS017'],

  forbid: problem(
    'unsupported-action',
    'unsupported-action-too',
    'action-of-iam-alone',
    'retire-grant-action',
  ),

  message: problemInWords,

  examples: {
    good: [
      inKey('actions on keys', ['kms:Decrypt', 'kms:CreateGrant']),
      inKey('wildcards that also cover actions on no key', ['kms:List*', 'kms:Create*', 'kms:*', '*']),
      inKey('an action that is not known yet', hole('var.action')),
      inTrust('actions of STS', ['sts:AssumeRole', 'sts:TagSession', 'STS:*']),
      { says: 'all but another service', statements: { ...all, NotAction: 's3:*' } },
    ],
    bad: [
      { ...inKey('of another service', 's3:GetObject'), reports: [`${says} \`s3:GetObject\`, ${none}`] },
      {
        ...inKey('of another service, beside one of KMS', ['kms:Decrypt', 'ec2:*']),
        severity: 'medium',
        reports: [`${says} \`ec2:*\`, ${none}`],
      },
      { ...inKey('on no key', ['kms:Decrypt', 'kms:ListKeys']), severity: 'info', reports: [keyless] },
      { ...inKey('what the grant decides', retire), severity: 'info', reports: [retiring] },
      { ...inTrust('of another service, in a trust policy', 'kms:Decrypt'), reports: [ofSts] },
    ],
  },
})

function inKey(what: string, Action: ExampleValue): Example {
  return { says: what, statements: { ...all, Action } }
}

function inTrust(what: string, Action: ExampleValue): Example {
  const Principal = { Service: 'ec2.amazonaws.com' }
  return { says: what, role: { trust: { Effect: 'Allow', Principal, Action } } }
}
