import { member, type Node } from '../../../model/node.ts'
import { below, withoutPlaces, type SourceLocation } from '../../../model/source-location.ts'
import type { Text } from '../../../model/text.ts'
import { itemsIn, possible, whereItExists, written, type Declared } from '../declared.ts'
import { documentAmong, documentIn, type TemplateDocument } from '../documents.ts'
import { evaluate, isCall } from '../evaluate/evaluate.ts'
import { nodeAt, textOf } from '../evaluate/node-parts.ts'
import type { Outcome, Run } from '../evaluate/worlds.ts'
import { treeAt, type Tree } from '../syntax/tree.ts'

/** An entry of the `Policies` of a role, user or group. */
export interface InlineEntry extends TemplateDocument {
  /** Absent where it is not told. */
  readonly name?: Text
  readonly at: SourceLocation
}

/**
 * What stands under `Policies`. Of one name there is one policy, whatever is undecided: its statements are certain where
 * they are in each document that it can have.
 */
export function inlineEntries(resource: Declared): readonly InlineEntry[] {
  const { tree, at, rest } = written(resource, ['Policies'])
  if (tree === undefined) return []
  if (tree.kind !== 'list' || rest.length > 0)
    return entriesAmong(whereItExists(resource, run => itemsIn(nodeAt(evaluate(run, tree, at), ...rest))))
  const items = tree.items.map((item, index): Item => itemOf(resource, item, below(at, index)))
  return together(items).flatMap(group => {
    const [first, ...others] = group
    if (first !== undefined && others.length === 0 && isPlain(first.tree)) return [entryOf(resource, first)]
    const evaluated = (run: Run) => group.flatMap(item => evaluate(run, item.tree, item.at) ?? [])
    return entriesAmong(whereItExists(resource, evaluated))
  })
}

/** An item of the list with the names that its policy can have. */
interface Item {
  readonly tree: Tree
  readonly at: SourceLocation
  readonly names: readonly string[]
}

function itemOf(resource: Declared, tree: Tree, at: SourceLocation): Item {
  const label = isPlain(tree) ? treeAt(tree, 'PolicyName') : tree
  const found = label === undefined ? [] : possible(resource, label, at)
  const names = found.map(({ node }) => keyOf(isPlain(tree) ? node : nodeAt(node, 'PolicyName')))
  return { tree, at, names: [...new Set(names.flatMap(name => name ?? []))] }
}

function isPlain(tree: Tree): boolean {
  return tree.kind === 'map' && !isCall(tree)
}

/** Items that can have a name in common. */
function together(items: readonly Item[]): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>()
  const all = new Set<Item[]>()
  for (const item of items) {
    const known = new Set<Item[]>()
    for (const name of item.names) {
      const group = groups.get(name)
      if (group !== undefined) known.add(group)
    }
    // The largest takes in the others, so that none is moved often.
    const [group = [], ...others] = [...known].sort((one, other) => other.length - one.length)
    for (const moved of [[item], ...others]) {
      all.delete(moved)
      for (const one of moved) {
        group.push(one)
        for (const name of one.names) groups.set(name, group)
      }
    }
    all.add(group)
  }
  return [...all]
}

/** A policy that is there for certain: each of its statements is looked at by itself. */
function entryOf(resource: Declared, { tree, at }: Item): InlineEntry {
  const label = treeAt(tree, 'PolicyName')
  const document = treeAt(tree, 'PolicyDocument')
  const [only, ...others] = label === undefined ? [] : possible(resource, label, below(at, 'PolicyName'))
  const name = others.length === 0 && only?.hangsOn.length === 0 ? textOf(only.node) : undefined
  const place = below(at, 'PolicyDocument')
  const read = document === undefined ? { noneIf: [] } : documentIn(resource, document, { at: place })
  return { ...read, at, ...(name === undefined ? {} : { name }) }
}

/** Policies that are there in some of the ways that things can turn out, each name once. */
function entriesAmong(outcomes: readonly Outcome<readonly Node[]>[]): readonly InlineEntry[] {
  const found = new Map<string, { readonly node: Node; readonly documents: Map<number, Node> }>()
  for (const [way, { result }] of outcomes.entries()) {
    for (const [index, node] of result.entries()) {
      const key = keyOf(nodeAt(node, 'PolicyName')) ?? `${index}`
      const entry = found.get(key) ?? { node, documents: new Map<number, Node>() }
      found.set(key, entry)
      const document = documentNode(node)
      if (document !== undefined) entry.documents.set(way, document)
    }
  }
  return [...found.values()].map(({ node, documents }) => {
    const each = outcomes.map(({ choices }, way) => ({ result: documents.get(way), choices }))
    const name = node.type === 'object' ? textOf(member(node, 'PolicyName')) : undefined
    return { ...documentAmong(each), at: node.at, ...(name === undefined ? {} : { name }) }
  })
}

/** What is no object is a document that cannot be read. */
function documentNode(node: Node): Node | undefined {
  return node.type === 'object' ? member(node, 'PolicyDocument') : node
}

/** Equal for equal names; nothing where none is told. */
function keyOf(name: Node | undefined): string | undefined {
  const label = textOf(name)
  return label === undefined || name?.type === 'unknown' ? undefined : JSON.stringify(label, withoutPlaces)
}
