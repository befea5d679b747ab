// For tests only: the key policies that AWS's guides recommend, each with its guide, as examples of account 111122223333.
import { hole, type Example, type ExampleAttributes, type ExampleValue } from '../rules/example.ts'

const own = '111122223333'
const region = 'us-west-2'
const iam = `arn:aws:iam::${own}`

const root = { Sid: 'Enable IAM User Permissions', ...allow({ AWS: `${iam}:root` }, 'kms:*') }
const guard = { ...root, Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } } }
const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']
const grants = ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant']
const forServices = { Bool: { 'kms:GrantIsForAWSResource': true } }

/** The statements that the console writes for administrators and users. */
const named = [
  allow({ AWS: `${iam}:role/KeyOperators` }, [
    'kms:Create*',
    'kms:Describe*',
    'kms:Enable*',
    'kms:List*',
    'kms:Put*',
    'kms:Update*',
    'kms:Revoke*',
    'kms:Disable*',
    'kms:Get*',
    'kms:Delete*',
    'kms:TagResource',
    'kms:UntagResource',
    'kms:ScheduleKeyDeletion',
    'kms:CancelKeyDeletion',
  ]),
  allow({ AWS: `${iam}:role/Application` }, use),
  allow({ AWS: `${iam}:role/Application` }, grants, forServices),
]

/** A key policy of a guide. */
export interface Recommended {
  readonly says: string
  /** Below https://docs.aws.amazon.com/, or a whole address. */
  readonly guide: string
  readonly statements: ExampleValue
  readonly more?: Partial<Pick<Example, 'trust' | 'resources'>>
}

/** Nothing of these may be objected to at `medium` or above. */
export const recommended: readonly Recommended[] = [
  policy('the default', 'kms/latest/developerguide/key-policy-default.html', [root]),
  policy(
    'administrators and users, as the console writes them',
    'kms/latest/developerguide/key-policy-default.html',
    [root, ...named],
  ),
  policy('the root user alone, with names', 'https://repost.aws/knowledge-center/kms-prevent-access', [
    guard,
    ...named,
  ]),
  policy('through services, for callers of the account', 'kms/latest/developerguide/conditions-kms.html', [
    root,
    everyone([...use, 'kms:CreateGrant', 'kms:ListGrants'], {
      StringEquals: { 'kms:ViaService': [`ec2.${region}.amazonaws.com`, `rds.${region}.amazonaws.com`] },
    }),
  ]),
  policy(
    'the organization',
    'IAM/latest/UserGuide/reference_policies_condition-keys.html',
    [root, allow('*', use, { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })],
    { trust: { organizations: ['o-a1b2c3d4e5'] } },
  ),
  policy('CloudWatch Logs', 'AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html', [
    root,
    service(
      `logs.${region}`,
      ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${own}:*` } },
    ),
  ]),
  policy(
    'CloudTrail',
    'awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
    cloudTrail(),
  ),
  policy('S3 events to a queue', 'AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html', [
    root,
    service('s3', ['kms:GenerateDataKey', 'kms:Decrypt'], {
      StringEquals: { 'aws:SourceAccount': own },
      ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::amzn-s3-demo-bucket' },
    }),
  ]),
  policy('topics to a queue', 'sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html', [
    root,
    service('sns', ['kms:GenerateDataKey*', 'kms:Decrypt'], {
      ArnEquals: { 'aws:SourceArn': `arn:aws:sns:${region}:${own}:MyTopic` },
    }),
  ]),
  policy(
    'EventBridge to a topic',
    'sns/latest/dg/sns-key-management.html',
    [root, service('events', ['kms:GenerateDataKey*', 'kms:Decrypt'])],
    { resources: { 'aws_sns_topic.t': { name: 't', kms_master_key_id: hole('aws_kms_key.example.arn') } } },
  ),
  policy('an event bus', 'eventbridge/latest/userguide/eb-encryption-key-policy.html', [
    root,
    service('events', ['kms:DescribeKey'], { StringEquals: { 'aws:SourceAccount': own } }),
    service('events', ['kms:GenerateDataKey', 'kms:Decrypt'], {
      StringEquals: {
        'aws:SourceAccount': own,
        'kms:EncryptionContext:aws:events:event-bus:arn': `arn:aws:events:${region}:${own}:event-bus/bus`,
      },
    }),
  ]),
  policy('EC2 Auto Scaling', 'autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html', [
    root,
    ...autoScaling(),
  ]),
  policy('EBS, by its users', 'ebs/latest/userguide/ebs-encryption-requirements.html', [
    root,
    allow({ AWS: `${iam}:role/Application` }, ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext'], {
      StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` },
    }),
    allow({ AWS: `${iam}:role/Application` }, grants, forServices),
  ]),
  policy('DynamoDB', 'amazondynamodb/latest/developerguide/encryption.usagenotes.html', [
    root,
    everyone([...use, 'kms:CreateGrant'], { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } }),
    service('dynamodb', ['kms:Describe*', 'kms:Get*', 'kms:List*']),
  ]),
  policy('EFS', 'efs/latest/ug/managing-encrypt.html', [
    root,
    everyone([...use, 'kms:CreateGrant'], {
      StringEquals: { 'kms:ViaService': `elasticfilesystem.${region}.amazonaws.com` },
    }),
  ]),
  policy('AWS Config', 'config/latest/developerguide/s3-kms-key-policy.html', [
    root,
    service('config', ['kms:Decrypt', 'kms:GenerateDataKey'], { StringEquals: { 'AWS:SourceAccount': own } }),
  ]),
  policy('Secrets Manager', 'secretsmanager/latest/userguide/security-encryption.html', [
    root,
    everyone([...use, 'kms:CreateGrant'], {
      StringEquals: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` },
    }),
  ]),
  policy(
    'CloudFront to a bucket',
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    [
      root,
      service('cloudfront', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*'], {
        StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${own}:distribution/EDFDVBD6EXAMPLE` },
      }),
    ],
  ),
  policy(
    'a role of a trusted account',
    'kms/latest/developerguide/key-policy-modifying-external-accounts.html',
    [root, allow({ AWS: 'arn:aws:iam::444455556666:role/Partner' }, use)],
    { trust: { accounts: ['444455556666'] } },
  ),
  policy('grants by a Deny for direct calls', 'controltower/latest/controlreference/kms-rules.html', [
    root,
    {
      ...allow('*', 'kms:CreateGrant', {
        BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' },
      }),
      Effect: 'Deny',
    },
  ]),
]

