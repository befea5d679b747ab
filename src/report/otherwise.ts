import type { ReadInput } from '../model/inventory.ts'
import { faultsOf } from './brought-in.ts'
import type { Draft } from './located.ts'

/**
 * The findings with those that other values of parameters would bring, which nobody has said will be given: they are
 * possible (semantics.md §11.1: the default counts for what must be, any value for what may be).
 */
export function withOtherwise(told: readonly Draft[], otherwise: readonly Draft[]): readonly Draft[] {
  const known = new Set(told.flatMap(faultsOf))
  const more = otherwise.filter(draft => !faultsOf(draft).some(fault => known.has(fault)))
  return [...told, ...more.map(possible)]
}

function possible(draft: Draft): Draft {
  const unknowns =
    draft.unknowns.length > 0
      ? draft.unknowns
      : [{ name: 'parameters that have a default', reason: 'parameter' }]
  return { ...draft, certainty: 'possible', unknowns }
}

/** The inputs with whatever parameters may be given. */
export function otherInputs(inputs: readonly ReadInput[]): readonly ReadInput[] {
  return inputs.map(input => ({ ...input, inventory: input.otherwise?.() ?? input.inventory }))
}
