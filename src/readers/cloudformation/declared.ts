import type { Node } from '../../model/node.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import type { Unknown } from '../../model/unknown.ts'
import { contentOf } from './evaluate/compared.ts'
import { conditionIs } from './evaluate/conditions.ts'
import { evaluate, isCall, placed } from './evaluate/evaluate.ts'
import { hole, nodeAt } from './evaluate/node-parts.ts'
import type { Stack } from './evaluate/stack.ts'
import { hangingOn, inEachWorld, type Outcome, type Run } from './evaluate/worlds.ts'
import { treeAt, type Tree } from './syntax/tree.ts'
import type { ResourceDeclaration } from './template.ts'

/** A resource that a stack has, or may have. */
export interface Declared {
  readonly id: string
  readonly type: string
  readonly at: SourceLocation
  readonly declaration: ResourceDeclaration
  readonly stack: Stack
  /** What hides whether it is created; empty: it is. */
  readonly hangsOn: readonly Unknown[]
}

/** The resources of a stack, but for those that are certain not to be created. */
export function declaredIn(stack: Stack): readonly Declared[] {
  return [...stack.template.resources.values()].flatMap(declaration => {
    const { id, type, at, condition } = declaration
    const hangsOn = condition === undefined ? [] : existence(stack, condition)
    return hangsOn === 'never' ? [] : { id, type, at, declaration, stack, hangsOn }
  })
}

/** What hides whether something is created under a condition; empty: it is. */
export function existence(stack: Stack, condition: string): readonly Unknown[] | 'never' {
  const outcomes = inEachWorld(stack, run => conditionIs(run, condition))
  if (outcomes.every(({ result }) => result === 'yes')) return []
  if (outcomes.every(({ result }) => result === 'no')) return 'never'
  const hangsOn = hangingOn(outcomes)
  const at = { file: stack.template.file, address: condition, pointer: '' }
  return hangsOn.length > 0 ? hangsOn : [hole(at, condition, 'undecided-condition')]
}

/** A value, and what hides whether it is that; empty: it is. */
export interface Possible {
  readonly node: Node
  readonly hangsOn: readonly Unknown[]
}

/**
 * A property as it will be: nothing where it is not written, a hole where it hangs on something undecided. Names lead
 * into objects: `property(key, 'MultiRegionConfiguration', 'Type')`.
 */
export function property(resource: Declared, ...names: readonly string[]): Node | undefined {
  const { tree, at, rest } = written(resource, names)
  if (tree === undefined) return undefined
  return valueAmong(
    whereItExists(resource, run => nodeAt(evaluate(run, tree, at), ...rest)),
    placed(at, tree),
  )
}

/** What is the same in each way that things can turn out; a hole where it is not. */
export function valueAmong(
  outcomes: readonly Outcome<Node | undefined>[],
  at: SourceLocation,
): Node | undefined {
  const [first, ...others] = outcomes
  if (first === undefined) return undefined
  const content = contentIn(first.result)
  if (others.every(({ result }) => contentIn(result) === content)) return first.result
  const [unknown = hole(at, 'a condition', 'undecided-condition')] = hangingOn(outcomes)
  return { type: 'unknown', unknown, at }
}

/** The items of a list, each with what hides whether it stands there. A list of which nothing is told is one hole. */
export function listOf(resource: Declared, ...names: readonly string[]): readonly Possible[] {
  const { tree, at, rest } = written(resource, names)
  if (tree === undefined) return []
  if (tree.kind === 'list' && rest.length === 0)
    return tree.items.flatMap((item, index) => possible(resource, item, below(at, index)))
  return variants(resource, run => itemsIn(nodeAt(evaluate(run, tree, at), ...rest)))
}

/** What a tree can be, each in its ways: nothing where it is certain to be left out. */
export function possible(resource: Declared, tree: Tree, at: SourceLocation): readonly Possible[] {
  return variants(resource, run => {
    const node = evaluate(run, tree, at)
    return node === undefined ? [] : [node]
  })
}

/** The items of a list: CloudFormation takes a single value for a list of one. */
export function itemsIn(node: Node | undefined): readonly Node[] {
  if (node === undefined) return []
  return node.type === 'array' ? node.items : [node]
}

/** All that a task yields in any world, told apart by content: what it does not yield in each hangs on something. */
export function variants(resource: Declared, task: (run: Run) => readonly Node[]): readonly Possible[] {
  return variantsAmong(whereItExists(resource, task))
}

/** The same for what has been tried already. */
export function variantsAmong(outcomes: readonly Outcome<readonly Node[]>[]): readonly Possible[] {
  const found = new Map<string, { readonly node: Node; count: number }>()
  for (const { result } of outcomes) {
    const seen = new Map<string, number>()
    for (const node of result) {
      const content = contentIn(node)
      const nth = (seen.get(content) ?? 0) + 1
      seen.set(content, nth)
      const known = found.get(`${nth} ${content}`)
      if (known === undefined) found.set(`${nth} ${content}`, { node, count: 1 })
      else known.count += 1
    }
  }
  const hangsOn = hangingOn(outcomes)
  return [...found.values()].map(({ node, count }) => ({
    node,
    hangsOn: count === outcomes.length ? [] : hangsOn,
  }))
}

function contentIn(node: Node | undefined): string {
  return node === undefined ? '' : contentOf(node)
}

/** What a task makes in the worlds in which the resource is created. */
export function whereItExists<Result>(
  { stack, declaration: { condition } }: Declared,
  task: (run: Run) => Result,
): readonly Outcome<Result>[] {
  if (condition === undefined) return inEachWorld(stack, task)
  const outcomes = inEachWorld(stack, run =>
    conditionIs(run, condition) === 'no' ? undefined : { made: task(run) },
  )
  return outcomes.flatMap(({ result, choices }) =>
    result === undefined ? [] : { result: result.made, choices },
  )
}

/** Where a property is written: what calls a function is evaluated first, and the names that are left lead on in it. */
export interface Written {
  readonly tree: Tree | undefined
  readonly at: SourceLocation
  readonly rest: readonly string[]
}

/** The tree of a property. */
export function written({ declaration, at }: Declared, names: readonly string[]): Written {
  let tree: Tree | undefined = declaration.properties
  let place: SourceLocation = { file: at.file, address: at.address, pointer: '/Properties' }
  for (const [index, name] of names.entries()) {
    if (isCall(tree)) return { tree, at: place, rest: names.slice(index) }
    tree = treeAt(tree, name)
    place = below(place, name)
  }
  return { tree, at: place, rest: [] }
}
