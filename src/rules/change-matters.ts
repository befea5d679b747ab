import type { ComparedWorlds } from '../change/change.ts'
import type { KeyPair } from '../change/pairs.ts'
import type { KeyChange } from '../model/change.ts'
import type { Grant } from '../model/grant.ts'
import type { Key } from '../model/key.ts'
import { keptIn } from '../model/kept-in.ts'
import { once } from '../model/once.ts'
import { resourceName } from '../model/source-location.ts'
import { accessChangesOf } from './changes/access-changes.ts'
import { limitChangesOf, limitsElsewhere, type LimitsElsewhere } from './changes/limits.ts'
import { aliasChangesIn, grantChangesIn, pairsOfGrant, type BothSides } from './changes/other-changes.ts'
import { useChangesIn, type UsesOfBoth } from './changes/use-changes.ts'
import { calledAfter, type FileAfter } from './changes/paired.ts'
import { replacedPrincipalsIn } from './changes/replaced-principals.ts'
import type { ChangeMatters, Matter } from './matters.ts'
import type { BeforeAfter, ChangedKey } from './subject.ts'

/**
 * What rules judge of a change: with each key what becomes of it, of the accesses to it and of its grants, and then all
 * that is about no key that there is. `fileOf` tells how a file of before is called after.
 */
export function changeMatters(worlds: ComparedWorlds, fileOf: FileAfter = same): ChangeMatters {
  const { change } = worlds
  const pairOf = pairsOf(change.pairs)
  const sides: BothSides = { before: change.before, after: change.after, fileOf, pairOf }
  const known: KnownOfAll = {
    change,
    grants: once(() => grantsByKey(sides)),
    uses: once(() => useChangesIn(sides, worlds.after)),
    elsewhere: limitsElsewhere(change),
    fileOf,
  }
  return {
    ofKey: key => {
      const pair = pairOf.after(key)
      return pair === undefined ? {} : ofKey(pair, key, known)
    },
    *others() {
      for (const pair of change.pairs)
        if (pair.after === undefined) yield { 'key-change': () => [changedKey(pair, [], known)] }
      for (const one of known.grants().others) yield { 'grant-change': () => [one] }
      for (const one of aliasChangesIn(sides)) yield { 'alias-change': () => [one] }
      for (const one of known.uses().changed) yield { 'use-change': () => [one] }
      for (const one of known.elsewhere.all()) yield { 'limit-change': () => [one] }
      for (const one of replacedPrincipalsIn(change.after)) yield { 'principal-change': () => [one] }
    },
  }
}

/** What is worked out once for all keys. */
interface KnownOfAll {
  readonly change: ComparedWorlds['change']
  readonly grants: () => GrantsByKey
  readonly uses: () => UsesOfBoth
  readonly elsewhere: LimitsElsewhere
  readonly fileOf: FileAfter
}

const nowhere = { file: '', address: '', pointer: '' }

/** `after` is the key as it is judged, of which rules name statements. */
function ofKey(pair: KeyPair, after: Key, known: KnownOfAll): Partial<Matter> {
  const { change, grants, elsewhere } = known
  const changed = once(() => changedKey({ ...pair, after }, change.changeOf(pair).accesses, known))
  const accesses = once(() => accessChangesOf(changed(), change, one => elsewhere.isTold(changed(), one)))
  return {
    'key-change': () => [changed()],
    'access-change': accesses,
    'limit-change': () => limitChangesOf(changed(), accesses(), change),
    'grant-change': () => grants().byKey.get(pair) ?? [],
  }
}

function changedKey(
  pair: KeyPair,
  accesses: KeyChange['accesses'],
  { change, uses, fileOf }: KnownOfAll,
): ChangedKey {
  const { before, after } = pair
  const used = () => (before === undefined ? [] : change.before.usesOf(before))
  const at = after?.at ?? (before === undefined ? nowhere : calledAfter(before.at, fileOf))
  return { ...pair, at, accesses, used, stillUsed: () => used().filter(use => uses().isStillOf(use)) }
}

interface GrantsByKey {
  readonly byKey: ReadonlyMap<KeyPair, readonly BeforeAfter<Grant>[]>
  readonly others: readonly BeforeAfter<Grant>[]
}

/** A grant is judged with its key, since it tells of the same access. */
function grantsByKey(sides: BothSides): GrantsByKey {
  const byKey = new Map<KeyPair, BeforeAfter<Grant>[]>()
  const others: BeforeAfter<Grant>[] = []
  for (const one of grantChangesIn(sides)) {
    const [pair, ...more] =
      one.after === undefined
        ? pairsOfGrant(one.before, 'before', sides)
        : pairsOfGrant(one.after, 'after', sides)
    if (pair?.after === undefined || more.length > 0) others.push(one)
    else keptIn(byKey, pair, () => []).push(one)
  }
  return { byKey, others }
}

const same: FileAfter = file => file

/** A key that is gone may have the name that another one has now. */
function pairsOf(pairs: readonly KeyPair[]): BothSides['pairOf'] {
  const byBefore = new Map(pairs.flatMap(pair => (pair.before ? [[nameOf(pair.before), pair] as const] : [])))
  const byAfter = new Map(pairs.flatMap(pair => (pair.after ? [[nameOf(pair.after), pair] as const] : [])))
  return { before: key => byBefore.get(nameOf(key)), after: key => byAfter.get(nameOf(key)) }
}

function nameOf({ at: { file }, address }: Key): string {
  return resourceName({ file, address })
}
