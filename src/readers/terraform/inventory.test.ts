import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedPath } from '../../shared-data.ts'
import { readPlan } from './inventory.ts'
import { readResources } from './resources.ts'
import { items, property } from './json-value.ts'
import { block, changed, planOf, readChanges } from './test-plan.ts'

const nothingDeclared = { accountFor: () => undefined }

test('what the plan destroys, and deposed objects, are no keys of the inventory', () => {
  const { inventory, notes } = readChanges([
    changed('aws_kms_key.gone', null, { actions: ['delete'] }),
    { ...changed('aws_kms_key.k', null, { actions: ['delete'] }), deposed: '0371a14b' },
    changed('aws_kms_key.k', {}, { actions: ['delete', 'create'] }),
  ])
  expect(inventory.keys.map(({ address }) => address)).toEqual(['aws_kms_key.k'])
  expect(notes).toEqual([
    '1 key is destroyed by this plan and not judged: aws_kms_key.gone',
    '1 key is replaced by this plan (the old destroyed, the new judged): aws_kms_key.k',
    'aws_kms_key.k has a deposed object (0371a14b), a key that an earlier apply replaced: it is not judged, and this plan destroys it',
  ])
})

test('a deposed object that the plan leaves alone is told', () => {
  const key = { address: 'aws_kms_key.k', mode: 'managed', type: 'aws_kms_key', name: 'k', values: {} }
  const prior_state = { values: { root_module: { resources: [key, { ...key, deposed_key: '0371a14b' }] } } }
  const { inventory, notes } = readPlan(
    readResources(planOf({ format_version: '1.2', prior_state }), 'p'),
    nothingDeclared,
  )
  expect(inventory.keys).toHaveLength(1)
  expect(notes).toContain(
    'aws_kms_key.k has a deposed object (0371a14b), a key that an earlier apply replaced: it is not judged, and it goes on existing',
  )
})

test('of many keys that are destroyed the first are named', () => {
  const gone = Array.from({ length: 7 }, (_, index) =>
    changed(`aws_kms_key.k[${index}]`, null, { actions: ['delete'] }),
  )
  expect(readChanges(gone).notes.join()).toMatch(
    /^7 keys are destroyed .*: aws_kms_key\.k\[0\].*k\[4\] and 2 more$/,
  )
})

test('what the plan forgets stays as it was', () => {
  const before = { arn: 'arn:aws:kms:eu-west-1:111122223333:key/k-1', policy: '{"Statement":[]}' }
  const { inventory, notes } = readChanges([
    changed('aws_kms_key.k', null, { actions: ['forget'], before, before_sensitive: { policy: true } }),
  ])
  expect(inventory.keys).toMatchObject([
    { arn: before.arn, account: '111122223333', policies: [{ source: 'written', sensitive: true }] },
  ])
  expect(notes).toEqual(['aws_kms_key.k is forgotten by this plan: it goes on existing as it is'])
})

test('without changes what exists is read, unless the plan failed', () => {
  const resources = [
    { address: 'aws_kms_key.k', mode: 'managed', type: 'aws_kms_key', name: 'k', values: {} },
  ]
  const prior_state = { values: { root_module: { child_modules: [{ resources }] } } }
  const read = (rest: object) =>
    readPlan(readResources(planOf({ format_version: '1.2', prior_state, ...rest }), 'p'), nothingDeclared)
      .inventory.keys.length
  expect([read({}), read({ errored: true })]).toEqual([1, 0])
})

test('a key without any values is unknown, never the default', () => {
  const [key] = readChanges([changed('aws_kms_key.k', null)], {
    resources: [block('aws_kms_key.k', { policy: {} })],
  }).inventory.keys
  expect(key?.policies[0].document.holes).toHaveLength(1)
})

test('old plans that say neither count as complete and not errored', () => {
  expect(readChanges([])).toMatchObject({ complete: true, errored: false, notes: [] })
})

