import type { Inventory } from '../model/inventory.ts'
import type { KeyPair } from './pairs.ts'

/**
 * Which keys need no look: where everything but keys is the same on both sides, those that are the same themselves. In
 * most changes that is nearly all of them.
 */
export function untouchedIn(before: Inventory, after: Inventory): (pair: KeyPair) => boolean {
  if (!isSameBesidesKeys(before, after)) return () => false
  return ({ fate, before: was, after: is }) => fate === 'kept' && asText(was) === asText(is)
}

/** Which resources use a key is nobody's access. */
function isSameBesidesKeys(before: Inventory, after: Inventory): boolean {
  return (
    areSame(before.identities, after.identities) &&
    areSame(before.grants, after.grants) &&
    areSame(before.organizationPolicies, after.organizationPolicies)
  )
}

function areSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => asText(one) === asText(others[index]))
}

/** Maps count too; order does as well, so that what differs in nothing else is looked at. */
function asText(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (member instanceof Map ? [...member] : member))
}
