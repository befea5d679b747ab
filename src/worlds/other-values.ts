import type { ReadInput } from '../model/inventory.ts'

/** An input with whatever a deployment may give parameters that have their defaults in it. */
export function withOtherValues(input: ReadInput): ReadInput {
  return { ...input, inventory: input.otherwise?.() ?? input.inventory }
}
