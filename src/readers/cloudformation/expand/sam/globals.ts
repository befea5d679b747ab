import { isCall } from '../../evaluate/evaluate.ts'
import { itemsOf, treeAt, wordIn, type Entry, type MapTree, type Tree } from '../../syntax/tree.ts'
import { mapTree } from '../trees.ts'

/**
 * The properties of a resource of SAM with those of `Globals` for its type: objects are merged, lists joined, and else
 * the resource's own value holds (AWS SAM Developer Guide, "Globals section"). `IgnoreGlobals` of the resource leaves
 * out some, or all.
 */
export function withGlobals(template: MapTree, resource: MapTree, type: string): MapTree {
  const own = treeAt(resource, 'Properties') ?? mapTree({}, resource.place)
  const shared = treeAt(template, 'Globals', type)
  if (own.kind !== 'map') return mapTree({}, resource.place)
  if (shared?.kind !== 'map') return own
  const merged = mergedTree(withoutIgnored(shared, treeAt(resource, 'IgnoreGlobals')), own, '')
  return merged.kind === 'map' ? merged : own
}

function withoutIgnored(shared: MapTree, ignored: Tree | undefined): MapTree {
  if (ignored === undefined) return shared
  const word = wordIn(ignored)
  const names = new Set(itemsOf(ignored).map(wordIn))
  return {
    ...shared,
    entries: new Map(
      [...shared.entries].filter(([name]) => word !== '*' && word !== name && !names.has(name)),
    ),
  }
}

/** Lists that a resource replaces. */
const replaced = new Set(['/Architectures'])

function mergedTree(shared: Tree, own: Tree, path: string): Tree {
  if (isCall(shared) || isCall(own)) return own
  if (shared.kind === 'list' && own.kind === 'list')
    return replaced.has(path) ? own : { ...own, items: [...shared.items, ...own.items] }
  if (shared.kind !== 'map' || own.kind !== 'map') return own
  const entries = new Map<string, Entry>(shared.entries)
  for (const [name, entry] of own.entries) {
    const other = shared.entries.get(name)
    entries.set(
      name,
      other === undefined
        ? entry
        : { ...entry, value: mergedTree(other.value, entry.value, `${path}/${name}`) },
    )
  }
  return { ...own, entries }
}
