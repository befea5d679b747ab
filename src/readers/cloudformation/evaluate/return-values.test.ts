import { expect, test } from 'vitest'
import { showText } from '../../../model/text.ts'
import { arnTold, nameTold, refTold } from '../reading.ts'
import { readingOf, resource, templateWith } from '../test-stack.ts'
import { inEachWorld } from './worlds.ts'
import { attributeValue } from './return-values.ts'

const here = 'eu-central-1:111122223333'

test.each<[string, object, string, string]>([
  ['AWS::S3::Bucket', { BucketName: 'x' }, 'x', 'arn:aws:s3:::x'],
  ['AWS::S3::Bucket', {}, '${X}', 'arn:aws:s3:::${X}'],
  ['AWS::SQS::Queue', { QueueName: 'x' }, '${X}', `arn:aws:sqs:${here}:x`],
  ['AWS::SNS::Topic', { TopicName: 'x' }, `arn:aws:sns:${here}:x`, `arn:aws:sns:${here}:x`],
  ['AWS::Logs::LogGroup', { LogGroupName: '/x' }, '/x', `arn:aws:logs:${here}:log-group:/x:*`],
  ['AWS::Lambda::Function', { FunctionName: 'x' }, 'x', `arn:aws:lambda:${here}:function:x`],
  ['AWS::DynamoDB::Table', { TableName: 'x' }, 'x', `arn:aws:dynamodb:${here}:table/x`],
  ['AWS::Kinesis::Stream', { Name: 'x' }, 'x', `arn:aws:kinesis:${here}:stream/x`],
  ['AWS::SecretsManager::Secret', { Name: 'x' }, '${X.Arn}', '${X.Arn}'],
  ['AWS::EC2::LaunchTemplate', { LaunchTemplateName: 'x' }, '${X}', '${X.Arn}'],
  ['AWS::EC2::Volume', {}, '${X}', `arn:aws:ec2:${here}:volume/\${X}`],
  ['AWS::CloudFront::Distribution', {}, '${X}', 'arn:aws:cloudfront::111122223333:distribution/${X}'],
  ['AWS::CloudTrail::Trail', { TrailName: 'x' }, 'x', `arn:aws:cloudtrail:${here}:trail/x`],
  [
    'AWS::StepFunctions::StateMachine',
    { StateMachineName: 'x' },
    `arn:aws:states:${here}:stateMachine:x`,
    `arn:aws:states:${here}:stateMachine:x`,
  ],
  ['AWS::Events::Rule', { Name: 'x' }, '${X}', '${X.Arn}'],
  ['Custom::Thing', { Name: 'x' }, '${X}', '${X.Arn}'],
])('Ref and ARN of %s %s', (type, properties, ref, arn) => {
  const found = readingOf(templateWith({ X: resource(type, properties) })).byId.get('X')
  expect(found && [refTold(found), arnTold(found)].map(showText)).toEqual([ref, arn])
})

test.each([
  ['AWS::SQS::Queue', 'QueueName', 'x'],
  ['AWS::SQS::Queue', 'QueueUrl', '${X.QueueUrl}'],
  ['AWS::SNS::Topic', 'TopicName', 'x'],
  ['AWS::SNS::Topic', 'TopicArn', `arn:aws:sns:${here}:x`],
  ['AWS::Backup::BackupVault', 'BackupVaultArn', `arn:aws:backup:${here}:backup-vault:x`],
  ['AWS::S3::Bucket', 'RegionalDomainName', '${X.RegionalDomainName}'],
])('%s.%s', (type, attribute, told) => {
  const names = { QueueName: 'x', TopicName: 'x', BackupVaultName: 'x', BucketName: 'x' }
  const reading = readingOf(templateWith({ X: resource(type, names) }))
  const found = reading.byId.get('X')
  const [{ result }] = inEachWorld(
    reading.stack,
    run => found && attributeValue(run, found.declaration, attribute),
  )
  expect(result && showText(result)).toBe(told)
})

test('a name that hangs on something undecided is what only AWS knows', () => {
  const BucketName = { 'Fn::If': ['A', 'x', 'y'] }
  const found = readingOf(templateWith({ X: resource('AWS::S3::Bucket', { BucketName }) })).byId.get('X')
  expect(found && showText(nameTold(found))).toBe('${X}')
})
