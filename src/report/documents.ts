import type { Inventory } from '../model/inventory.ts'
import { placeName } from '../model/source-location.ts'
import type { PolicyDocument } from '../model/statement.ts'

/** A policy document that rules judge, or that decides what they see. */
export interface JudgedDocument {
  readonly document: PolicyDocument
  readonly sensitive: boolean
}

/**
 * The policy documents of an inventory: those of keys, AWS's default policy among them, and those of roles and users,
 * with their boundaries and trust policies. One that is attached to many is there once.
 */
export function documentsIn({ keys, identities }: Inventory): readonly JudgedDocument[] {
  const found = new Map<string, JudgedDocument>()
  for (const identity of identities) {
    const { policies, boundary, trust, trustIsSensitive = false } = identity
    for (const policy of boundary === undefined ? policies : [...policies, boundary]) {
      // An argument can list several policies of AWS: their documents stand at the same place.
      found.set(`${policy.name} ${placeName(policy.document.at)}`, policy)
    }
    if (trust !== undefined) {
      found.set(placeName(trust.at), { document: trust, sensitive: trustIsSensitive })
    }
  }
  return [...keys.flatMap(({ policies }) => policies), ...found.values()]
}
