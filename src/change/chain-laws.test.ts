import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  changingSteps,
  isOpen,
  linkedInventory,
  randomLinks,
  reaches,
  type WrittenLinks,
} from '../access/indirect/random-chains.ts'
import { hiddenIn } from '../access/random-holes.ts'
import { mayCover } from '../access/random-questions.ts'
import { callersOf } from '../access/random-requests.ts'
import type { Access } from '../model/access.ts'
import { includes } from '../model/action-set.ts'
import type { ChangedAccess, KeyChange } from '../model/change.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { principalId } from '../model/principal.ts'
import { showText } from '../model/text.ts'
import { action } from '../policy/actions.ts'
import { accessChange, type AccessChange } from './change.ts'
import { unfounded } from './random-claims.ts'
import { kindsOf, opposed, type Sides } from './random-comparisons.ts'
import { randomPair, type WrittenPair } from './random-edits.ts'

// Chains of roles before and after, against a naive search that asks the engine about each pair. What is compared is a
// request that sends nothing.
const runs = { numRuns: Number(process.env['KEYPLAN_LAWS'] ?? 40) }
const timeout = 240_000

/** Each identity has its links on both sides, but for one that has others after. */
const linkedPairs = fc.tuple(randomPair, randomLinks, randomLinks, fc.option(fc.nat({ max: 3 })))

type LinkedPair = readonly [WrittenPair, readonly WrittenLinks[], readonly WrittenLinks[], number | null]

function sidesOf([{ before, after }, links, others, changed]: LinkedPair): Sides {
  const identities = [...before.identities, ...after.identities]
  const arns = [...new Set(identities.map(({ arn }) => arn))]
  const edited = links.map((one, index) => (index === changed ? (others[index] ?? one) : one))
  return {
    before: linkedInventory(before, links, arns),
    after: linkedInventory(after, edited, arns),
  }
}

function changeOf({ before, after }: Sides): AccessChange {
  return accessChange(before, after, ({ address }) => address)
}

const asked = ['kms:Decrypt', 'kms:DescribeKey', 'kms:PutKeyPolicy']

/** Whether somebody gets to a key on one side. */
function reachesOn(
  inventory: Inventory,
  arn: string,
  { arn: key }: Key,
  name: string,
  reaching = reaches,
): boolean {
  const by = inventory.identities.find(one => showText(one.arn) === arn)
  const found = inventory.keys.find(one => one.arn === key)
  return by !== undefined && found !== undefined && reaching(inventory, by, found, name)
}

/** Roles and users that both sides show: of others, one side does not tell what they can do. */
function onBothSides({ before, after }: Sides): readonly string[] {
  const arns = new Set(after.identities.map(({ arn }) => showText(arn)))
  return before.identities.map(({ arn }) => showText(arn)).filter(arn => arns.has(arn))
}

/** Who gets to the key of a change on one side alone. */
function* turnsOf(sides: Sides, { before, after }: KeyChange) {
  const arns = onBothSides(sides)
  for (const key of before?.arn === after?.arn ? [after ?? before] : [before, after]) {
    if (key === undefined) continue
    for (const arn of arns) {
      for (const name of asked) {
        const was = reachesOn(sides.before, arn, key, name)
        if (was === reachesOn(sides.after, arn, key, name)) continue
        const allowed: keyof Sides = was ? 'before' : 'after'
        if (reachesOn(sides[opposed(allowed)], arn, key, name, isOpen)) continue
        yield { arn, key, name, allowed }
      }
    }
  }
}

/** What somebody could do by changing something is nothing new to him. */
function isByChange({ path }: Access): boolean {
  return path.some(({ kind }) => changingSteps.has(kind))
}

function hasByChange(change: AccessChange, side: keyof Sides, arn: string, key: Key, name: string): boolean {
  const graph = change[side]
  const found = graph.keys.find(one => one.arn === key.arn)
  return (
    found !== undefined &&
    graph
      .indirectAccessTo(found)
      .some(
        access =>
          isByChange(access) &&
          principalId(access.principal) === arn &&
          includes(access.actions, action(name)),
      )
  )
}

