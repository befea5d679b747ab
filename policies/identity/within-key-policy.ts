import {
  actionsNotGiven,
  allow,
  arnOf,
  namesMoreThanKeyGives,
  own,
  rule,
  withoutActionsNotGiven,
  type ExampleValue,
} from 'keyplan'

const other = '444455556666'
const ext = `arn:aws:iam::${other}:role/Ext`

export default rule({
  id: 'IAM016',
  name: 'within-key-policy',
  title: 'An IAM policy must not name more actions than the key of the other account gives',
  about: 'half',
  severity: 'low',
  why: 'The account of the key decides the most that another account can have: what an IAM policy names beyond that does nothing.',
  fix: 'Take these actions out of the IAM policy, or add them to the key policy.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
  ],
  reportedUnder: ['IAM015'],

  forbid: namesMoreThanKeyGives,

  message: (half, world) =>
    half.in === 'key-policy'
      ? ''
      : `${half.permission.policy.name} allows ${actionsNotGiven(half, world)} on ${half.key.address}, which its policy does not give to the other account`,
  correct: withoutActionsNotGiven,

  examples: {
    good: [
      { says: 'as much as the key gives', ...allowing(['kms:Decrypt', 'kms:Encrypt']) },
      { says: 'less than the key gives', ...allowing('kms:Decrypt') },
      { says: 'a pattern: nobody thinks that it gives everything', ...allowing('kms:*') },
      { says: 'a Deny', ...allowing(['kms:Sign'], 'Deny') },
      { says: 'nothing that the key gives is another rule', ...allowing('kms:CreateGrant') },
    ],
    bad: [
      { says: 'another action beside one that the key gives', ...adding('kms:DescribeKey') },
      { says: 'what no other account can do', ...adding('kms:PutKeyPolicy') },
    ],
  },
})

function adding(action: string) {
  const says = `allows ${action} on aws_kms_key.example, which its policy does not give to the other account`
  return { ...allowing(['kms:Decrypt', action]), reports: [`inline policy "example" of role/Ext ${says}`] }
}

function allowing(Action: ExampleValue, Effect = 'Allow') {
  return {
    role: {
      name: 'Ext',
      account: other,
      policies: { Effect, Action, Resource: arnOf('aws_kms_key.example') },
    },
    statements: [
      allow({ Principal: own('root'), Action: 'kms:*' }),
      allow({ Principal: { AWS: ext }, Action: ['kms:Decrypt', 'kms:Encrypt'] }),
    ],
  }
}
