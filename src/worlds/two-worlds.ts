import { defaultKeyPolicy, unread } from '../policy/read-policy.ts'
import { changesNothing } from '../model/planned-changes.ts'
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
  return withPoliciesOfOthers({ before, after }, leftBy(inputs))
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
  return withPoliciesOfOthers({ before: together(recorded, []), after: together(found, []) }, leftBy([]))
}

/**
 * What becomes of a key that stands elsewhere where inputs stop writing its policy: AWS's default policy takes its place,
 * unless the safety check is bypassed (`resourceKeyPolicyDelete` of the provider).
 */
export function leftBy(inputs: readonly ReadInput[]): (key: Key) => Key {
  const resets = inputs.map(({ changes = changesNothing }) => changes.reset)
  return key => (resets.some(reset => reset.has(key.arn ?? '')) ? withDefaultPolicy(key) : key)
}

/**
 * Keys that stand elsewhere are on the side that writes their policy; on the other they are too, after as `left` says;
 * what the policy was before somebody began to write it, nothing tells. `fileOf`: what the file of a key is called after.
 */
export function withPoliciesOfOthers(
  { before, after }: TwoWorlds,
  left: (key: Key) => Key,
  fileOf = (file: string): string => file,
): TwoWorlds {
  const nameOf = ({ at, address }: Key): string => `${fileOf(at.file)}\n${address}`
  return {
    before: {
      ...before,
      keys: [
        ...before.keys,
        ...undeclaredOnly(after, before, nameOf).map(key => withUnknownPolicy(key, 'before')),
      ],
    },
    after: { ...after, keys: [...after.keys, ...undeclaredOnly(before, after, nameOf).map(left)] },
  }
}

function undeclaredOnly({ keys }: Inventory, other: Inventory, nameOf: (key: Key) => string): readonly Key[] {
  const names = new Set(other.keys.flatMap(key => [nameOf(key), key.arn ?? '']))
  return keys.filter(
    key => !key.declared && !names.has(nameOf(key)) && (key.arn === undefined || !names.has(key.arn)),
  )
}

function withDefaultPolicy(key: Key): Key {
  const document = defaultKeyPolicy(key.account, key.at)
  return { ...key, policies: [{ source: 'aws-default', sensitive: false, document }] }
}

/** A key of whose policy nothing is told on one side. */
export function withUnknownPolicy(key: Key, when: 'before' | 'after'): Key {
  const unknown = {
    kind: 'unknown',
    reason: 'not-in-input',
    name: `the policy of the key of ${key.address} ${when}`,
    shape: 'anything',
    at: key.at,
  } as const
  return { ...key, policies: [{ source: 'written', sensitive: false, document: unread(key.at, unknown) }] }
}
