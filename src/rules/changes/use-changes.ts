import type { Inventory } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse } from '../../model/key-use.ts'
import { literal } from '../../model/text.ts'
import { allOf, tri, type Tri } from '../../model/tri.ts'
import type { UseChange } from '../subject.ts'
import type { BothSides } from './other-changes.ts'
import { paired } from './paired.ts'

/** The resources that are encrypted, before and after. */
export interface UsesOfBoth {
  /** Those that are there on both sides, and may not be encrypted with the key that they were. */
  readonly changed: readonly UseChange[]
  /** Whether a use of before goes on with the same key, or may. */
  readonly isStillOf: (use: KeyUse) => boolean
}

/** A use that can turn out in several ways is one for each: together they stay what they were, or may not. */
interface PlacedUses {
  readonly at: KeyUse['at']
  readonly uses: readonly [KeyUse, ...KeyUse[]]
}

/** Pairs the uses of both sides by their place. */
export function useChangesIn(sides: BothSides, after: Pick<Inventory, 'encryptable'>): UsesOfBoth {
  const there = new Set((after.encryptable ?? []).map(({ file, address }) => JSON.stringify([file, address])))
  const stays = ({ at, address, encrypted }: KeyUse) =>
    [address, encrypted?.address].some(one => there.has(JSON.stringify([sides.fileOf(at.file), one])))
  const left = new Set<KeyUse>()
  const changed: UseChange[] = []
  const [was, is] = [placed(sides.before.uses), placed(sides.after.uses)]
  for (const { before, after: later, at } of paired(was, is, sides.fileOf)) {
    if (before === undefined) continue
    const [use] = before.uses
    const isSameKey = later === undefined ? 'no' : allOf(before.uses.map(one => keptBy(one, later, sides)))
    if (isSameKey !== 'no') for (const one of before.uses) left.add(one)
    if (isSameKey === 'yes' || (later === undefined && !stays(use))) continue
    changed.push({
      at,
      before: use,
      ...(later === undefined ? {} : { after: later.uses[0] }),
      keysBefore: sides.before.keysOfUse(use),
      keysAfter: later === undefined ? [] : sides.after.keysOfUse(later.uses[0]),
      isSameKey,
    })
  }
  return { changed, isStillOf: use => left.has(use) }
}

function placed(uses: readonly KeyUse[]): readonly PlacedUses[] {
  const byPlace = new Map<string, [KeyUse, ...KeyUse[]]>()
  for (const use of uses) {
    const place = JSON.stringify(use.at)
    const known = byPlace.get(place)
    if (known === undefined) byPlace.set(place, [use])
    else known.push(use)
  }
  return [...byPlace.values()].map(all => ({ at: all[0].at, uses: all }))
}

function keptBy(use: KeyUse, { uses }: PlacedUses, sides: BothSides): Tri {
  const [only, ...others] = uses.map(other => sameKey(use, other, sides))
  if (only !== undefined && others.length === 0) return only
  return [only, ...others].includes('yes') ? 'yes' : 'unknown'
}

/** A key that is replaced is told as that. */
function sameKey(before: KeyUse, after: KeyUse, { before: was, after: is, pairOf }: BothSides): Tri {
  const [one, ...others] = was.keysOfUse(before)
  const [other, ...more] = is.keysOfUse(after)
  if (one !== undefined && other !== undefined)
    return others.length + more.length > 0 ? 'unknown' : tri(pairOf.before(one) === pairOf.after(other))
  const [name, later] = [before, after].map(({ key }) => key.name && literal(key.name))
  if (name !== undefined && name === later) return 'yes'
  const holes = [before, after].flatMap(({ key }) => key.unknown?.name ?? [])
  if (holes.length === 2 && holes[0] === holes[1]) return 'yes'
  return areApart(one ?? name, other ?? later) ? 'no' : 'unknown'
}

/** Two ARNs, a key of the input with its ARN and another one, and AWS managed keys beside any other. */
function areApart(one: Key | string | undefined, other: Key | string | undefined): boolean {
  if (one === undefined || other === undefined) return false
  const [first, second] = [one, other].map(each => (typeof each === 'string' ? each : (each.arn ?? each)))
  if (first === second) return false
  const names = [first, second].filter(each => typeof each === 'string')
  return names.some(isOfAws) || (names.length === 2 && names.every(name => name.includes(':key/')))
}

/** AWS's own keys have aliases that nobody else can have (Developer Guide, "AWS managed keys"). */
function isOfAws(name: string): boolean {
  return /(?:^|:)alias\/aws\//.test(name)
}
