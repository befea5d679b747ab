import { emptyInventory, type Inventory } from '../../model/inventory.ts'
import { wordIn } from './syntax/tree.ts'
import type { ResourceDeclaration, Template } from './template.ts'

/**
 * What goes on existing of a stack when a template takes its place that declares `still` alone: what has a
 * `DeletionPolicy` that retains it (CloudFormation User Guide, "DeletionPolicy attribute"). What is attached to something
 * that stays, and is deleted itself, is gone.
 */
export function retainedOf(
  { resources }: Template,
  inventory: Inventory,
  still: ReadonlySet<string>,
): Inventory {
  const kept = new Set(
    [...resources.values()].filter(one => !still.has(one.id) && isRetained(one)).map(({ id }) => id),
  )
  if (kept.size === 0) return emptyInventory
  const isKept = ({ address }: { readonly address: string }): boolean => kept.has(address)
  return {
    ...emptyInventory,
    keys: inventory.keys.filter(isKept),
    aliases: inventory.aliases.filter(({ at }) => isKept(at)),
    identities: inventory.identities.filter(isKept).map(identity => ({
      ...identity,
      policies: identity.policies.filter(({ document }) => isKept(document.at)),
    })),
    uses: inventory.uses.filter(isKept),
    organizationPolicies: inventory.organizationPolicies.filter(({ at }) => isKept(at)),
  }
}

/** What is not told is taken to stay: nobody is said to lose what he may keep. */
export function isRetained({ deletionPolicy }: ResourceDeclaration): boolean {
  return deletionPolicy !== undefined && !['Delete', 'Snapshot'].includes(wordIn(deletionPolicy) ?? '')
}
