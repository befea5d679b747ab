import { meaningOf } from '../../change/one-order.ts'
import type { KeyPair } from '../../change/pairs.ts'
import type { AccessGraph } from '../../model/access.ts'
import type { Grant } from '../../model/grant.ts'
import type { Alias } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import type { BeforeAfter } from '../subject.ts'
import { paired, type FileAfter } from './paired.ts'

/** Both sides, and which key of the one is which of the other. */
export interface BothSides {
  readonly before: AccessGraph
  readonly after: AccessGraph
  readonly fileOf: FileAfter
  readonly pairOf: Readonly<Record<'before' | 'after', (key: Key) => KeyPair | undefined>>
}

/** Aliases that are there on both sides, under one name or in one resource. */
export function aliasChangesIn({ before, after, fileOf }: BothSides): readonly BeforeAfter<Alias>[] {
  const byName = new Map(
    before.aliases.flatMap(alias => {
      const name = nameOf(alias, fileOf)
      return name === undefined ? [] : [[name, alias] as const]
    }),
  )
  return paired(before.aliases, after.aliases, fileOf).flatMap(({ before: was, after: is }) => {
    if (is === undefined) return []
    const namesake = byName.get(nameOf(is, file => file) ?? '') ?? was
    return namesake === undefined || namesake.name !== is.name
      ? []
      : [{ before: namesake, after: is, at: is.at }]
  })
}

function nameOf({ name, at }: Alias, fileOf: FileAfter): string | undefined {
  return name === undefined ? undefined : JSON.stringify([fileOf(at.file), name])
}

/** Grants that are not what they were, on keys that there are before and after. */
export function grantChangesIn(sides: BothSides): readonly BeforeAfter<Grant>[] {
  const { before, after, fileOf } = sides
  return paired(before.grants, after.grants, fileOf).filter(
    change => !isSameGrant(change, fileOf) && isOnKeptKey(change, sides),
  )
}

/** A name is no part of what it gives, and whether it still counts for one who is created anew is told as that. */
function isSameGrant({ before, after }: BeforeAfter<Grant>, fileOf: FileAfter): boolean {
  if (before === undefined || after === undefined) return false
  const { name: _, hangsOn: __, at: ___, key, ...was } = before
  const { name: ____, hangsOn: _____, at: ______, key: keyAfter, ...is } = after
  return grantMeaning(was, key, fileOf) === grantMeaning(is, keyAfter, file => file)
}

function grantMeaning(
  {
    grantee,
    operations,
    constraints,
    retiringPrincipal,
  }: Pick<Grant, 'grantee' | 'operations' | 'constraints' | 'retiringPrincipal'>,
  { addresses, name, file }: Grant['key'],
  fileOf: FileAfter,
): string {
  return meaningOf([
    grantee,
    operations.map(meaningOf).toSorted(),
    constraints.map(one => ('pairs' in one ? [one.kind, ...one.pairs] : one)),
    retiringPrincipal,
    // Of a key of the input the ARN may be told on one side alone.
    addresses.length > 0 ? [addresses, file === undefined ? '' : fileOf(file)] : name,
  ])
}

/** A key that the input does not have is not created by it. */
function isOnKeptKey({ before, after }: BeforeAfter<Grant>, sides: BothSides): boolean {
  const pairs = [...pairsOfGrant(after, 'after', sides), ...pairsOfGrant(before, 'before', sides)]
  return pairs.length === 0 || pairs.some(pair => pair?.fate === 'kept')
}

/** What becomes of the keys that a grant of one side may be on. */
export function pairsOfGrant(
  grant: Grant | undefined,
  side: 'before' | 'after',
  sides: BothSides,
): readonly (KeyPair | undefined)[] {
  return grant === undefined ? [] : sides[side].keysOfGrant(grant).map(sides.pairOf[side])
}
