import {
  all,
  allow,
  beginsWith,
  byAnyone,
  byUntrustedOutsiders,
  deny,
  detourInWords,
  either,
  externalIdIsAsked,
  hole,
  not,
  own,
  reachesPlaintext,
  rule,
  takesSeveralSteps,
  type Access,
  type ExampleValue,
} from 'keyplan'

const partner = 'arn:aws:iam::444455556666:root'
const byPartner = 'account 444455556666, by assuming a role, can kms:Decrypt on aws_kms_key.example'
const byAll = 'any principal of any AWS account, by assuming a role, can kms:Decrypt on aws_kms_key.example'
const id = { 'sts:ExternalId': 'a7f3c1' }
const byDoor = reader(own('role/Door').AWS)
const root = allow({ Principal: own('root'), Action: 'kms:*' })

export default rule({
  id: 'GRAPH001',
  name: 'untrusted-path',
  title: 'No chain of roles may lead from outside to plaintext',
  about: 'detour',
  severity: 'critical',
  eased: [
    // AWS's own way of letting a third party in: worth a word, and no alarm.
    ['low', all<Access>(not(byAnyone), externalIdIsAsked)],
    ['high', not(byAnyone)],
  ],
  why: 'Each policy on the way looks harmless; together they let somebody outside read the data, and the key policy does not show him.',
  fix: 'Break any link of the path: name in the trust policy who may assume the role, or take its access to the key away. List the account under `trusted.accounts` if this is meant.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],

  forbid: all(
    beginsWith('assume-role'),
    reachesPlaintext,
    // A role that anyone can assume and that has access itself is told by TRUST001.
    either(byUntrustedOutsiders, all(byAnyone, takesSeveralSteps)),
  ),

  message: detourInWords,

  examples: {
    good: [
      { says: 'trust of the own account', role: reader(own('root').AWS) },
      {
        says: 'a trusted partner, over two roles',
        role: [byDoor, door({ AWS: partner })],
        trust: { accounts: ['444455556666'] },
      },
      {
        says: 'the role can only encrypt',
        role: { ...reader(partner), policies: allow({ Action: 'kms:Encrypt' }) },
      },
      {
        says: 'another way than a role',
        statements: allow({ Principal: { AWS: partner }, Action: 'kms:CreateGrant' }),
      },
      { says: 'a trusted partner', role: reader(partner), trust: { accounts: ['444455556666'] } },
      { says: 'a service', role: { ...reader(''), trust: trusting({ Service: 'lambda.amazonaws.com' }) } },
      { says: 'one step from anyone is what TRUST001 tells', role: reader('*') },
      {
        says: 'an explicit Deny cuts the path',
        role: reader(partner),
        statements: [root, deny({ Principal: own('role/App') })],
      },
      { says: 'a boundary cuts it', role: { ...reader(partner), boundary: allow({ Action: 's3:*' }) } },
      {
        says: 'a condition of the trust policy cuts it',
        role: reader('*', { 'aws:PrincipalAccount': '111122223333' }),
      },
    ],
    bad: [
      { says: 'anyone, over two roles', role: [byDoor, door('*')], reports: [byAll] },
      { says: 'anyone who knows an external id', role: [byDoor, door('*', id)], reports: [byAll] },
      { says: 'another account', role: reader(partner), severity: 'high', reports: [byPartner] },
      {
        says: 'another account that knows an external id',
        role: reader(partner, id),
        severity: 'low',
        reports: [byPartner],
      },
      {
        says: 'two keys are one path',
        role: reader(partner),
        resources: { 'aws_kms_key.other': {} },
        severity: 'high',
        reports: [`${byPartner}, and the same with 1 more key`],
      },
    ],
    unsure: [
      {
        says: 'which key the role may use is not told',
        role: { ...reader(partner), policies: allow({ Resource: hole('var.key_arn', 'arn') }) },
        severity: 'high',
        reports: [byPartner],
      },
    ],
  },
})

function trusting(Principal: ExampleValue, StringEquals: ExampleValue = {}) {
  return { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition: { StringEquals } }
}

function reader(trusted: string, condition?: ExampleValue) {
  return { policies: allow(), trust: trusting({ AWS: trusted }, condition) }
}

function door(...trusted: Parameters<typeof trusting>) {
  const policies = allow({ Action: 'sts:AssumeRole', Resource: own('role/App').AWS })
  return { name: 'Door', trust: trusting(...trusted), policies }
}
