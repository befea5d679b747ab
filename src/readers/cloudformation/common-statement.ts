import { member, type Member, type Node, type ObjectNode } from '../../model/node.ts'
import { literal } from '../../model/text.ts'
import { contentOf, isTold } from './evaluate/compared.ts'

/** Elements of which a statement may list several: with fewer of them it says less, and nothing else. */
const lists: ReadonlySet<string> = new Set(['Action', 'Resource', 'Principal'])

/**
 * What statements have in common, one of which will stand in a document: whichever it is, it says this as well
 * (docs/decisions/0021-templates.md: must is what each way gives). Nothing where they differ in more than what they list.
 */
export function commonStatement(statements: readonly Node[]): Node | undefined {
  const [first, ...others] = statements
  if (first?.type !== 'object') return undefined
  const members: Member[] = []
  for (const { name, value } of first.members) {
    const values = others.map(other => (other.type === 'object' ? member(other, name) : undefined))
    const common =
      name === 'Principal'
        ? commonValue(name, byKind(value), values.map(byKind))
        : commonValue(name, value, values)
    if (common === undefined) return undefined
    members.push({ name, value: common })
  }
  const hasMore = others.some(other => other.type !== 'object' || other.members.length !== members.length)
  return hasMore ? undefined : { ...first, members }
}

/** `*` and `{"AWS": "*"}` are the same (IAM User Guide, "AWS JSON policy elements: Principal"). */
function byKind<Value extends Node | undefined>(value: Value): Value | ObjectNode {
  if (value?.type !== 'text' || literal(value.text) !== '*') return value
  return { type: 'object', members: [{ name: 'AWS', value }], at: value.at }
}

function commonValue(name: string, value: Node, others: readonly (Node | undefined)[]): Node | undefined {
  const content = contentOf(value)
  if (isTold(value) && others.every(other => other !== undefined && contentOf(other) === content))
    return value
  if (!lists.has(name)) return undefined
  return value.type === 'object' ? commonMembers(value, others) : commonItems(value, others)
}

/** `Principal` lists principals by their kind. */
function commonMembers(value: Node, others: readonly (Node | undefined)[]): Node | undefined {
  if (value.type !== 'object') return undefined
  const members = value.members.flatMap(({ name, value: items }) => {
    const theirs = others.map(other => (other?.type === 'object' ? member(other, name) : undefined))
    const common = commonItems(items, theirs)
    return common === undefined ? [] : [{ name, value: common }]
  })
  return members.length === 0 ? undefined : { ...value, members }
}

function commonItems(value: Node, others: readonly (Node | undefined)[]): Node | undefined {
  const theirs = others.map(other => new Set(itemsOf(other).map(contentOf)))
  const items = itemsOf(value).filter(
    item => isTold(item) && theirs.every(contents => contents.has(contentOf(item))),
  )
  return items.length === 0 ? undefined : { type: 'array', items, at: value.at }
}

/** One text is a list of one; what is a hole as a whole may be anything. */
function itemsOf(value: Node | undefined): readonly Node[] {
  if (value?.type === 'array') return value.items
  return value?.type === 'text' ? [value] : []
}
