import { accessChange, type ComparedWorlds } from '../change/change.ts'
import { emptyInventory, type ReadInput } from '../model/inventory.ts'
import type { Context } from '../readers/context/context.ts'
import { together } from './together.ts'
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

/** Two inputs, each as it is once applied; without both of them nothing is compared, since all of one would be new. */
export function comparedInputs(
  one: ReadInput | undefined,
  other: ReadInput | undefined,
  contexts: readonly Context[],
): ComparedWorlds {
  const isRead = one !== undefined && other !== undefined
  const before = isRead ? together([one], contexts) : emptyInventory
  const after = isRead ? together([other], contexts) : emptyInventory
  // Their files have other names: an address is what they have in common.
  return { before, after, change: accessChange(before, after, ({ address }) => address) }
}

/** Addresses are unique within an input. */
function compared(worlds: TwoWorlds): ComparedWorlds {
  const change = accessChange(worlds.before, worlds.after, ({ at, address }) => `${at.file}\n${address}`)
  return { ...worlds, change }
}
