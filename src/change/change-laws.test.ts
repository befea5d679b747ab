import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { signatureOf } from '../access/accesses.ts'
import { hiddenInWorld } from '../access/random-holes.ts'
import { inventoryOf } from '../access/random-inventory.ts'
import { randomContext } from '../access/random-requests.ts'
import { randomWorld } from '../access/random-worlds.ts'
import type { SharedAccess } from '../model/access.ts'
import type { ChangedAccess, ChangeKind } from '../model/change.ts'
import { accessChange, type AccessChange } from './change.ts'
import { turnsOf, type Sides } from './random-comparisons.ts'
import { described, nameOf, unfounded } from './random-claims.ts'
import { randomPair, type WrittenPair } from './random-edits.ts'
import { proofsOf } from './random-proofs.ts'
import { randomRewrites, rewrittenWorld } from './random-rewrites.ts'
import { untold } from './random-untold.ts'

// The diff against the engine that decides one request, over worlds and what small edits make of them.
const runs = (usual: number) => ({ numRuns: Number(process.env['KEYPLAN_LAWS'] ?? usual) })
const timeout = 240_000

const contexts = fc.array(randomContext, { minLength: 1, maxLength: 2 })

function sidesOf({ before, after }: WrittenPair): Sides {
  return { before: inventoryOf(before), after: inventoryOf(after) }
}

function changeOf({ before, after }: Sides): AccessChange {
  return accessChange(before, after, ({ address }) => address)
}

test(
  'the diff tells of each request that is allowed on one side alone',
  () => {
    fc.assert(
      fc.property(randomPair, contexts, (pair, given) => {
        const sides = sidesOf(pair)
        expect(untold(changeOf(sides), sides, given)).toEqual([])
      }),
      runs(30),
    )
  },
  timeout,
)

test(
  'no request speaks against what is said for certain',
  () => {
    fc.assert(
      fc.property(randomPair, contexts, (pair, given) => {
        const sides = sidesOf(pair)
        const proofs = [...changeOf(sides).keys()].flatMap(change => proofsOf(change, sides, given))
        expect(proofs.filter(({ is }) => is === 'wrong').slice(0, 3)).toEqual([])
      }),
      runs(100),
    )
  },
  timeout,
)

test(
  'holes leave open what is told, and hide nothing',
  () => {
    const which = fc.option(fc.nat({ max: 10_000 }), { nil: undefined })
    fc.assert(
      fc.property(randomPair, contexts, which, which, (pair, given, ...numbers) => {
        const sides = sidesOf(pair)
        const [before, after] = [sides.before, sides.after].map((side, index) => {
          const number = numbers[index]
          return number === undefined ? side : hiddenInWorld(side, number)
        })
        if (before === undefined || after === undefined) return
        const open = changeOf({ before, after })
        expect(untold(open, sides, given)).toEqual([])
        expect(unfounded(open.keys(), changeOf(sides).keys())).toEqual([])
      }),
      runs(30),
    )
  },
  timeout,
)

/** Everything that a comparison tells, for people. */
function toldBy(change: AccessChange): readonly string[] {
  return [
    ...[...change.keys()].flatMap(one => [
      ...(one.fate === 'kept' ? [] : [nameOf(one)]),
      ...one.accesses.map(access => `${nameOf(one)}: ${described(access)}`),
    ]),
    ...change.elsewhere().map(described),
    ...change.limits.map(({ name }) => `: certain ${name}`),
  ]
}

test(
  'other words for the same are no change',
  () => {
    fc.assert(
      fc.property(randomWorld, randomRewrites, (world, rewrites) => {
        expect(toldBy(changeOf(sidesOf({ before: world, after: world })))).toEqual([])
        const told = toldBy(changeOf(sidesOf({ before: world, after: rewrittenWorld(world, rewrites) })))
        // A policy variable in a resource is exact where it stands alone, and in doubt among others; doubts about a
        // condition key name it as it is written.
        const isExact =
          !JSON.stringify(world).includes(':key/${') &&
          !rewrites.some(([name]) => name === 'keys in capitals')
        expect(told.filter(line => isExact || line.includes(': certain '))).toEqual([])
      }),
      runs(120),
    )
  },
  timeout,
)

const backwards: Readonly<Record<ChangeKind, ChangeKind>> = {
  gained: 'lost',
  lost: 'gained',
  widened: 'narrowed',
  narrowed: 'widened',
}

/** Each change with all that tells it, keys by ARN, whatever the order. */
function inAnyOrder(change: AccessChange, direction: (kind: ChangeKind) => ChangeKind): readonly string[] {
  const line = (key: string, { kind, access, certainty, otherwise }: ChangedAccess<SharedAccess>) =>
    [key, direction(kind), certainty, signatureOf(access), ...otherwise.map(signatureOf).toSorted()].join(
      '\n',
    )
  return [
    ...[...change.keys()].flatMap(({ accesses }) => accesses.map(one => line(one.access.key.arn ?? '', one))),
    ...change.elsewhere().map(one => line('elsewhere', one)),
  ].toSorted()
}

test(
  'the way back is the same the other way round',
  () => {
    fc.assert(
      fc.property(randomPair, pair => {
        const { before, after } = sidesOf(pair)
        const there = inAnyOrder(changeOf({ before, after }), kind => backwards[kind])
        const back = inAnyOrder(changeOf({ before: after, after: before }), kind => kind)
        expect(back).toEqual(there)
      }),
      runs(120),
    )
  },
  timeout,
)

test(
  'every kind of change and of request occurs often',
  () => {
    const counts = new Map<string, number>()
    const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1)
    for (const [pair, given] of fc.sample(fc.tuple(randomPair, contexts), { numRuns: 60, seed: 1 })) {
      const sides = sidesOf(pair)
      for (const change of changeOf(sides).keys()) {
        count(change.fate)
        for (const { kind, certainty } of change.accesses) count(`${kind} ${certainty}`)
        for (const turn of turnsOf(sides, change, given)) {
          count('requests')
          if (turn !== undefined) count(`allowed ${turn.allowed} alone`)
        }
        for (const { is } of proofsOf(change, sides, given)) count(is)
      }
    }
    for (const [what, least] of Object.entries(leastOften)) {
      expect([what, (counts.get(what) ?? 0) >= least]).toEqual([what, true])
    }
    // Conditions that no request can meet are seldom seen through.
    expect((counts.get('open') ?? 0) / (counts.get('borne out') ?? 0)).toBeLessThan(0.1)
  },
  timeout,
)

const leastOften: Readonly<Record<string, number>> = {
  kept: 60,
  created: 5,
  destroyed: 5,
  replaced: 2,
  'gained certain': 50,
  'lost certain': 50,
  'widened certain': 5,
  'narrowed certain': 5,
  requests: 20_000,
  'allowed before alone': 400,
  'allowed after alone': 400,
}
