import { byUtf8 } from './order.ts'
import { isLoose } from './set-items.ts'
import { derived, numberValue, stringValue, type Value } from './value.ts'

/** The elements of a collection with their keys, in Terraform's order; nothing for what is no collection. */
export function entriesOf(value: Value): readonly (readonly [key: Value, item: Value])[] | undefined {
  if (value.kind === 'list') {
    if (value.type === 'set') return value.items.map(item => [item, item])
    const keyAt = isLoose(value) ? () => derived('an index', [value], 'number') : numberValue
    return value.items.map((item, index) => [keyAt(index), item])
  }
  if (value.kind !== 'object') return undefined
  return [...value.members]
    .toSorted(([one], [other]) => byUtf8(one, other))
    .map(([name, member]) => [stringValue(name), member])
}
