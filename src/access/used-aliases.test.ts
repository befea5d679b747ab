import { expect, test } from 'vitest'
import { inventoryOfExample } from '../examples/run-example.ts'
import { allow } from '../rules/example-statements.ts'
import { hole, type Example } from '../rules/example.ts'
import { usedAliases } from './used-aliases.ts'

const alias = { name: 'alias/app', target_key_id: hole('aws_kms_key.example.key_id') }
const asking = (key: string, ...names: readonly string[]) =>
  allow({ Condition: { 'ForAnyValue:StringLike': { [key]: names } } })

function isUsed(example: Omit<Example, 'says'>): boolean {
  const resources = { 'aws_kms_alias.app': alias, ...example.resources }
  const inventory = inventoryOfExample({ says: '', ...example, resources })
  return inventory.aliases.some(usedAliases([inventory]))
}

test.each([
  ['by nothing', {}, false],
  ['by a queue', { resources: { 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: 'alias/app' } } }, true],
  [
    'by a queue, another one',
    { resources: { 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: 'alias/b' } } },
    false,
  ],
  ['by an IAM policy', { role: { policies: asking('kms:RequestAlias', 'alias/app') } }, true],
  ['by a pattern, in any case', { role: { policies: asking('KMS:resourcealiases', 'alias/a*') } }, true],
  ['by a pattern of others', { role: { policies: asking('kms:ResourceAliases', 'alias/b*') } }, false],
  ['by a condition on something else', { role: { policies: asking('kms:ViaService', 'alias/app') } }, false],
  ['by a key policy', { statements: { ...asking('kms:RequestAlias', 'alias/app'), Principal: '*' } }, true],
])('an alias is used %s', (_, example, expected) => {
  expect(isUsed(example)).toBe(expected)
})

test('an alias without a name is used by nothing that is seen', () => {
  const at = { file: '', address: 'aws_kms_alias.a', pointer: '' }
  expect(usedAliases([])({ at })).toBe(false)
})
