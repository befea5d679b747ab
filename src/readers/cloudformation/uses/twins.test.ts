import { expect, test } from 'vitest'
import { BucketEncryption, needsOfBoth, k, role, type Twins } from './test-twins.ts'

const kms_key_id = k
const KmsKeyId = k
const flow = { extended_s3_configuration: [{ role_arn: role, kms_key_arn: k }] }

test.each<Twins>([
  ['ebs', [['aws_ebs_volume', { kms_key_id }]], 'AWS::EC2::Volume', { KmsKeyId }],
  [
    'instances',
    [['aws_instance', { ebs_block_device: [{ kms_key_id }] }]],
    'AWS::EC2::Instance',
    { BlockDeviceMappings: [{ Ebs: { KmsKeyId } }] },
  ],
  [
    'sqs',
    [['aws_sqs_queue', { name: 'x', kms_master_key_id: k }]],
    'AWS::SQS::Queue',
    { QueueName: 'x', KmsMasterKeyId: k },
  ],
  [
    'sns',
    [['aws_sns_topic', { name: 'x', kms_master_key_id: k }]],
    'AWS::SNS::Topic',
    { TopicName: 'x', KmsMasterKeyId: k },
  ],
  [
    's3',
    [
      [
        'aws_s3_bucket_server_side_encryption_configuration',
        { bucket: 'x', rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: k }] }] },
      ],
    ],
    'AWS::S3::Bucket',
    { BucketName: 'x', BucketEncryption },
  ],
  [
    'dynamodb',
    [['aws_dynamodb_table', { name: 'x', server_side_encryption: [{ kms_key_arn: k }] }]],
    'AWS::DynamoDB::Table',
    { TableName: 'x', SSESpecification: { KMSMasterKeyId: k } },
  ],
  [
    'kinesis',
    [['aws_kinesis_stream', { name: 'x', kms_key_id }]],
    'AWS::Kinesis::Stream',
    { Name: 'x', StreamEncryption: { KeyId: k } },
  ],
  [
    'secrets',
    [['aws_secretsmanager_secret', { name: 'x', kms_key_id, replica: [{ kms_key_id }] }]],
    'AWS::SecretsManager::Secret',
    { Name: 'x', KmsKeyId, ReplicaRegions: [{ KmsKeyId }] },
  ],
  [
    'logs',
    [['aws_cloudwatch_log_group', { name: 'x', kms_key_id }]],
    'AWS::Logs::LogGroup',
    { LogGroupName: 'x', KmsKeyId },
  ],
  ['lambda', [['aws_lambda_function', { kms_key_arn: k }]], 'AWS::Lambda::Function', { KmsKeyArn: k }],
  ['efs', [['aws_efs_file_system', { kms_key_id }]], 'AWS::EFS::FileSystem', { KmsKeyId }],
  [
    'ecr',
    [['aws_ecr_repository', { encryption_configuration: [{ kms_key: k }] }]],
    'AWS::ECR::Repository',
    { EncryptionConfiguration: { KmsKey: k } },
  ],
  [
    'eks',
    [['aws_eks_cluster', { encryption_config: [{ provider: [{ key_arn: k }] }] }]],
    'AWS::EKS::Cluster',
    { EncryptionConfig: [{ Provider: { KeyArn: k } }] },
  ],
  ['backup', [['aws_backup_vault', { kms_key_arn: k }]], 'AWS::Backup::BackupVault', { EncryptionKeyArn: k }],
  [
    'databases',
    [['aws_db_instance', { kms_key_id, master_user_secret_kms_key_id: k }]],
    'AWS::RDS::DBInstance',
    { KmsKeyId, MasterUserSecret: { KmsKeyId } },
  ],
  ['redshift', [['aws_redshift_cluster', { kms_key_id }]], 'AWS::Redshift::Cluster', { KmsKeyId }],
  [
    'workspaces',
    [['aws_workspaces_workspace', { volume_encryption_key: k }]],
    'AWS::WorkSpaces::Workspace',
    { VolumeEncryptionKey: k },
  ],
  ['per guide', [['aws_sagemaker_domain', { kms_key_id }]], 'AWS::SageMaker::Domain', { KmsKeyId }],
  ['none', [['aws_codecommit_repository', { kms_key_id }]], 'AWS::CodeCommit::Repository', { KmsKeyId }],
  [
    'trails',
    [['aws_cloudtrail', { name: 'x', kms_key_id, sns_topic_name: 't' }]],
    'AWS::CloudTrail::Trail',
    { TrailName: 'x', KMSKeyId: k, SnsTopicName: 't' },
  ],
  [
    'event data stores',
    [['aws_cloudtrail_event_data_store', { kms_key_id }]],
    'AWS::CloudTrail::EventDataStore',
    { KmsKeyId },
  ],
  [
    'buses',
    [['aws_cloudwatch_event_bus', { name: 'x', kms_key_identifier: k }]],
    'AWS::Events::EventBus',
    { Name: 'x', KmsKeyIdentifier: k },
  ],
  [
    'firehose',
    [['aws_kinesis_firehose_delivery_stream', flow]],
    'AWS::KinesisFirehose::DeliveryStream',
    {
      ExtendedS3DestinationConfiguration: {
        RoleARN: role,
        EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: k } },
      },
    },
  ],
  [
    'storage lens',
    [
      [
        'aws_s3control_storage_lens_configuration',
        {
          config_id: 'x',
          storage_lens_configuration: [
            { data_export: [{ s3_bucket_destination: [{ encryption: [{ sse_kms: [{ key_id: k }] }] }] }] },
          ],
        },
      ],
    ],
    'AWS::S3::StorageLens',
    {
      StorageLensConfiguration: {
        Id: 'x',
        DataExport: { S3BucketDestination: { Encryption: { SSEKMS: { KeyId: k } } } },
      },
    },
  ],
])('%s: the same needs as plan and as template', (...twins) => {
  const { plan, template } = needsOfBoth(twins)
  expect(template).toEqual(plan)
  expect(plan).not.toEqual([])
})
