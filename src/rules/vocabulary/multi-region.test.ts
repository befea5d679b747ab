import { expect, test } from 'vitest'
import { resolve } from '../../access/graph.ts'
import { keyOfExample } from '../../examples/example-key.ts'
import { emptyInventory } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import type { Tri } from '../../model/tri.ts'
import { hole, type ExampleValue } from '../example.ts'
import { emptyWorld } from '../fake-world.ts'
import { namedInOption, onlyReadsMore, weakerThanPrimary } from './multi-region.ts'

const own = 'arn:aws:iam::111122223333'
const allow = (AWS: ExampleValue, Action: string, Condition?: ExampleValue) => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action,
  Resource: '*',
  ...(Condition === undefined ? {} : { Condition }),
})
const deny = (Action: string, Condition?: ExampleValue) => ({
  ...allow('*', Action, Condition),
  Effect: 'Deny',
})
const from = (vpc: string) => ({ StringNotEquals: { 'aws:SourceVpc': vpc } })
const inOrganization = (id: string) => ({ StringEquals: { 'aws:PrincipalOrgID': id } })
const through = (region: string) => ({ StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } })
const ofAccount = { StringEquals: { 'kms:CallerAccount': '111122223333' } }
const app = allow(`${own}:role/App`, 'kms:Decrypt')

function keyWith(address: string, statements: readonly ExampleValue[], rest: Partial<Key>): Key {
  return {
    ...keyOfExample({ says: '', statements }),
    address,
    at: { file: 'a', address, pointer: '' },
    ...rest,
  }
}

test.each<readonly [string, readonly ExampleValue[], readonly ExampleValue[], Tri]>([
  ['the same', [app], [app], 'no'],
  ['less', [app, allow(`${own}:role/B`, 'kms:Sign')], [app], 'no'],
  ['more actions', [app], [allow(`${own}:role/App`, 'kms:*')], 'yes'],
  ['a Deny that is left out', [app, deny('kms:Decrypt')], [app], 'yes'],
  ['a Deny with a condition that is left out', [app, deny('kms:*', from('vpc-1'))], [app], 'yes'],
  ['the same Deny', [app, deny('kms:*', from('vpc-1'))], [app, deny('kms:*', from('vpc-1'))], 'no'],
  [
    'a Deny of other networks',
    [app, deny('kms:*', from('vpc-1'))],
    [app, deny('kms:*', from('vpc-2'))],
    'unknown',
  ],
  [
    'another organization',
    [allow('*', 'kms:Decrypt', inOrganization('o-a1b2c3d4e5'))],
    [allow('*', 'kms:Decrypt', inOrganization('o-b1b2c3d4e5'))],
    'unknown',
  ],
  [
    'a role that the organization may hold',
    [allow('*', 'kms:Decrypt', inOrganization('o-a1b2c3d4e5'))],
    [app],
    'unknown',
  ],
  ['everybody', [app], [allow('*', 'kms:Decrypt')], 'yes'],
  [
    'the same through the service of its Region',
    [allow('*', 'kms:Decrypt', through('us-west-2'))],
    [allow('*', 'kms:Decrypt', through('eu-west-1'))],
    'no',
  ],
  [
    'everybody of the account, which the primary leaves to IAM policies',
    [allow(`${own}:root`, 'kms:Decrypt')],
    [allow('*', 'kms:Decrypt', ofAccount)],
    'yes',
  ],
  ['a role, whose account the primary admits', [allow(`${own}:root`, 'kms:*')], [app], 'no'],
  [
    'a role of another account',
    [allow(`${own}:root`, 'kms:*')],
    [allow('444455556666', 'kms:Decrypt')],
    'yes',
  ],
  ['somebody who is not known yet', [app], [allow(hole('var.who'), 'kms:Decrypt')], 'unknown'],
])('the replica allows %s', (_, ofPrimary, ofReplica, is) => {
  const primary = keyWith('primary', ofPrimary, {})
  const replica = keyWith('copy', ofReplica, { replica: true, primary: 'primary', region: 'eu-west-1' })
  const graph = resolve([{ ...emptyInventory, keys: [primary, replica] }])
  expect(weakerThanPrimary.ask(replica, { ...emptyWorld, ...graph }).is).toBe(is)
})

test('without its primary it cannot be told, and of a primary there is nothing to tell', () => {
  const lost = keyWith('copy', [app], { replica: true, primary: 'elsewhere' })
  const graph = resolve([{ ...emptyInventory, keys: [lost] }])
  expect(weakerThanPrimary.ask(lost, { ...emptyWorld, ...graph })).toMatchObject({
    is: 'unknown',
    hangsOn: [{ name: 'the primary of copy' }],
  })
  expect(weakerThanPrimary.ask(keyWith('k', [app], {}), emptyWorld).is).toBe('no')
})

test.each<readonly [string, readonly string[], Tri]>([
  ['its address', ['aws_kms_key.example'], 'yes'],
  ['an alias, beside another name', ['aws_kms_key.other', 'alias/a*'], 'yes'],
  ['the name of another key', ['alias/other'], 'no'],
  ['nothing', [], 'no'],
])('the option `keys` has %s', (_says, keys, is) => {
  const key = { ...keyOfExample({ says: '' }), aliases: ['alias/app', 'alias/b'] }
  expect(namedInOption.ask(key, { ...emptyWorld, option: () => keys }).is).toBe(is)
})

test('an option `keys` that is no list is an error, since nothing would be reported', () => {
  const world = { ...emptyWorld, option: () => 'aws_kms_key.example' }
  expect(() => namedInOption.ask(keyOfExample({ says: '' }), world)).toThrow('option `keys` is no list')
})

test.each<readonly [string, readonly ExampleValue[], Tri]>([
  ['reading', [allow(`${own}:role/B`, 'kms:DescribeKey')], 'yes'],
  [
    'reading, and somebody else decrypting',
    [allow(`${own}:role/B`, 'kms:DescribeKey'), allow(`${own}:role/C`, 'kms:Decrypt')],
    'no',
  ],
])('the replica allows more: %s', (_says, more, is) => {
  const primary = keyWith('primary', [app], {})
  const replica = keyWith('copy', [app, ...more], { replica: true, primary: 'primary', region: 'eu-west-1' })
  const graph = resolve([{ ...emptyInventory, keys: [primary, replica] }])
  expect(onlyReadsMore.ask(replica, { ...emptyWorld, ...graph }).is).toBe(is)
})
