import { areKeysAlone } from './access/key-graph.ts'
import type { Inventory, ReadInput } from './model/inventory.ts'
import type { Key } from './model/key.ts'
import { isPlainDocument } from './policy/plain-document.ts'
import type { Settings } from './report/settings.ts'
import type { Judgeable } from './rules/rule-source.ts'

/** How a world was read, and how it is judged. */
interface Asked {
  readonly inputs: readonly ReadInput[]
  readonly changes: boolean
  readonly settings: Pick<Settings, 'profile' | 'trust'>
}

/** What of a world rules have something to judge in. */
export function judgeable(
  inventories: readonly Inventory[],
  { inputs, changes, settings }: Asked,
): Judgeable {
  const beyondKeys = changes || !areKeysAlone(inventories) || inventories.some(hasMore)
  const { profile = 'default', trust } = settings
  const asksMore = profile === 'strict' || (trust.sensitive ?? []).length > 0
  const isOpen = inputs.some(({ otherwise }) => otherwise !== undefined)
  return {
    keys: beyondKeys || asksMore || isOpen || !inventories.every(({ keys }) => keys.every(isPlain)),
    beyondKeys,
    changes,
  }
}

function hasMore({ uses, aliases, organizationPolicies, endpoints = [] }: Inventory): boolean {
  return uses.length + aliases.length + organizationPolicies.length + endpoints.length > 0
}

/**
 * Whether a key is as most small ones are: for encryption, of one Region, switched on, with a policy of AWS or a plain one
 * that names its own account alone. What looks into the others is then not loaded.
 */
function isPlain(key: Key): boolean {
  const { declared, spec, usage, origin, replica, multiRegion, enabled, policies, account } = key
  const [policy, ...others] = policies
  return (
    declared &&
    spec === 'SYMMETRIC_DEFAULT' &&
    usage === 'ENCRYPT_DECRYPT' &&
    origin === 'AWS_KMS' &&
    !replica &&
    multiRegion === false &&
    enabled === true &&
    others.length === 0 &&
    [key.rotationPeriod, key.deletionWindow, key.materialExpires, key.hasMaterial, key.hangsOn].every(
      setting => setting === undefined,
    ) &&
    (policy.source === 'aws-default' || isPlainDocument(policy.document, account))
  )
}
