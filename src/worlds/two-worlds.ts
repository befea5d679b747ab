import { defaultKeyPolicy, unread } from '../policy/read-policy.ts'
import { changesNothing, type PlannedChanges } from '../model/planned-changes.ts'
import { emptyInventory, type Inventory, type ReadInput } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { Context } from '../readers/context/context.ts'
import { together } from './together.ts'

/** The world before the changes of all inputs, and the one after them. */
export interface TwoWorlds {
  readonly before: Inventory
  readonly after: Inventory
}

/** What exists, with the inputs as they are before their changes put on top of it, and as they are after. */
export function twoWorlds(inputs: readonly ReadInput[], contexts: readonly Context[]): TwoWorlds {
  const before = together(inputs.map(asBefore), contexts)
  const after = together(inputs, contexts)
  const changes = inputs.map(input => input.changes ?? changesNothing)
  return withPoliciesOfOthers(before, after, changes)
}

function asBefore(input: ReadInput): ReadInput {
  return { ...input, inventory: input.before?.() ?? emptyInventory, changes: changesNothing }
}

/**
 * What Terraform had recorded, and what it found when it looked again: between them lies what was done outside of
 * Terraform. Nothing where it found nothing changed. What contexts tell was read later than either.
 */
export function driftedWorlds(inputs: readonly ReadInput[]): TwoWorlds | undefined {
  if (inputs.every(({ recorded }) => recorded === undefined)) return undefined
  const found = inputs.map(asBefore)
  const recorded = found.map(input => ({ ...input, inventory: input.recorded?.() ?? input.inventory }))
  return withPoliciesOfOthers(together(recorded, []), together(found, []), [])
}

/**
 * Keys that stand elsewhere are on the side that writes their policy; on the other they are too. Where a plan stops
 * writing it, AWS's default policy takes its place, unless the safety check is bypassed (`resourceKeyPolicyDelete` of the
 * provider); what it was before a plan began to write it, nothing tells.
 */
function withPoliciesOfOthers(
  before: Inventory,
  after: Inventory,
  changes: readonly PlannedChanges[],
): TwoWorlds {
  const left = undeclaredOnly(before, after).map(key =>
    changes.some(({ reset }) => reset.has(key.arn ?? '')) ? withDefaultPolicy(key) : key,
  )
  const untold = undeclaredOnly(after, before).map(withUnknownPolicy)
  return {
    before: { ...before, keys: [...before.keys, ...untold] },
    after: { ...after, keys: [...after.keys, ...left] },
  }
}

function undeclaredOnly({ keys }: Inventory, other: Inventory): readonly Key[] {
  const names = new Set(other.keys.flatMap(({ address, arn, at }) => [`${at.file}\n${address}`, arn ?? '']))
  return keys.filter(
    ({ declared, address, arn, at }) =>
      !declared && !names.has(`${at.file}\n${address}`) && (arn === undefined || !names.has(arn)),
  )
}

function withDefaultPolicy(key: Key): Key {
  const document = defaultKeyPolicy(key.account, key.at)
  return { ...key, policies: [{ source: 'aws-default', sensitive: false, document }] }
}

function withUnknownPolicy(key: Key): Key {
  const unknown = {
    kind: 'unknown',
    reason: 'not-in-input',
    name: `the policy of the key of ${key.address} before`,
    shape: 'anything',
    at: key.at,
  } as const
  return { ...key, policies: [{ source: 'written', sensitive: false, document: unread(key.at, unknown) }] }
}
