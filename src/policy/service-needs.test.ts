import { expect, test } from 'vitest'
import { principalId } from '../model/principal.ts'
import { showText, text } from '../model/text.ts'
import needs from './aws/service-needs.json' with { type: 'json' }
import { action } from './actions.ts'
import { isOfRole, needOf, type UsedFor } from './service-needs.ts'

const use: UsedFor = {
  account: '111122223333',
  region: 'eu-central-1',
  partition: 'aws',
  source: text('arn:of:source'),
  resource: text('arn:of:resource'),
  at: { file: 'plan.json', address: 'aws_x.y', pointer: '/kms_key_id' },
}

function callerOf(row: string, more: Partial<UsedFor> = {}): string | undefined {
  const by = needOf(row, { ...use, ...more })?.by
  return by === undefined || by === 'caller' ? by : principalId(by)
}

test('every action of the table is one of KMS, or a pattern for some', () => {
  const rows = Object.values(needs.rows)
  const written = rows.flatMap(({ needed, documented }) => [...needed, ...documented])
  for (const name of written.filter(one => !one.endsWith('*'))) expect(() => action(name)).not.toThrow()
})

test('what is needed is documented', () => {
  for (const { needed, documented } of Object.values(needs.rows)) {
    const isCovered = (name: string) =>
      documented.some(one => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one))
    expect(needed.filter(name => !isCovered(name))).toEqual([])
  }
})

test('no row for what the table does not have', () => {
  expect(needOf('', use)).toBeUndefined()
  expect(needOf('constructor', use)).toBeUndefined()
  expect(isOfRole('toString')).toBe(false)
})

test('CloudWatch Logs calls by the name of its Region', () => {
  expect(callerOf('cloudwatch-logs')).toBe('logs.eu-central-1.amazonaws.com')
  expect(callerOf('cloudwatch-logs', { region: 'cn-north-1', partition: 'aws-cn' })).toBe(
    'logs.cn-north-1.${the suffix of service names}',
  )
})

test('a role is the one that the resource names, else the service-linked one, else not told', () => {
  const arn = text('arn:aws:iam::111122223333:role/App')
  const role = { kind: 'role', arn, account: '111122223333' } as const
  expect(callerOf('firehose', { role })).toBe('arn:aws:iam::111122223333:role/App')
  expect(callerOf('auto-scaling')).toMatch(/:role\/aws-service-role\/autoscaling\.amazonaws\.com\//)
  expect(callerOf('firehose')).toBe('${the role that uses it}')
  expect(callerOf('s3')).toBe('caller')
})

function context(row: string): readonly string[] {
  return [...(needOf(row, use)?.context ?? [])].map(
    ([name, values]) => `${name}=${values.map(showText).join()}`,
  )
}

test('the context has what is sent, holes for what is not told, and nothing that is not sent', () => {
  expect(context('cloudtrail').slice(0, 3)).toEqual([
    'aws:sourcearn=arn:of:source',
    'kms:encryptioncontext:aws:cloudtrail:arn=arn:of:resource',
    'aws:sourceaccount=${whether the service sends aws:SourceAccount}',
  ])
  expect(context('eventbridge-sns').filter(name => name.startsWith('aws:source'))).toEqual([])
})
