import type { Inventory } from '../model/inventory.ts'
import type { BlindSpot } from '../model/report.ts'
import type { PolicyDocument } from '../model/statement.ts'
import type { Unknown } from '../model/unknown.ts'
import { hidden } from './who-sensitive.ts'

/** What could not be told: unread parts of documents, and policies of which it is not told whom they concern. */
export function blindSpotsIn(inventories: readonly Inventory[]): readonly BlindSpot[] {
  const seen = new Set<string>()
  return inventories
    .flatMap(inventory => [...documentsOf(inventory).flatMap(unread), ...inventory.loose.map(unattached)])
    .filter(({ address, name, input }) => seen.size < seen.add(JSON.stringify([address, name, input])).size)
}

/** How many roles and users may have more policies than the input tells. */
export function incompleteIn({ identities }: Inventory): number {
  return identities.filter(({ complete }) => !complete).length
}

interface Document {
  readonly document: PolicyDocument
  readonly sensitive: boolean
}

function documentsOf({ keys, identities, organizationPolicies }: Inventory): readonly Document[] {
  return [
    ...keys.flatMap(({ policies }) => policies),
    ...identities.flatMap(({ policies, boundary, trust, trustIsSensitive = false }) => [
      ...policies,
      ...(boundary === undefined ? [] : [boundary]),
      ...(trust === undefined ? [] : [{ document: trust, sensitive: trustIsSensitive }]),
    ]),
    ...organizationPolicies.map(({ document }) => ({ document, sensitive: false })),
  ]
}

function unread({ document, sensitive }: Document): readonly BlindSpot[] {
  return document.holes.map(({ name, reason }) => ({
    address: document.at.address,
    name: sensitive ? hidden : name,
    reason,
    input: document.at.file,
  }))
}

function unattached({ at, name, reason }: Unknown): BlindSpot {
  return { address: at.address, name, reason, input: at.file }
}
