import { areKeysAlone } from './access/key-graph.ts'
import type { Inventory, ReadInput } from './model/inventory.ts'
import { isPlainDocument } from './policy/plain-document.ts'
import type { Settings } from './report/settings.ts'
import type { Judgeable } from './rules/rule-source.ts'

/** How a world was read, and how it is judged. */
interface Asked {
  readonly inputs: readonly ReadInput[]
  readonly changes: boolean
  readonly settings: Pick<Settings, 'profile'>
}

/** What of a world rules have something to judge in. */
export function judgeable(
  inventories: readonly Inventory[],
  { inputs, changes, settings }: Asked,
): Judgeable {
  const beyondKeys = changes || !areKeysAlone(inventories) || inventories.some(hasMore)
  const isOpen = inputs.some(({ otherwise }) => otherwise !== undefined)
  return {
    documents: beyondKeys || isOpen || settings.profile === 'strict' || inventories.some(hasUnplain),
    beyondKeys,
    changes,
  }
}

function hasMore({ uses, aliases, organizationPolicies, endpoints = [] }: Inventory): boolean {
  return uses.length + aliases.length + organizationPolicies.length + endpoints.length > 0
}

function hasUnplain({ keys }: Inventory): boolean {
  return keys.some(({ policies }) =>
    policies.some(({ source, document }) => source === 'written' && !isPlainDocument(document)),
  )
}
