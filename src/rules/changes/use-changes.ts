import type { Inventory } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse } from '../../model/key-use.ts'
import { literal } from '../../model/text.ts'
import { allOf, anyOf, tri, type Tri } from '../../model/tri.ts'
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
    const { use, other, isSameKey } = comparedUses(before, later, sides)
    if (isSameKey !== 'no') for (const one of before.uses) left.add(one)
    if (isSameKey === 'yes' || (other === undefined && !stays(use))) continue
    changed.push({
      at,
      before: use,
      ...(other === undefined ? {} : { after: other }),
      keysBefore: sides.before.keysOfUse(use),
      keysAfter: other === undefined ? [] : sides.after.keysOfUse(other),
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

/** Whether the keys are the same, however it turns out; of each side a use that has no other one beside it. */
function comparedUses(
  { uses: was }: PlacedUses,
  later: PlacedUses | undefined,
  sides: BothSides,
): { readonly use: KeyUse; readonly other?: KeyUse; readonly isSameKey: Tri } {
  if (later === undefined) return { use: was[0], isSameKey: 'no' }
  const { uses: is } = later
  const kept = was.map(one => anyOf(is.map(other => sameKey(one, other, sides))))
  const old = is.map(other => anyOf(was.map(one => sameKey(one, other, sides))))
  const [all, some] = [allOf([...kept, ...old]), anyOf([...kept, ...old])]
  return {
    use: was.find((_, index) => kept[index] !== 'yes') ?? was[0],
    other: is.find((_, index) => old[index] !== 'yes') ?? is[0],
    isSameKey: all === some ? all : 'unknown',
  }
}

/** A key that is replaced is told as that. */
function sameKey(before: KeyUse, after: KeyUse, { before: was, after: is, pairOf }: BothSides): Tri {
  const [one, ...others] = was.keysOfUse(before)
  const [other, ...more] = is.keysOfUse(after)
  if (others.length + more.length > 0) return 'unknown'
  if (one !== undefined && other !== undefined) return tri(pairOf.before(one) === pairOf.after(other))
  const [then, now] = [one ?? nameIn(before), other ?? nameIn(after)]
  if (isOne(nameOf(then), nameOf(now)) || isOne(before.key.unknown?.name, after.key.unknown?.name))
    return 'yes'
  return areApart(then, now) ? 'no' : 'unknown'
}

function isOne(name: string | undefined, later: string | undefined): boolean {
  return name !== undefined && name === later
}

function nameIn({ key }: KeyUse): string | undefined {
  return key.name && literal(key.name)
}

function nameOf(key: Key | string | undefined): string | undefined {
  return typeof key === 'string' ? key : key?.arn
}

/** Two ARNs, of which a key of the input may have one, and AWS managed keys beside any other. */
function areApart(one: Key | string | undefined, other: Key | string | undefined): boolean {
  if (one === undefined || other === undefined) return false
  const names = [one, other].map(nameOf)
  return names.some(isOfAws) || names.every(name => name?.includes(':key/') === true)
}

/** AWS's own keys have aliases that nobody else can have (Developer Guide, "AWS managed keys"). */
function isOfAws(name = ''): boolean {
  return /(?:^|:)alias\/aws\//.test(name)
}