function policy(
  says: string,
  guide: string,
  statements: ExampleValue,
  more: Recommended['more'] = {},
): Recommended {
  return { says, guide, statements, more }
}

function allow(
  Principal: ExampleValue,
  Action: ExampleValue,
  Condition: ExampleValue = {},
): ExampleAttributes {
  return { Effect: 'Allow', Principal, Action, Resource: '*', Condition }
}

function service(name: string, Action: ExampleValue, Condition: ExampleValue = {}): ExampleAttributes {
  return allow({ Service: `${name}.amazonaws.com` }, Action, Condition)
}

/** `*`, for callers of the account. */
function everyone(Action: ExampleValue, Condition: Record<string, ExampleAttributes>): ExampleAttributes {
  const equals = { ...Condition['StringEquals'], 'kms:CallerAccount': own }
  return allow({ AWS: '*' }, Action, { ...Condition, StringEquals: equals })
}

/** As CloudTrail's console writes it, for the user who created the trail. */
function cloudTrail(): ExampleValue {
  const trails = {
    StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${own}:trail/*` },
  }
  const trail = { StringEquals: { 'aws:SourceArn': `arn:aws:cloudtrail:${region}:${own}:trail/trail` } }
  return [
    { ...root, Principal: { AWS: [`${iam}:root`, `${iam}:user/alice`] } },
    service('cloudtrail', 'kms:GenerateDataKey*', { ...trail, ...trails }),
    service('cloudtrail', 'kms:DescribeKey'),
    everyone(['kms:Decrypt', 'kms:ReEncryptFrom'], trails),
    everyone('kms:CreateAlias', { StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` } }),
  ]
}

function autoScaling(): readonly ExampleAttributes[] {
  const AWS = `${iam}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`
  return [allow({ AWS }, use), allow({ AWS }, 'kms:CreateGrant', forServices)]
}
