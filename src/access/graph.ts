import { includes } from '../model/action-set.ts'
import type { Access, AccessGraph } from '../model/access.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { principalId } from '../model/principal.ts'
import { showText } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { accessesBy } from './key-policy.ts'

/**
 * Works out who can do what with each key of the inventories: with a key when it is asked about. Only the last
 * one's accesses are kept, since those of 10,000 keys are several times as large as their policies.
 */
export function resolve(inventories: readonly Inventory[]): AccessGraph {
  const keys = inventories.flatMap(inventory => inventory.keys)
  let last: { readonly key: Key; readonly accesses: readonly Access[] } | undefined
  const bounded = new Set(inventories.flatMap(inventory => inventory.boundedPrincipals.map(showText)))
  return {
    keys,
    accessesTo: key => {
      if (last?.key !== key) last = { key, accesses: accessesToKey(key) }
      return last.accesses
    },
    isBounded: principal => bounded.has(principalId(principal)),
  }
}

/** Where several resources write a key's policy, only what all of them give is certain. */
function accessesToKey(key: Key): readonly Access[] {
  const [first, ...others] = key.policies.map(policy => accessesBy(policy, key))
  if (first === undefined) return []
  if (others.length === 0) return first
  const all = [first, ...others]
  return all.flatMap(accesses =>
    accesses.map(access => (all.every(other => given(access, other)) ? access : perhaps(access, key))),
  )
}

function given(access: Access, accesses: readonly Access[]): boolean {
  const id = principalId(access.principal)
  return accesses.some(
    other =>
      other === access ||
      (other.certainty === 'certain' &&
        other.conditions.length === 0 &&
        other.unless.length === 0 &&
        principalId(other.principal) === id &&
        includes(other.actions, access.actions)),
  )
}

function perhaps(access: Access, key: Key): Access {
  const writers = key.policies.map(policy => policy.document.at.address).join(' and ')
  const hole: Unknown = {
    kind: 'unknown',
    reason: 'undecided-condition',
    name: `which policy is written last: ${writers}`,
    shape: 'anything',
    at: key.at,
  }
  return { ...access, certainty: 'possible', unknowns: [...access.unknowns, hole] }
}
