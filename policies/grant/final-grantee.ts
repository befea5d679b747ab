import {
  all,
  grantedToService,
  grantInWords,
  hole,
  not,
  passesGrantsOn,
  rule,
  showPrincipal,
  type ExampleValue,
} from 'keyplan'

const app = 'arn:aws:iam::111122223333:role/App'
const linked =
  'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'

export default rule({
  id: 'GRANT003',
  name: 'final-grantee',
  title: 'A grantee must not pass the grant on',
  about: 'grant',
  severity: 'medium',
  why: 'With `CreateGrant` among its operations, the grantee gives what it has to whom it likes, in any account; no policy and no plan shows those grants.',
  fix: 'Take `CreateGrant` out of the operations. Service-linked roles, such as that of EC2 Auto Scaling, need it.',
  references: [
    'https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html',
    'https://docs.aws.amazon.com/kms/latest/developerguide/grant-best-practices.html',
  ],

  forbid: all(passesGrantsOn, not(grantedToService)),

  message: grant => `${showPrincipal(grant.grantee)} can pass on a grant: it has ${grantInWords(grant)}`,

  examples: {
    good: [
      { says: 'use alone', grant: granting(app, ['Decrypt']) },
      { says: 'the role of EC2 Auto Scaling', grant: granting(linked, ['Decrypt', 'CreateGrant']) },
      {
        says: 'an AWS service',
        grant: granting('dynamodb.us-west-2.amazonaws.com', ['Decrypt', 'CreateGrant']),
      },
    ],
    bad: [
      {
        says: 'use, and the right to pass it on',
        grant: granting(app, ['Decrypt', 'CreateGrant']),
        reports: [
          `${app} can pass on a grant: it has kms:Decrypt and kms:CreateGrant on aws_kms_key.example`,
        ],
      },
    ],
    unsure: [
      {
        says: 'an operation comes from a variable',
        grant: granting(app, ['Decrypt', hole('var.operation')]),
        reports: [`${app} can pass on a grant: it has kms:Decrypt on aws_kms_key.example`],
      },
    ],
  },
})

function granting(grantee_principal: string, operations: readonly ExampleValue[]) {
  return { grantee_principal, operations }
}
