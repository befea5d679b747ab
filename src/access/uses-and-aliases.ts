import type { AccessGraph } from '../model/access.ts'
import type { Inventory } from '../model/inventory.ts'
import { aliasChangers } from './indirect/alias-changers.ts'
import { labelChangers } from './indirect/label-changers.ts'
import type { Direct } from './indirect/indirect.ts'
import { usedAliases } from './used-aliases.ts'
import { keysByUse, usesIn } from './uses.ts'
import type { World } from './world.ts'

/** What a graph tells of those who use keys, and of the names that they use them by. */
export function usesAndAliases(
  world: World,
  inventories: readonly Inventory[],
  direct: Direct,
): Pick<AccessGraph, 'uses' | 'usesOf' | 'keysOfUse' | 'isAliasUsed' | 'changersOf' | 'labelChangersOf'> {
  const uses = inventories.flatMap(inventory => inventory.uses)
  const usesOf = usesIn(uses)
  return {
    uses,
    usesOf,
    keysOfUse: keysByUse(world.keys, usesOf),
    isAliasUsed: usedAliases(inventories),
    changersOf: aliasChangers(world, direct),
    labelChangersOf: labelChangers(world, direct),
  }
}
