// For tests only: the key policies that guides of AWS services recommend, each with its guide.
import { hole, type ExampleAttributes, type ExampleValue } from '../rules/example.ts'
import {
  allow,
  everyone,
  forServices,
  grants,
  iam,
  own,
  policy,
  region,
  root,
  service,
  use,
  type Recommended,
} from './recommended-statements.ts'

/** Key policies for resources that a service encrypts. */
export const ofServices: readonly Recommended[] = [
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
  policy(
    'DNSSEC of Route 53',
    'Route53/latest/DeveloperGuide/access-control-managing-permissions.html',
    [
      root,
      service('dnssec-route53', ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign']),
      service('dnssec-route53', 'kms:CreateGrant', forServices),
    ],
    { key: { customer_master_key_spec: 'ECC_NIST_P256', key_usage: 'SIGN_VERIFY' } },
  ),
  policy(
    'CloudTrail to a topic',
    'awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html',
    [root, service('cloudtrail', ['kms:GenerateDataKey*', 'kms:Decrypt'])],
    { resources: { 'aws_sns_topic.t': { name: 't', kms_master_key_id: hole('aws_kms_key.example.arn') } } },
  ),
  policy(
    'access logs of CloudFront',
    'AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html',
    [root, service('delivery.logs', 'kms:GenerateDataKey*')],
    {
      resources: {
        'aws_s3_bucket_server_side_encryption_configuration.logs': {
          bucket: 'logs',
          rule: [
            {
              apply_server_side_encryption_by_default: [
                { sse_algorithm: 'aws:kms', kms_master_key_id: hole('aws_kms_key.example.arn') },
              ],
            },
          ],
        },
      },
    },
  ),
  policy(
    'flow logs and other delivered logs',
    'AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html',
    [
      root,
      service(
        'delivery.logs',
        ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        {
          StringEquals: { 'aws:SourceAccount': [own] },
          ArnLike: { 'aws:SourceArn': [`arn:aws:logs:${region}:${own}:*`] },
        },
      ),
    ],
  ),
  policy('alarms to a topic', 'AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html', [
    root,
    service('cloudwatch', ['kms:Decrypt', 'kms:GenerateDataKey*'], {
      StringEquals: { 'aws:SourceAccount': own },
      ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${region}:${own}:alarm:*` },
    }),
  ]),
  policy('RDS, as a service of a role', 'AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html', [
    root,
    allow({ AWS: `${iam}:role/Application` }, [...use, 'kms:CreateGrant', 'kms:ListGrants'], {
      StringEquals: {
        'kms:ViaService': `rds.${region}.amazonaws.com`,
        'kms:CallerAccount': own,
      },
    }),
  ]),
  policy('EKS on encrypted volumes', 'eks/latest/userguide/managed-node-groups.html', [
    root,
    ...autoScaling(),
  ]),
  policy('replication of a bucket', 'AmazonS3/latest/userguide/replication-config-for-kms-objects.html', [
    root,
    allow({ AWS: `${iam}:role/Replication` }, ['kms:Decrypt', 'kms:Encrypt'], {
      StringLike: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    }),
  ]),
  policy('AWS Config to a topic of its role', 'config/latest/developerguide/sns-topic-policy.html', [
    root,
    service('config', ['kms:Decrypt', 'kms:GenerateDataKey*'], {
      StringEquals: { 'AWS:SourceAccount': own },
    }),
  ]),
  policy('costs and usage, Budgets', 'cost-management/latest/userguide/budgets-sns-policy.html', [
    root,
    service('budgets', ['kms:GenerateDataKey*', 'kms:Decrypt'], {
      StringEquals: { 'aws:SourceAccount': own },
      ArnLike: { 'aws:SourceArn': `arn:aws:budgets::${own}:*` },
    }),
  ]),
  policy('AWS Control Tower', 'controltower/latest/userguide/configure-kms-keys.html', [
    root,
    service('config', ['kms:Decrypt', 'kms:GenerateDataKey']),
    service('cloudtrail', ['kms:GenerateDataKey*', 'kms:Decrypt'], {
      StringEquals: {
        'aws:SourceArn': `arn:aws:cloudtrail:${region}:${own}:trail/aws-controltower-BaselineCloudTrail`,
      },
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:*:${own}:trail/*` },
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
]

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
