import { expect, test } from 'vitest'
import { serviceNeedsTable } from './needs-table.ts'

const rows = serviceNeedsTable()
  .split('\n')
  .filter(line => line.startsWith('| '))
  .slice(2)
  .map(line => line.slice(2, -2).split(' | '))

test.each([
  ['a service', '`cloudtrail.amazonaws.com`'],
  ['whoever uses the resource', 'whoever uses it'],
  ['a role that it names', 'the role that it names'],
])('who needs a key: %s', (_, who) => {
  expect(rows.map(([, by]) => by)).toContain(who)
})

test('nobody is called as the table of facts has it', () => {
  expect(rows.map(([, by]) => by)).not.toContain('`caller`')
  expect(rows.map(([, by]) => by)).not.toContain('`role`')
})

test('every row tells what the guide lists, and its guide', () => {
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.filter(([, , , listed = '', guide = '']) => !listed.includes('`kms:') || guide === '')).toEqual(
    [],
  )
})

test.each([
  [
    'CloudTrail encrypts log files with it',
    'CloudTrail User Guide: Configure AWS KMS key policies for CloudTrail',
  ],
  [
    'AWS Budgets publish to the topic that it encrypts',
    'SNS Developer Guide: Key management (not confirmed: told as info)',
  ],
])('%s, by the %s', (needs, guide) => {
  expect(rows.find(([says]) => says === needs)?.at(-1)).toBe(guide)
})
