import type { Member, Node } from '../../../model/node.ts'
import { below, type SourceLocation } from '../../../model/source-location.ts'
import type { Entry, ListTree, MapTree, ScalarTree, Tree } from '../syntax/tree.ts'
import { dynamicReferences } from './dynamic-references.ts'
import { intrinsics } from './intrinsics.ts'
import { holeNode, textNode } from './node-parts.ts'
import { costOfText, deeper, spend } from './spend.ts'
import type { Run } from './worlds.ts'

/**
 * What a tree of a template is in one world, as far as it can be told before the stack is deployed. Nothing is
 * `AWS::NoValue`: what holds it is as if it were not written. Never throws for anything that a template may hold.
 */
export function evaluate(run: Run, tree: Tree, at: SourceLocation): Node | undefined {
  const tooMuch = () => holeNode(placed(at, tree), 'more than can be evaluated', 'unsupported-function')
  if (!spend(run, tree.kind === 'scalar' ? 1 + costOfText(tree.text.length) : 1)) return tooMuch()
  switch (tree.kind) {
    case 'null':
      return { type: 'literal', value: null, at: placed(at, tree) }
    case 'scalar':
      return scalar(tree, placed(at, tree))
    case 'list':
      return deeper(run, () => evaluateList(run, tree, at), tooMuch)
    case 'map':
      return deeper(run, () => evaluateMap(run, tree, at), tooMuch)
  }
}

function scalar({ text, isPlain }: ScalarTree, at: SourceLocation): Node {
  return isPlain && isTruth(text)
    ? { type: 'literal', value: text.toLowerCase() === 'true', at }
    : textNode(at, dynamicReferences(text, at))
}

function evaluateList(run: Run, tree: ListTree, at: SourceLocation): Node {
  const items = tree.items.flatMap((item, index) => evaluate(run, item, below(at, index)) ?? [])
  return { type: 'array', items, at: placed(at, tree) }
}

/** Whether a word is a truth value. YAML 1.1, which CloudFormation reads, has more words for them: no policy needs these. */
export function isTruth(word: string): boolean {
  return /^(?:true|false)$/i.test(word)
}

/** The place of a tree in its resource, with its lines. */
export function placed({ file, address, pointer }: SourceLocation, { place }: Tree): SourceLocation {
  return { file, address, pointer, ...place }
}

function evaluateMap(run: Run, tree: MapTree, at: SourceLocation): Node | undefined {
  const [first, ...others] = tree.entries
  if (first !== undefined && others.length === 0) {
    const [name, { value }] = first
    const intrinsic = intrinsics.get(name)
    if (intrinsic !== undefined) return intrinsic(run, value, placed(at, tree))
    if (isFunction(name)) return holeNode(placed(at, tree), name, 'unsupported-function')
  }
  const strange = others.length > 0 ? [...tree.entries.keys()].find(isFunction) : undefined
  if (strange !== undefined) {
    // A macro may add any members to those that stand beside it.
    const reason = strange === 'Fn::Transform' ? 'transform' : 'malformed'
    return holeNode(placed(at, tree), `${strange} beside other names`, reason)
  }
  return { type: 'object', members: membersOf(run, tree.entries, at), at: placed(at, tree) }
}

function membersOf(run: Run, entries: ReadonlyMap<string, Entry>, at: SourceLocation): readonly Member[] {
  return [...entries].flatMap(([name, entry]) => {
    const value = evaluate(run, entry.value, below(at, name))
    return value === undefined ? [] : [{ name, value }]
  })
}

function isFunction(name: string): boolean {
  return name.startsWith('Fn::')
}

/** Whether a map is a call of an intrinsic function, or a macro beside its members may change them. */
export function isCall(tree: Tree | undefined): boolean {
  if (tree?.kind !== 'map') return false
  return (tree.entries.size === 1 && tree.entries.has('Ref')) || [...tree.entries.keys()].some(isFunction)
}
