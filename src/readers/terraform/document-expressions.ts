import { argument } from './configuration.ts'
import { isObject, items, property, word } from './json-value.ts'
import { attribute, isHole, type Value } from './values.ts'

/** IAM has no room for more; the limit keeps matching cheap. */
const mostBlocks = 500

/**
 * Which block of the configuration wrote which block of a planned document. Terraform leaves dynamic blocks out of
 * the configuration, and `principals` and `condition` are sets, whose order is lost: so blocks are matched by what
 * they say, and not at all where that is not unique.
 */
export function expressionsOfStatements(
  document: unknown,
  statements: readonly Value[],
): ReadonlyMap<number, unknown> {
  const written = items(argument(document, 'statement'))
  // Statements are a list: as many as written ones means that none is dynamic.
  if (written.length === statements.length) return new Map(written.entries())
  if (written.length > mostBlocks) return new Map()
  const planned = indexesBy(statements, ({ json }) => signature(name => property(json, name)))
  const found = new Map<number, unknown>()
  const ofWritten = indexesBy(written, block => signatureOfWritten(block))
  for (const [said, blocks] of ofWritten) {
    const [index, ...more] = planned.get(said) ?? []
    const [block, ...others] = blocks
    if (index !== undefined && block !== undefined && more.length + others.length === 0) {
      found.set(index, written[block])
    }
  }
  return found
}

/** A written statement stands in the plan for certain; if only one there says the same, it is that one. */
const telling = ['sid', 'effect', 'actions', 'not_actions'] as const

function signatureOfWritten(block: unknown): string | undefined {
  const isConstant = (name: string) => {
    const expression = property(block, name)
    return expression === undefined || property(expression, 'constant_value') !== undefined
  }
  return telling.every(isConstant)
    ? signature(name => property(property(block, name), 'constant_value'))
    : undefined
}

function signature(read: (name: string) => unknown): string {
  return JSON.stringify(
    telling.map(name => {
      const value = read(name)
      return Array.isArray(value) ? value.map(item => word(item) ?? '').sort() : (word(value) ?? '')
    }),
  )
}

function indexesBy<Item>(
  list: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): ReadonlyMap<string, readonly number[]> {
  const indexes = new Map<string, number[]>()
  for (const [index, item] of list.entries()) {
    const key = keyOf(item)
    if (key === undefined) continue
    const others = indexes.get(key)
    if (others === undefined) indexes.set(key, [index])
    else others.push(index)
  }
  return indexes
}

/** Planned blocks with the same labels, such as `type`: the provider merges them. */
export interface Group {
  readonly labels: readonly string[]
  readonly blocks: readonly Value[]
}

/** The planned blocks by their labels; nothing when a label is unknown. */
export function groupsOf(blocks: readonly Value[], names: readonly string[]): readonly Group[] | undefined {
  const groups = new Map<string, { labels: readonly string[]; blocks: Value[] }>()
  for (const block of blocks) {
    const labels = names.flatMap(name => knownWord(attribute(block, name)))
    if (isHole(block) || !isObject(block.json) || labels.length !== names.length) return undefined
    const key = JSON.stringify(labels)
    const group = groups.get(key) ?? { labels, blocks: [] }
    group.blocks.push(block)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function knownWord(value: Value): readonly string[] {
  const known = isHole(value) ? undefined : word(value.json)
  return known === undefined ? [] : [known]
}

/** The configuration of a group among `count` planned blocks; nothing when it cannot be told. */
export function writtenBlocks(
  written: readonly unknown[],
  count: number,
  names: readonly string[],
  group: Group,
): readonly unknown[] | undefined {
  if (written.length !== count || count > mostBlocks) return undefined
  if (count === 1) return written
  const labels = written.map(block =>
    names.flatMap(name => word(property(property(block, name), 'constant_value')) ?? []),
  )
  if (labels.some(({ length }) => length !== names.length)) return undefined
  return written.filter((_, index) => JSON.stringify(labels[index]) === JSON.stringify(group.labels))
}
