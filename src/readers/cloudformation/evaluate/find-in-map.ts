import type { Node } from '../../../model/node.ts'
import { withoutPlaces, type SourceLocation } from '../../../model/source-location.ts'
import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import { entriesOf, itemsOf, treeAt, type Tree } from '../syntax/tree.ts'
import { evaluate } from './evaluate.ts'
import { holeNode, madeOf, textOf, wordOf } from './node-parts.ts'
import { deciding } from './pseudo-parameters.ts'
import { choose, mostOptions, type Run } from './worlds.ts'

/** `Fn::FindInMap`, with its default if it has one. Where a name is not told, each value that it can lead to is tried. */
export function findInMap(run: Run, argument: Tree, at: SourceLocation): Node | undefined {
  const [map, first, second, options, ...more] = itemsOf(argument)
  const fallback = treeAt(options, 'DefaultValue')
  if (second === undefined || more.length > 0 || (options !== undefined && fallback === undefined))
    return holeNode(at, 'Fn::FindInMap without its arguments', 'malformed')
  const names = [map, first, second].map(part =>
    part === undefined ? undefined : evaluate(deciding(run), part, at),
  )
  const unknown = names.flatMap(name => (name === undefined ? [] : (textOf(name) ?? [])).filter(isUnknown))
  const [mapName, ...keys] = names.map(name => wordOf(name))
  const mapping = mapName === undefined ? undefined : run.stack.template.mappings.get(mapName)
  const [open] = unknown
  if (open === undefined) {
    const [top, low] = keys
    const found = top === undefined || low === undefined ? undefined : treeAt(mapping, top, low)
    const value = found ?? fallback
    return value === undefined
      ? holeNode(at, 'Fn::FindInMap of a name that its map does not have', 'malformed')
      : evaluate(run, value, at)
  }
  if (mapping === undefined) return { type: 'unknown', unknown: madeOf(open, 'Fn::FindInMap'), at }
  const values = distinct(
    run,
    [...candidates(mapping, keys), ...(fallback === undefined ? [] : [fallback])],
    at,
  )
  return oneOf(run, values, { open, at })
}

/** The values that names lead to, whatever stands for those that are not told. */
function candidates(mapping: Tree, [top, low]: readonly (string | undefined)[]): readonly Tree[] {
  return entriesOf(mapping)
    .filter(([name]) => top === undefined || name === top)
    .flatMap(([, { value }]) => entriesOf(value))
    .filter(([name]) => low === undefined || name === low)
    .map(([, { value }]) => value)
}

function distinct(run: Run, trees: readonly Tree[], at: SourceLocation): readonly Node[] {
  const found = new Map<string, Node>()
  for (const tree of trees) {
    const node = evaluate(run, tree, at)
    if (node !== undefined) found.set(JSON.stringify(node, withoutPlaces), node)
  }
  return [...found.values()]
}

function oneOf(
  run: Run,
  values: readonly Node[],
  { open, at }: { readonly open: Unknown; readonly at: SourceLocation },
): Node {
  const [only, ...others] = values
  if (only !== undefined && others.length === 0) return only
  const rest = madeOf(open, 'Fn::FindInMap')
  if (only === undefined || values.length > mostOptions) return { type: 'unknown', unknown: rest, at }
  const id = `map ${JSON.stringify(values, withoutPlaces)} by ${open.name}`
  const taken = choose(run, { id, unknown: rest, options: values.length })
  return (taken === undefined ? undefined : values[taken]) ?? { type: 'unknown', unknown: rest, at }
}
