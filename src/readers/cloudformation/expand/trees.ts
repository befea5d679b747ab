import type { Entry, ListTree, MapTree, Place, ScalarTree, Tree } from '../syntax/tree.ts'

/** A text that no author wrote, at the place of what it was made of. */
export function wordTree(text: string, place: Place): ScalarTree {
  return { kind: 'scalar', text, isPlain: false, place }
}

/** A list that no author wrote. */
export function listTree(items: readonly Tree[], place: Place): ListTree {
  return { kind: 'list', items, place }
}

/** An object that no author wrote, without what is not there. */
export function mapTree(members: Readonly<Record<string, Tree | undefined>>, place: Place): MapTree {
  const entries = new Map<string, Entry>()
  for (const [name, value] of Object.entries(members))
    if (value !== undefined) entries.set(name, { place, value })
  return { kind: 'map', entries, place }
}

/** What the tables of this folder are made of. */
export type Json = string | readonly Json[] | JsonObject

/** An object of such a table. */
export interface JsonObject {
  readonly [name: string]: Json
}

/** A piece of JSON as a tree: all of it stands where what it was made of stands. */
export function treeOf(json: Json, place: Place): Tree {
  if (typeof json === 'string') return wordTree(json, place)
  if (isList(json))
    return listTree(
      json.map(item => treeOf(item, place)),
      place,
    )
  return mapTree(
    Object.fromEntries(Object.entries(json).map(([name, value]) => [name, treeOf(value, place)])),
    place,
  )
}

/** TypeScript takes no readonly list for what `Array.isArray` finds. */
export function isList(json: readonly Json[] | JsonObject): json is readonly Json[] {
  return Array.isArray(json)
}

/** An object with one entry put in or put in place of another; its own name keeps its place. */
export function withEntry(map: MapTree, name: string, value: Tree): MapTree {
  const place = map.entries.get(name)?.place ?? value.place
  return { ...map, entries: new Map([...map.entries, [name, { place, value }]]) }
}

/** A resource under another type, with other properties. */
export function remade(resource: MapTree, type: string, properties: MapTree): MapTree {
  const renamed = withEntry(resource, 'Type', wordTree(type, properties.place))
  return withEntry(renamed, 'Properties', properties)
}

/** An object without some of its entries. */
export function withoutEntries(map: MapTree, ...names: readonly string[]): MapTree {
  return { ...map, entries: new Map([...map.entries].filter(([name]) => !names.includes(name))) }
}
