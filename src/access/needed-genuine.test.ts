import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import { readPlan } from '../readers/terraform/inventory.ts'
import { readResources } from '../readers/terraform/resources.ts'
import { planOf } from '../readers/terraform/test-plan.ts'
import { sharedPath } from '../shared-data.ts'
import { resolve } from './graph.ts'
import { neededOn } from './needed.ts'
import { line } from './test-needed.ts'

const plans = sharedPath('plans')

function neededIn(name: string): readonly string[] {
  const plan = planOf(JSON.parse(readFileSync(join(plans ?? '', name, 'plan.json'), 'utf8')))
  const { inventory } = readPlan(
    readResources(plan, name),
    { accountFor: () => undefined },
    besidesKeys(() => undefined),
  )
  const graph = resolve([inventory])
  return graph.keys.flatMap(key => neededOn(graph, key)).map(line)
}

describe.skipIf(plans === undefined)('in genuine plans', () => {
  test('of many services those that call in their own name need the key', () => {
    expect(neededIn('hard-services')).toEqual([
      'cloudtrail.amazonaws.com certain kms:DescribeKey kms:GenerateDataKey: CloudTrail encrypts log files with it (aws_cloudtrail.main)',
      'logs.us-west-2.amazonaws.com certain kms:GenerateDataKey: CloudWatch Logs encrypts the log group with it (aws_cloudwatch_log_group.l)',
    ])
  })

  test.each([
    'seed-via-service-ebs',
    'seed-cross-account-one-plan',
    'state-policy-update',
    'public/tam-sns-complete',
    'public/tam-sqs-complete',
    'public/tam-kms-complete',
  ])('%s: no role has a policy for what is encrypted', name => {
    expect(neededIn(name)).toEqual([])
  })
})
