import { accessChange, type ComparedWorlds } from '../change/change.ts'
import type { ReadInput } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { Context } from '../readers/context/context.ts'
import { fileAfter, worldsOfSides, type Sides } from './sides.ts'
import { withOtherValues } from './other-values.ts'
import { driftedWorlds, twoWorlds, type TwoWorlds } from './two-worlds.ts'

/** What all inputs change together. */
export function comparedChanges(inputs: readonly ReadInput[], contexts: readonly Context[]): ComparedWorlds {
  return compared(twoWorlds(inputs, contexts))
}

/** What was done outside of Terraform; nothing where it found nothing changed. */
export function comparedDrift(inputs: readonly ReadInput[]): ComparedWorlds | undefined {
  const worlds = driftedWorlds(inputs)
  return worlds && compared(worlds)
}

/** What all inputs change together, where others tell what was before some of them. */
export function comparedSides(sides: Sides, contexts: readonly Context[]): ComparedWorlds {
  const worlds = worldsOfSides(sides, contexts)
  const fileOf = fileAfter(sides)
  const nameOf = (key: Key): string => `${fileOf(key.at.file)}\n${key.address}`
  return { ...worlds, change: accessChange(worlds.before, worlds.after, nameOf) }
}

/**
 * The same with whatever a deployment may give parameters that have their defaults there; nothing where there are none.
 */
export function comparedOtherwise(sides: Sides, contexts: readonly Context[]): ComparedWorlds | undefined {
  const { before, after } = sides
  if ([...before, ...after].every(({ otherwise }) => otherwise === undefined)) return undefined
  const open = { before: before.map(withOtherValues), after: after.map(withOtherValues) }
  return comparedSides({ ...sides, ...open }, contexts)
}

/** Addresses are unique within an input. */
function compared(worlds: TwoWorlds): ComparedWorlds {
  const change = accessChange(worlds.before, worlds.after, ({ at, address }) => `${at.file}\n${address}`)
  return { ...worlds, change }
}