function untold(sides: Sides): readonly string[] {
  const change = changeOf(sides)
  return [...change.keys()].flatMap(one =>
    [...turnsOf(sides, one)].flatMap(({ arn, key, name, allowed }) => {
      const by = callersOf(sides[allowed]).find(({ written }) => written === arn)
      const isTold = one.accesses.some(
        ({ kind, access }) =>
          kindsOf[allowed].has(kind) &&
          by !== undefined &&
          mayCover(access.principal, by) &&
          includes(access.actions, action(name)),
      )
      if (isTold || hasByChange(change, opposed(allowed), arn, key, name)) return []
      return [`${arn} ${name} ${key.address}: ${allowed} alone`]
    }),
  )
}

test(
  'the diff tells of each who gets to a key on one side alone by assuming roles',
  () => {
    fc.assert(
      fc.property(linkedPairs, pair => {
        expect(untold(sidesOf(pair)).slice(0, 3)).toEqual([])
      }),
      runs,
    )
  },
  timeout,
)

/** For certain by assuming roles, and whatever the call sends. */
function isPlain({ certainty, access }: ChangedAccess): boolean {
  return (
    certainty === 'certain' &&
    access.via === 'assume-role' &&
    access.conditions.length + access.unless.length === 0 &&
    !isByChange(access)
  )
}

/** Chains that are said to be there on one side alone, and are on both, or on none. */
function wrong(sides: Sides): { readonly said: number; readonly wrong: readonly string[] } {
  const arns = new Set(onBothSides(sides))
  const answers = [...changeOf(sides).keys()].flatMap(({ before, after, accesses }) =>
    accesses.filter(isPlain).flatMap(({ kind, access }) => {
      const [side, arn] = [
        kindsOf.after.has(kind) ? ('after' as const) : ('before' as const),
        principalId(access.principal),
      ]
      const key = side === 'after' ? after : before
      if (key === undefined || !arns.has(arn)) return []
      return asked
        .filter(name => includes(access.actions, action(name)))
        .map(name => {
          const here = reachesOn(sides[side], arn, key, name)
          const there =
            (kind === 'gained' || kind === 'lost') && reachesOn(sides[opposed(side)], arn, key, name)
          return here && !there
            ? ''
            : `${kind} of ${arn}, ${name}: ${here} ${side}, ${there} on the other side`
        })
    }),
  )
  return { said: answers.length, wrong: answers.filter(answer => answer !== '') }
}

test(
  'no chain speaks against what is said of chains for certain',
  () => {
    fc.assert(
      fc.property(linkedPairs, pair => {
        expect(wrong(sidesOf(pair)).wrong.slice(0, 3)).toEqual([])
      }),
      runs,
    )
  },
  timeout,
)

/** The world with one part of each trust policy hidden. */
function withHiddenTrust(inventory: Inventory, which: number | null): Inventory {
  if (which === null) return inventory
  return {
    ...inventory,
    identities: inventory.identities.map(one =>
      one.trust === undefined ? one : { ...one, trust: hiddenIn(one.trust, which) },
    ),
  }
}

test(
  'what is hidden of trust policies leaves open who gets to a key',
  () => {
    const which = fc.option(fc.nat({ max: 1000 }))
    fc.assert(
      fc.property(linkedPairs, which, which, (pair, hiddenBefore, hiddenAfter) => {
        const sides = sidesOf(pair)
        const open = {
          before: withHiddenTrust(sides.before, hiddenBefore),
          after: withHiddenTrust(sides.after, hiddenAfter),
        }
        expect(unfounded(changeOf(open).keys(), changeOf(sides).keys())).toEqual([])
      }),
      runs,
    )
  },
  timeout,
)

test('a fair share of it is chains', () => {
  const said = fc
    .sample(linkedPairs, { numRuns: 40, seed: 1 })
    .reduce((sum, pair) => sum + wrong(sidesOf(pair)).said, 0)
  expect(said).toBeGreaterThan(5)
})
