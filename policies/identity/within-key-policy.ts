import { actionsNotGiven, arnOf, namesMoreThanKeyGives, rule, type ExampleValue } from 'keyplan'

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

  examples: {
    good: [
      { says: 'as much as the key gives', ...allowing(['kms:Decrypt', 'kms:Encrypt']) },
      { says: 'less than the key gives', ...allowing('kms:Decrypt') },
      { says: 'a pattern: nobody thinks that it gives everything', ...allowing('kms:*') },
      { says: 'a Deny', ...allowing(['kms:Sign'], 'Deny') },
      { says: 'nothing that the key gives is another rule', ...allowing('kms:CreateGrant') },
    ],
    bad: [
      {
        says: 'another action beside one that the key gives',
        ...allowing(['kms:Decrypt', 'kms:DescribeKey']),
        reports: [
          'inline policy "example" of role/Ext allows kms:DescribeKey on aws_kms_key.example, which its policy does not give to the other account',
        ],
      },
      {
        says: 'what no other account can do',
        ...allowing(['kms:Decrypt', 'kms:PutKeyPolicy']),
        reports: [
          'inline policy "example" of role/Ext allows kms:PutKeyPolicy on aws_kms_key.example, which its policy does not give to the other account',
        ],
      },
    ],
  },
})

function allowing(Action: ExampleValue, Effect = 'Allow') {
  return {
    role: {
      name: 'Ext',
      account: other,
      policies: { Effect, Action, Resource: arnOf('aws_kms_key.example') },
    },
    statements: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'kms:*',
        Resource: '*',
      },
      { Effect: 'Allow', Principal: { AWS: ext }, Action: ['kms:Decrypt', 'kms:Encrypt'], Resource: '*' },
    ],
  }
}