test('counts what bears on access and is not judged', () => {
  const { notJudged } = readChanges([
    changed('aws_ssoadmin_managed_policy_attachment.a', {}),
    changed('aws_ssoadmin_managed_policy_attachment.b', {}),
    changed('aws_ssoadmin_managed_policy_attachment.c', null, { actions: ['delete'] }),
    changed('aws_ssoadmin_permission_set_inline_policy.a', {}),
    changed('aws_kms_grant.a', {}),
    changed('aws_iam_role.a', {}),
  ])
  expect(notJudged).toEqual({
    aws_ssoadmin_managed_policy_attachment: 2,
    aws_ssoadmin_permission_set_inline_policy: 1,
  })
})

describe('hostile plans', () => {
  test('names of prototypes are names like others', () => {
    const names = ['__proto__', 'constructor', 'toString']
    const changes = names.map(name =>
      changed(`aws_kms_key.k["${name}"]`, {}, { after_unknown: { policy: true } }),
    )
    const references = names.flatMap(name => [`var.${name}`, `module.${name}.${name}`, `local.${name}`])
    const { inventory } = readChanges(changes, {
      resources: [block('aws_kms_key.k', { policy: { references } })],
    })
    expect(inventory.keys.map(key => key.policies[0].document.holes.length)).toEqual([1, 1, 1])
  })

  test('references in circles end', () => {
    const module: object = {
      variables: {},
      outputs: { o: { expression: { references: ['module.a.o', 'var.v'] } } },
    }
    const root = {
      resources: [block('aws_kms_key.k', { policy: { references: ['module.a.o'] } })],
      module_calls: { a: { expressions: { v: { references: ['module.a.o'] } }, module } },
    }
    const { inventory } = readChanges(
      [changed('aws_kms_key.k', {}, { after_unknown: { policy: true } })],
      root,
    )
    expect(inventory.keys[0]?.policies[0].document.holes.map(({ name }) => name)).toEqual(['module.a.o'])
  })

  test('values nested without end are read', () => {
    let deep: unknown = 'x'
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    const { inventory } = readChanges(
      [
        changed(
          'aws_kms_key.k',
          { policy: deep },
          { after_unknown: { multi_region: deep }, after_sensitive: deep },
        ),
        changed(
          'data.aws_iam_policy_document.d',
          { statement: [{ actions: deep }, { sid: deep }] },
          { actions: ['read'] },
        ),
        changed('aws_kms_key.d', {}, { after_unknown: { policy: true } }),
      ],
      {
        resources: [
          block('aws_kms_key.d', { policy: { references: ['data.aws_iam_policy_document.d.json'] } }),
          block('data.aws_iam_policy_document.d', { statement: [{ actions: { constant_value: deep } }] }),
        ],
      },
    )
    expect(inventory.keys).toHaveLength(2)
  })

  const shared = sharedPath('plans', 'hard-unknown-role-arn', 'plan.json')

  test.skipIf(shared === undefined)('any value in any place is read', () => {
    const json: unknown = JSON.parse(readFileSync(shared ?? '', 'utf8'))
    const strange = fc.constantFrom(
      'null',
      'true',
      '7',
      '"x"',
      '[]',
      '{}',
      '[null]',
      '[[{}]]',
      '{"references":["var.x"]}',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), strange), { minLength: 1, maxLength: 5 }), edits => {
        const plan = structuredClone(json)
        for (const [place, value] of edits) replace(plan, place, JSON.parse(value))
        expect(
          readPlan(readResources(planOf(plan), 'p'), nothingDeclared).inventory.keys.length,
        ).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})

/** Puts a value in one of the many places inside of the values and the configuration of a plan. */
function replace(plan: unknown, place: number, value: unknown): void {
  const places: { holder: object; name: string }[] = []
  const parts = items(property(plan, 'resource_changes')).flatMap(entry => [
    property(property(entry, 'change'), 'after'),
    property(property(entry, 'change'), 'after_unknown'),
  ])
  const open = [property(property(plan, 'configuration'), 'root_module'), ...parts]
  for (let next = open.pop(); open.length > 0; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [name, inner] of Object.entries(next)) {
      places.push({ holder: next, name })
      open.push(inner)
    }
  }
  const chosen = places[place % Math.max(places.length, 1)]
  if (chosen !== undefined) Reflect.set(chosen.holder, chosen.name, value)
}
