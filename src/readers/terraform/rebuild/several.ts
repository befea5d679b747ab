import type { Span } from '../../../hcl/source-file.ts'
import { derived, listValue, type Hole, type ListValue, type ObjectValue, type Value } from './value.ts'

/**
 * What stands in a list of a policy document for any number of elements, none included: statements of a `dynamic` block
 * over an unknown collection, the document of a merge that is not known. Expressions never see one: `closed` first.
 */
export function several(what: string, operands: readonly Value[], from?: Span): Hole {
  return { ...derived(what, operands), several: true, ...(from === undefined ? {} : { from }) }
}

/** Whether a value stands for any number of elements. */
export function isSeveral(value: Value): boolean {
  return value.kind === 'hole' && value.several === true
}

/** A tuple; loose if not even its length is known. */
export function tupleOf(items: readonly Value[]): ListValue {
  const tuple = listValue('tuple', items)
  return items.some(isSeveral) ? { ...tuple, isLoose: true } : tuple
}

/**
 * The elements of a list. In a loose one those that can turn out to be none or more than one are `several`; others may be
 * equal to each other, which no policy minds.
 */
export function elementsOf({ items, isLoose }: ListValue): readonly Value[] {
  if (isLoose !== true) return items
  return items.map(item =>
    item.kind === 'hole' && !isOne(item) ? { ...item, several: true as const } : item,
  )
}

/** Whether a hole is one element for certain: what has a simple type is no list, and no string that `compact` drops. */
function isOne({ type }: Hole): boolean {
  return type === 'text' || type === 'number' || type === 'boolean'
}

/** The same for expressions: a list of which not even the length is known is a hole as a whole. */
export function closed(value: Value): Value {
  switch (value.kind) {
    case 'json': {
      const inner = closed(value.value)
      return inner === value.value ? value : { ...value, value: inner }
    }
    case 'list': {
      const items = value.items.map(closed)
      if (value.isLoose === true || value.items.some(isSeveral))
        return placed(derived('a list', items), value)
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items }
    }
    case 'object':
      return closedObject(value)
    default:
      return value
  }
}

function closedObject(value: ObjectValue): Value {
  const members = [...value.members].map(([name, member]) => [name, closed(member)] as const)
  return members.every(([name, member]) => member === value.members.get(name))
    ? value
    : { ...value, members: new Map(members) }
}

/** A value that takes the place of another, with that one's marks. */
export function placed<Made extends Value>(made: Made, marks: Marks): Made {
  const { from, sensitive } = marks
  return {
    ...made,
    ...(from === undefined ? {} : { from }),
    ...(sensitive === true ? { sensitive } : {}),
  }
}

/** Where a value is written, and whether it may be printed. */
interface Marks {
  readonly from?: Span | undefined
  readonly sensitive?: true | undefined
}
