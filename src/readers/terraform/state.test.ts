import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { resolve } from '../../access/graph.ts'
import { InputError } from '../../model/input-error.ts'
import type { ReadInput } from '../../model/inventory.ts'
import { sharedPath } from '../../shared-data.ts'
import { inChunks } from '../in-chunks.ts'
import type { ReadOptions } from '../input.ts'
import { read } from '../read.ts'
import { besidesKeys } from './besides-keys.ts'
import { property } from './json-value.ts'

const options: ReadOptions = {
  accountFor: () => undefined,
  besidesKeys: () => Promise.resolve(besidesKeys),
}

async function readText(text: string, size = 4096): Promise<ReadInput> {
  return (await read({ path: 'state.json', chunks: inChunks(text, size) }, options)).input
}

function resource(address: string, values: object, rest: object = {}): object {
  const [name, type, before] = address.split('.').toReversed()
  return {
    address,
    mode: before === 'data' ? 'data' : 'managed',
    type,
    name,
    values,
    sensitive_values: {},
    ...rest,
  }
}

function stateOf(resources: readonly object[], rest: object = {}): string {
  const root_module = { resources, ...rest }
  return JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values: { root_module } })
}

const arn = (region: string, id: string) => `arn:aws:kms:${region}:111122223333:key/${id}`

const statement = {
  Sid: 'Root',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
}
const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })

function key(address: string, rest: object = {}, region = 'eu-west-1', id = 'mrk-1'): object {
  return resource(address, { arn: arn(region, id), key_id: id, id, policy, is_enabled: true }, rest)
}

describe('a state', () => {
  test('is what exists, in modules too, in chunks of any size', async () => {
    const inner = { address: 'module.m', resources: [key('module.m.aws_kms_key.k', {}, 'eu-west-1', 'b')] }
    const text = stateOf([key('aws_kms_key.k', {}, 'eu-west-1', 'a')], { child_modules: [inner] })
    const input = await readText(text)
    expect(input.kind).toBe('terraform-state')
    expect(input.inventory.keys.map(({ address }) => address)).toEqual([
      'aws_kms_key.k',
      'module.m.aws_kms_key.k',
    ])
    expect(input.notes).toEqual([
      'this is a state, not a plan: what exists is judged, as Terraform last read it, and no change',
    ])
    const { before: _, ...whole } = input
    const { before: _other, ...again } = await readText(text, 7)
    expect(again).toEqual(whole)
  })

  test('leaves out what an earlier apply replaced, and tells of it', async () => {
    const deposed = key('aws_kms_key.k', { deposed_key: '00000001' }, 'eu-west-1', 'old')
    const { inventory, notes } = await readText(stateOf([key('aws_kms_key.k'), deposed]))
    expect(inventory.keys).toHaveLength(1)
    expect(inventory.keys[0]?.arn).toEqual(arn('eu-west-1', 'mrk-1'))
    expect(notes).toContain(
      'aws_kms_key.k has a deposed object (00000001), a key that an earlier apply replaced: it is not judged, and it goes on existing',
    )
  })

  test('keeps to itself what it marks as sensitive', async () => {
    const { inventory } = await readText(
      stateOf([key('aws_kms_key.k', { sensitive_values: { policy: true } })]),
    )
    expect(inventory.keys[0]?.policies.map(({ sensitive }) => sensitive)).toEqual([true])
  })

  test('tells the account where all its resources agree, and none where they do not', async () => {
    const role = (account: string) =>
      resource('aws_iam_role.r', {
        name: 'r',
        arn: `arn:aws:iam::${account}:role/r`,
        assume_role_policy: '{}',
      })
    const bucket = resource('aws_sqs_queue.q', { arn: 'arn:aws:sqs:eu-west-1:111122223333:q' })
    const one = await readText(stateOf([bucket, role('111122223333')]))
    expect(one.providers).toEqual([])
    expect(one.inventory.identities.map(({ account }) => account)).toEqual(['111122223333'])
    const [own] = (await readText(stateOf([key('aws_kms_key.k'), role('111122223333')]))).providers
    expect([own?.account, own?.from]).toEqual(['111122223333', 'arn'])
    const [mixed] = (await readText(stateOf([key('aws_kms_key.k'), role('444455556666')]))).providers
    expect(mixed?.from).not.toBe('arn')
  })

  test('of several accounts leaves open whose a policy is, whatever account is stated', async () => {
    const role = (name: string, account: string) =>
      resource(`aws_iam_role.${name}`, {
        name,
        arn: `arn:aws:iam::${account}:role/${name}`,
        assume_role_policy: '{}',
      })
    const written = resource('aws_iam_role_policy.p', { role: 'a', name: 'p', policy })
    const text = stateOf([
      role('a', '111122223333'),
      role('b', '444455556666'),
      written,
      key('aws_kms_key.k'),
    ])
    const { identities } = (await readText(text)).inventory
    expect(identities[0]?.policies.map(({ hangsOn }) => hangsOn.map(({ name }) => name))).toEqual([
      ['the account of provider "aws"'],
    ])
    const stated = { ...options, accountFor: () => ({ id: '444455556666', from: 'config' }) as const }
    const { inventory } = (await read({ path: 'state.json', chunks: [Buffer.from(text)] }, stated)).input
    expect([inventory.keys[0]?.account, ...inventory.identities.map(({ account }) => account)]).toEqual([
      '111122223333',
      '111122223333',
      '444455556666',
      '444455556666',
    ])
  })

  test('gives an alias to the key whose ARN Terraform read, not to another Region’s of the same id', async () => {
    const alias = resource('aws_kms_alias.a', {
      name: 'alias/a',
      target_key_id: 'mrk-1',
      target_key_arn: arn('eu-west-1', 'mrk-1'),
    })
    const primary = key('aws_kms_key.k')
    const replica = resource('aws_kms_replica_key.r', {
      arn: arn('us-east-1', 'mrk-1'),
      key_id: 'mrk-1',
      policy,
      primary_key_arn: arn('eu-west-1', 'mrk-1'),
    })
    const { inventory } = await readText(stateOf([alias, primary, replica]))
    expect(inventory.aliases.map(found => found.key)).toEqual(['aws_kms_key.k'])
  })

  test('without resources says so', async () => {
    const { notes, inventory } = await readText('{"format_version":"1.0","values":{"root_module":{}}}')
    expect([inventory.keys, notes]).toEqual([
      [],
      ['this is a state, not a plan: nothing in it has to do with keys'],
    ])
  })

  test.each([
    ['{"format_version":"1.0","values":[]}', '`values` is not an object'],
    [
      '{"format_version":"1.0","values":{"root_module":{"resources":[{"type":"aws_kms_key"}]}}}',
      '`/address` of `values` is not as Terraform',
    ],
    ['{"format_version":"1.0","values":{},"values":{}}', '`values` stands here a second time'],
    ['{"format_version":"2.0","values":{}}', 'the `format_version` of this plan is not known'],
    ['{"format_version":"1.0","values":{"root_module":', 'the JSON ends early'],
  ])('that is damaged says where: %s', async (text, message) => {
    const failure = await readText(text).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(InputError)
    expect(failure instanceof InputError && failure.message).toContain(message)
    expect(failure instanceof InputError && failure.place.line).toBe(1)
  })

  test('beside a plan’s own parts is none: the plan counts', async () => {
    const state: unknown = JSON.parse(stateOf([key('aws_kms_key.k')]))
    const input = await readText(
      JSON.stringify({ ...Object(state), planned_values: {}, resource_changes: [] }),
    )
    expect([input.kind, input.inventory.keys]).toEqual(['terraform-plan', []])
  })
})

