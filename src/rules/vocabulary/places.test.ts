import { expect, test } from 'vitest'
import { resolve } from '../../access/graph.ts'
import type { KeyUse } from '../../model/key-use.ts'
import { inventoryOfExample } from '../../examples/run-example.ts'
import { hole, type ExampleValue } from '../example.ts'
import { emptyWorld } from '../fake-world.ts'
import { keyOfUnwillingAccount, placesInWords } from './places.ts'

/** A queue of an account with the key of account 111122223333, whose policy admits these. */
function asked(account: string, Principal: ExampleValue) {
  const inventory = inventoryOfExample({
    says: '',
    statements: { Effect: 'Allow', Principal, Action: 'kms:Decrypt', Resource: '*' },
    resources: { 'aws_sqs_queue.q': { name: 'q', kms_master_key_id: hole('aws_kms_key.example.arn') } },
  })
  const uses: readonly KeyUse[] = inventory.uses.map(use => ({ ...use, account }))
  const world = { ...emptyWorld, ...resolve([{ ...inventory, uses }]) }
  const [use] = uses
  if (use === undefined) throw new Error('a use')
  return { is: keyOfUnwillingAccount.ask(use, world).is, says: placesInWords(use, world) }
}

test.each([
  ['the own account', '111122223333', { AWS: 'arn:aws:iam::111122223333:root' }, 'no'],
  ['another, which is admitted', '444455556666', { AWS: 'arn:aws:iam::444455556666:root' }, 'no'],
  ['another, of which a role is admitted', '444455556666', { AWS: 'arn:aws:iam::444455556666:role/A' }, 'no'],
  ['another, and a third is admitted', '444455556666', { AWS: 'arn:aws:iam::777788889999:root' }, 'yes'],
  ['another, and who is admitted is not told', '444455556666', { AWS: hole('var.who') }, 'unknown'],
  ['another, and a service is admitted', '444455556666', { Service: 'sqs.amazonaws.com' }, 'unknown'],
  ['another, and everybody is admitted', '444455556666', '*', 'no'],
])('%s', (_, account, principal, expected) => {
  expect(asked(account, principal).is).toBe(expected)
})

test('a message names both accounts', () => {
  expect(asked('444455556666', { AWS: 'arn:aws:iam::777788889999:root' }).says).toBe(
    'aws_sqs_queue.q is in account 444455556666, and the policy of its key aws_kms_key.example in account 111122223333 admits nobody from there',
  )
})
