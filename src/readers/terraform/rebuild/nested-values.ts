import { nestedBlocks, type NestedBlock } from '../../../hcl/nested-blocks.ts'
import type { Body } from '../../../hcl/syntax.ts'
import { entriesOf } from './entries.ts'
import type { Evaluate, Scope } from './scope.ts'
import { elementsOf, isSeveral, placed, several, tupleOf } from './several.ts'
import {
  derived,
  EvaluationError,
  objectValue,
  type ListValue,
  type ObjectValue,
  type Value,
} from './value.ts'

/** The types of blocks that stand in a block, and in those. */
export interface BlockSchema {
  readonly [type: string]: BlockSchema
}

/** No resource has more; `dynamic` blocks in each other could make ever more of them. */
const mostBlocks = 20_000

/** What the blocks of one call share. */
interface Expansion {
  readonly evaluate: Evaluate
  left: number
}

/**
 * What the nested blocks of a type evaluate to, each an object with its block's place, in source order; `dynamic` blocks
 * one for each element. Blocks over a collection that is not known are one hole for any number of them (`several`).
 * `inner` names the blocks that stand inside; all else in a block are arguments.
 */
export function nestedBlockValues(
  body: Body,
  type: string,
  evaluate: Evaluate,
  scope: Scope,
  inner: BlockSchema = {},
): readonly Value[] {
  return blockValues({ evaluate, left: mostBlocks }, body, type, scope, inner)
}

/** Arguments that Terraform itself reads: none of the resource's own. */
const metaArguments: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'depends_on'])

/** The arguments of a resource's or data source's body, and the blocks in it that `inner` names, as lists. */
export function argumentValues(
  body: Body,
  evaluate: Evaluate,
  scope: Scope,
  inner: BlockSchema = {},
): ObjectValue {
  const attributes = body.attributes.filter(({ name }) => !metaArguments.has(name))
  return bodyValue({ evaluate, left: mostBlocks }, { ...body, attributes }, scope, inner)
}

function blockValues(
  expansion: Expansion,
  body: Body,
  type: string,
  scope: Scope,
  inner: BlockSchema,
): readonly Value[] {
  return nestedBlocks(body, type).flatMap(block =>
    scopesOf(expansion, block, type, scope).map(one => {
      if ('kind' in one) return placed(one, { from: block.at })
      expansion.left -= 1
      if (expansion.left < 0) return several(`more than ${mostBlocks} blocks`, [], block.at)
      const content = block.kind === 'static' ? block.body : block.content
      return placed(bodyValue(expansion, content, one, inner), { from: block.at })
    }),
  )
}

/** For each block that a block makes what names mean in it, or a hole for blocks that cannot be told. */
function scopesOf(
  { evaluate, left }: Expansion,
  block: NestedBlock,
  type: string,
  scope: Scope,
): readonly (Scope | Value)[] {
  if (block.kind === 'static') return [scope]
  const collection = evaluate(block.forEach, scope)
  if (collection.kind === 'hole') return [several(`dynamic "${type}"`, [collection])]
  const entries = entriesOf(collection.kind === 'list' ? whole(collection) : collection)
  if (entries === undefined)
    throw new EvaluationError(`the \`for_each\` of \`dynamic "${type}"\` is no collection`)
  if (entries.length > left) return [several(`more than ${mostBlocks} blocks`, [collection])]
  const iterator = block.iterator ?? type
  return entries.map(([key, value]) => {
    if (isSeveral(value)) return several(`dynamic "${type}"`, [value])
    const mark = { sensitive: collection.sensitive }
    const element = new Map([
      ['key', placed(hasIndexes(collection) ? key : derived('an index', [collection], 'number'), mark)],
      ['value', placed(value, mark)],
    ])
    return { ...scope, names: new Map(scope.names).set(iterator, objectValue(element)) }
  })
}

/** With the elements that can be any number of them marked as such. */
function whole(list: ListValue): ListValue {
  return { ...list, items: elementsOf(list) }
}

/** Whether it is certain which element stands where; those of sets are their own keys. */
function hasIndexes(collection: Value): boolean {
  return collection.kind !== 'list' || collection.isLoose !== true || collection.type === 'set'
}

function bodyValue(expansion: Expansion, body: Body, scope: Scope, inner: BlockSchema): ObjectValue {
  const members = new Map<string, Value>()
  for (const { name, value } of body.attributes) {
    const isBlock = body.isJson === true && (Object.hasOwn(inner, name) || name === 'dynamic')
    if (!isBlock) members.set(name, expansion.evaluate(value, scope))
  }
  for (const [type, deeper] of Object.entries(inner)) {
    const items = blockValues(expansion, body, type, scope, deeper)
    if (items.length > 0) members.set(type, tupleOf(items))
  }
  return placed(objectValue(members), { from: body.at })
}