const plans = sharedPath('plans')

function accessesOf({ inventory }: ReadInput): readonly string[] {
  const graph = resolve([inventory])
  return inventory.keys.flatMap(each => [
    JSON.stringify([each.address, each.arn, each.account]),
    ...graph
      .accessesTo(each)
      .map(({ principal, actions, certainty, conditions }) =>
        JSON.stringify([principal, actions, certainty, conditions], (_, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        ),
      ),
  ])
}

// A change without a state, and one of buckets alone, have no keys.
const withState =
  plans === undefined
    ? []
    : readdirSync(plans).filter(name => /^(?:big-)?state-(?!target|deposed)/.test(name))

test.skipIf(plans === undefined).each(withState)(
  'the prior state of %s tells the same as a state and as a plan without changes',
  async name => {
    const plan: unknown = JSON.parse(readFileSync(`${plans}/${name}/plan.json`, 'utf8'))
    const prior = property(plan, 'prior_state')
    const refreshed = { ...Object(plan), resource_changes: undefined, planned_values: {} }
    const state = await readText(JSON.stringify(prior))
    const still = await readText(JSON.stringify(refreshed))
    expect(accessesOf(state)).toEqual(accessesOf(still))
    expect(state.inventory.keys.length).toBeGreaterThan(0)
  },
)

test.skipIf(plans === undefined)('the genuine state tells who can use its keys', async () => {
  const input = await readText(readFileSync(`${plans}/wrong-inputs/state.json`, 'utf8'))
  expect([input.kind, input.providers.map(({ account, from }) => [account, from])]).toEqual([
    'terraform-state',
    [['111122223333', 'caller-identity']],
  ])
  expect(accessesOf(input).length).toBeGreaterThan(input.inventory.keys.length)
})
