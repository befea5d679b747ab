import { accessChange } from './change/change.ts'
import type { ReadInput } from './model/inventory.ts'
import type { Context } from './readers/context/context.ts'
import type { ComparedWorlds } from './report/diff.ts'
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

/** Addresses are unique within an input. */
function compared(worlds: TwoWorlds): ComparedWorlds {
  const change = accessChange(worlds.before, worlds.after, ({ at, address }) => `${at.file}\n${address}`)
  return { ...worlds, change }
}
