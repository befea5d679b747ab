import { isObject, names, property } from '../json-value.ts'
import { sameness } from './equality.ts'
import { plain } from './test-values.ts'
import { stringValue, type StringValue, type Value } from './value.ts'

/** For tests only: whether a document can be what one with holes turns out to be: lists are sets but for their holes. */
export function agrees(known: unknown, value: Value): boolean {
  switch (value.kind) {
    case 'hole':
      return true
    case 'string':
      return fits(known, value)
    case 'list': {
      const items = Array.isArray(known) ? known : known === undefined ? [] : [known]
      const isOpen = value.items.some(item => item.kind === 'hole' && item.several === true)
      return (
        value.items.every(
          item => (item.kind === 'hole' && item.several === true) || items.some(one => agrees(one, item)),
        ) &&
        (isOpen || items.every(one => value.items.some(item => agrees(one, item))))
      )
    }
    case 'object':
      return (
        isObject(known) &&
        names(known).every(name => value.members.has(name)) &&
        [...value.members].every(([name, member]) => agrees(property(known, name), member))
      )
    default:
      return known === plain(value)
  }
}

function fits(known: unknown, value: StringValue): boolean {
  if (Array.isArray(known)) return known.length === 1 && fits(known[0], value)
  return typeof known === 'string' && sameness(stringValue(known), value) !== 'no'
}
