import { isAlias, isScalar, type Pair, type YAMLMap } from 'yaml'
import { longForm } from './short-forms.ts'
import { standsTwice, syntaxFault } from './syntax-fault.ts'
import type { Entry, MapTree, Place, Tree } from './tree.ts'
import { anchored, followed } from './yaml-aliases.ts'
import { ownPlace } from './yaml-places.ts'
import { treeOf } from './yaml-values.ts'
import type { Child, Walk } from './yaml-walk.ts'

/** The entries of a map: its own, then what `<<` adds to them. */
export function mapTreeOf(walk: Walk, node: YAMLMap<Child, Child>, place: Place, depth: number): MapTree {
  const entries = new Map<string, Entry>()
  const merged: Tree[] = []
  for (const pair of node.items) {
    const named = nameOf(walk, pair, place)
    walk.endLine = named.place.endLine
    const value = treeOf(walk, pair.value, named.place, depth + 1)
    if (isMerge(pair.key)) merged.push(value)
    else if (entries.has(named.text)) throw standsTwice({ file: walk.file, ...named.place }, named.text)
    else entries.set(named.text, { place: named.place, value })
  }
  for (const tree of merged) merge(walk, entries, tree)
  return { kind: 'map', entries, place }
}

interface Named {
  readonly text: string
  readonly place: Place
}

function nameOf(walk: Walk, { key }: Pair<Child, Child>, fallback: Place): Named {
  if (key === null) throw noName(walk, fallback)
  const place = ownPlace(walk, key)
  if (isAlias(key)) {
    const tree = followed(walk, key, 0)
    if (tree.kind === 'scalar') return { text: tree.text, place }
  }
  if (!isScalar(key) || (key.tag !== undefined && longForm(key.tag) !== undefined)) throw noName(walk, place)
  const text = key.source ?? ''
  if (text === '' && key.type === 'PLAIN') throw noName(walk, place)
  if (key.anchor !== undefined)
    anchored(walk, key.anchor, 0, () => ({ kind: 'scalar', text, isPlain: false, place }))
  return { text, place }
}

function noName({ file }: Walk, place: Place): Error {
  return syntaxFault(
    { file, ...place },
    'this name is not text',
    'write it as one word or in quotes; placeholders of other tools (`{{ name }}`) have to be filled in first',
  )
}

function isMerge(key: Child): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<'
}

/** What a map has already is kept. https://yaml.org/type/merge.html */
function merge(walk: Walk, entries: Map<string, Entry>, tree: Tree): void {
  for (const source of tree.kind === 'list' ? tree.items : [tree]) {
    if (source.kind !== 'map') throw notMerged(walk, source)
    for (const [name, entry] of source.entries) if (!entries.has(name)) entries.set(name, entry)
  }
}

function notMerged({ file }: Walk, { place }: Tree): Error {
  return syntaxFault(
    { file, ...place },
    'only an object can be merged with `<<`',
    'write its names and values',
  )
}
