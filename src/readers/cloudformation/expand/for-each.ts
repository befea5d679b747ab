import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { itemNodes, wordOf } from '../evaluate/node-parts.ts'
import { itemsOf, treeAt, wordIn, type Entry, type MapTree, type Tree } from '../syntax/tree.ts'
import type { Notes } from './notes.ts'
import { filledIn, type Room } from './filled-in.ts'
import { withEntry } from './trees.ts'

/** Evaluates a tree with what is known before anything is expanded: parameters and mappings. */
export type Facts = (tree: Tree, at: SourceLocation) => Node | undefined

/** What a walk through a template carries along. */
interface Walk {
  readonly file: string
  readonly facts: Facts
  readonly notes: Notes
  readonly room: Room
}

/** More resources than any stack may have (500), with their properties and outputs. */
const mostCopies = 10_000
/** A processed template has at most 1 MB; this counts each tree that is copied, and its characters. */
const mostWeight = 20_000_000

const loopName = /^Fn::ForEach::/

/**
 * A template with the copies that its `Fn::ForEach` loops stand for (CloudFormation Template Reference, "Fn::ForEach").
 * A loop over a collection that is not told makes nothing, and is found wanting. Copies keep the places of their bodies.
 */
export function unrolled(template: MapTree, given: Pick<Walk, 'file' | 'facts' | 'notes'>): MapTree {
  const walk: Walk = { ...given, room: { copies: mostCopies, weight: mostWeight } }
  let result = template
  for (const section of ['Conditions', 'Resources', 'Outputs']) {
    const tree = treeAt(template, section)
    if (tree === undefined) continue
    const made = unroll(tree, walk, false)
    if (made !== tree) result = withEntry(result, section, made)
  }
  return result
}

/** The same tree where no loop stands in it. */
function unroll(tree: Tree, walk: Walk, isValue: boolean): Tree {
  if (tree.kind === 'list') {
    const items = tree.items.map(item => unroll(item, walk, true))
    return items.every((item, index) => item === tree.items[index]) ? tree : { ...tree, items }
  }
  if (tree.kind !== 'map') return tree
  let isSame = true
  const entries = new Map<string, Entry>()
  for (const [name, entry] of tree.entries) {
    const made = loopName.test(name) ? turns(name, entry, walk, isValue) : plain(name, entry, walk)
    if (made.length !== 1 || made[0]?.[1] !== entry) isSame = false
    for (const [id, copy] of made) {
      if (entries.has(id))
        walk.notes.wanting(`two things are called \`${id}\` once \`${name}\` is expanded`, entry.place)
      entries.set(id, copy)
    }
  }
  return isSame ? tree : { ...tree, entries }
}

type Made = readonly (readonly [string, Entry])[]

function plain(name: string, entry: Entry, walk: Walk): Made {
  const value = unroll(entry.value, walk, true)
  return [[name, value === entry.value ? entry : { ...entry, value }]]
}

/** What a loop makes. In a value that is not told, the loop stays: who evaluates it finds a hole. */
function turns(name: string, entry: Entry, walk: Walk, isValue: boolean): Made {
  const [first, collection, body, ...more] = itemsOf(entry.value)
  const identifier = wordIn(first)
  const wanting = (why: string): Made => {
    walk.notes.wanting(`\`${name}\` ${why}`, entry.place)
    return isValue ? [[name, entry]] : []
  }
  if (
    identifier === undefined ||
    !/^\w+$/.test(identifier) ||
    collection === undefined ||
    body?.kind !== 'map' ||
    more.length > 0
  )
    return wanting(
      'is not an identifier, a collection and what is to be repeated: what it makes is not judged',
    )
  const values = collected(name, collection, walk)
  if (values === undefined)
    return wanting(
      'goes through a collection that is not told before the stack is deployed: what it makes is not judged (name the values with --parameters)',
    )
  const made: (readonly [string, Entry])[] = []
  for (const value of values) {
    const copy = filledIn(body, { identifier, value }, walk.room)
    if (copy?.kind !== 'map') return wanting('makes more than any stack may have: the rest is not judged')
    const inner = unroll(copy, walk, isValue)
    if (inner.kind === 'map') made.push(...inner.entries)
  }
  return made
}

function collected(name: string, collection: Tree, { facts, file }: Walk): readonly string[] | undefined {
  const node = facts(collection, { file, address: name, pointer: '' })
  if (node?.type !== 'array') return undefined
  const words = itemNodes(node).map(wordOf)
  return words.every(word => word !== undefined) ? words : undefined
}
