import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { KeyUse } from '../../../model/key-use.ts'
import { showText } from '../../../model/text.ts'
import { sharedPath } from '../../../shared-data.ts'
import { besidesKeys } from '../besides-keys.ts'
import { readPlan } from '../inventory.ts'
import { readResources } from '../resources.ts'
import { planOf } from '../test-plan.ts'

const plans = sharedPath('plans')

function usesIn(name: string): readonly KeyUse[] {
  const path = join(plans ?? '', name, 'plan.json')
  const plan = planOf(JSON.parse(readFileSync(path, 'utf8')))
  return readPlan(
    readResources(plan, name),
    { accountFor: () => undefined },
    besidesKeys(() => undefined),
  ).inventory.uses
}

/** Where, whose key, and what it is needed for. */
function line({ at, key: { addresses, name, unknown }, needs }: KeyUse): string {
  const told = [...addresses, name === undefined ? '' : `"${showText(name)}"`, unknown?.name ?? '']
  return [at.address, at.pointer, told.join(''), ...needs.map(({ row }) => row)].join(' ')
}

describe.skipIf(plans === undefined)('uses in genuine plans', () => {
  test('each service that names the key', () => {
    expect(usesIn('hard-services').map(line)).toEqual([
      'aws_cloudtrail.main /kms_key_id aws_kms_key.svc cloudtrail',
      'aws_cloudwatch_log_group.l /kms_key_id aws_kms_key.svc cloudwatch-logs',
      'aws_db_instance.db /kms_key_id aws_kms_key.svc rds',
      'aws_db_instance.db /performance_insights_kms_key_id aws_kms_key.svc rds',
      'aws_dynamodb_table.d /server_side_encryption/0/kms_key_arn aws_kms_key.svc dynamodb',
      'aws_ebs_default_kms_key.d /key_arn aws_kms_key.svc ebs',
      'aws_ebs_volume.v /kms_key_id aws_kms_key.svc ebs',
      'aws_ecr_repository.r /encryption_configuration/0/kms_key aws_kms_key.svc ecr',
      'aws_efs_file_system.f /kms_key_id aws_kms_key.svc efs',
      'aws_kinesis_stream.k /kms_key_id aws_kms_key.svc kinesis',
      'aws_lambda_function.fn /kms_key_arn aws_kms_key.svc lambda',
      'aws_s3_bucket_server_side_encryption_configuration.b /rule/0/apply_server_side_encryption_by_default/0/kms_master_key_id aws_kms_key.svc s3',
      'aws_secretsmanager_secret.s /kms_key_id aws_kms_key.svc secrets-manager',
      'aws_sns_topic.t /kms_master_key_id aws_kms_key.svc sns',
      'aws_sqs_queue.aws_managed /kms_master_key_id "alias/aws/sqs" sqs',
      'aws_sqs_queue.q /kms_master_key_id aws_kms_key.svc sqs',
      'aws_ssm_parameter.p /key_id aws_kms_key.svc ssm-parameter',
    ])
  })

  test.each([
    ['seed-via-service-ebs', 'aws_ebs_volume.data /kms_key_id aws_kms_key.ebs ebs'],
    [
      'public/tam-sns-complete',
      'module.complete_sns.aws_sns_topic.this[0] /kms_master_key_id module.kms.aws_kms_key.this[0] sns',
    ],
    [
      'public/tam-sqs-complete',
      'module.cmk_encrypted_sqs.aws_sqs_queue.this[0] /kms_master_key_id aws_kms_key.this sqs',
    ],
  ])('%s: through modules', (name, use) => {
    expect(usesIn(name).map(line)).toContain(use)
  })

  test('a local of a module hides its key', () => {
    expect(usesIn('public/tam-sqs-complete').map(line)).toContain(
      'module.cmk_encrypted_sqs.aws_sqs_queue.dlq[0] /kms_master_key_id local.dlq_kms_master_key_id sqs',
    )
  })
})
