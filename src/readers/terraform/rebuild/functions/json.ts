import { parseJsonValue } from '../json-text.ts'
import { isSeveral } from '../several.ts'
import { derived, listValue, objectValue, type JsonValue, type Value } from '../value.ts'
import { partsOf, wrongCount } from './arguments.ts'

/** `jsonencode`: the value is kept, and written out when somebody asks for its text. */
export function jsonencode(args: readonly Value[]): JsonValue {
  const [value, ...more] = args
  if (value === undefined || more.length > 0) throw wrongCount('jsonencode', 'one value')
  return { kind: 'json', value }
}

/** `jsondecode`: lists become tuples and maps objects, as JSON tells no types. */
export function jsondecode(args: readonly Value[]): Value {
  const [text, ...more] = args
  if (text === undefined || more.length > 0) throw wrongCount('jsondecode', 'one string')
  const parts = partsOf(text)
  const [only, ...others] = parts
  if (only?.kind === 'json' && others.length === 0) return untyped(only.value)
  return only?.kind === 'hole' && others.length === 0
    ? derived('jsondecode', args)
    : parseJsonValue({ kind: 'string', parts })
}

/** A value as it comes back from JSON. */
export function untyped(value: Value): Value {
  switch (value.kind) {
    case 'hole':
      return value.type === 'any' ? { ...value, id: `json(${value.id})` } : value
    case 'list':
      if (value.isLoose === true || value.items.some(isSeveral))
        return derived('jsondecode of jsonencode', [value])
      return { ...value, ...listValue('tuple', value.items.map(untyped)) }
    case 'object':
      return {
        ...value,
        ...objectValue(new Map([...value.members].map(([name, member]) => [name, untyped(member)]))),
      }
    default:
      return value
  }
}
