import { byUtf8 } from './order.ts'
import { inReverse, type Word } from './policy-strings.ts'
import { elementsOf, isSeveral, placed, tupleOf } from './several.ts'
import {
  derived,
  EvaluationError,
  knownText,
  objectValue,
  stringValue,
  type ObjectValue,
  type Value,
} from './value.ts'

/** Any string comes out as `"*"`, and an object without members not at all. */
export function sourcePrincipal(value: Value): Value | undefined {
  switch (value.kind) {
    case 'string':
    case 'json':
      return placed(stringValue('*'), value)
    case 'hole':
      return value.type === 'string' || value.type === 'text' ? placed(stringValue('*'), value) : value
    case 'object':
      return principalTypes(value)
    default:
      throw wrong('`Principal`')
  }
}

function principalTypes(value: ObjectValue): Value | undefined {
  const members = [...value.members].toSorted(([one], [other]) => byUtf8(one, other))
  const [only, ...others] = members
  if (only === undefined) return undefined
  if (others.length === 0 && only[0] === '*') {
    const asterisk = isAsterisk(only[1])
    if (asterisk === 'unknown') return placed(derived('`Principal`', [value]), value)
    if (asterisk) return placed(stringValue('*'), only[1])
  }
  return placed(objectValue(new Map(members.map(([type, said]) => [type, identifiersOf(said)]))), value)
}

function isAsterisk(value: Value): boolean | 'unknown' {
  const [only, ...others] = value.kind === 'list' ? value.items : [value]
  if (others.length > 0 || only === undefined) return false
  const text = knownText(only)
  if (text !== undefined) return text === '*'
  return only.kind === 'hole' || only.kind === 'string' ? 'unknown' : false
}

function identifiersOf(value: Value): Value {
  if (value.kind === 'string' || value.kind === 'json' || value.kind === 'hole') return value
  if (value.kind !== 'list') throw wrong('`Principal`')
  return placed(tupleOf(inReverse(elementsOf(value).map(asString))), value)
}

function asString(value: Value): Word {
  if (value.kind === 'string' || value.kind === 'json' || value.kind === 'hole') return value
  throw wrong('an identifier or a value')
}

/** Keys that are tested against a number or null are dropped with that test, as the provider drops them. */
export function sourceCondition(value: Value): Value | undefined {
  if (value.kind === 'null') return undefined
  if (value.kind === 'hole') return value
  if (value.kind !== 'object') throw wrong('`Condition`')
  const tests = [...value.members].flatMap(([test, keys]) => {
    const read = keysOf(keys)
    return read === undefined ? [] : [[test, read] as const]
  })
  if (tests.length === 0) return undefined
  return placed(objectValue(new Map(tests.toSorted(([one], [other]) => byUtf8(one, other)))), value)
}

function keysOf(value: Value): Value | undefined {
  if (value.kind === 'null') return undefined
  if (value.kind === 'hole') return value
  if (value.kind !== 'object') throw wrong('`Condition`')
  const keys = [...value.members].flatMap(([key, values]) => {
    const read = valuesOf(values)
    return read === undefined ? [] : [[key, read] as const]
  })
  if (keys.length === 0) return undefined
  return placed(objectValue(new Map(keys.toSorted(([one], [other]) => byUtf8(one, other)))), value)
}

function valuesOf(value: Value): Value | undefined {
  switch (value.kind) {
    case 'boolean':
      return placed(stringValue(String(value.value)), value)
    case 'number':
    case 'null':
    case 'object':
      return undefined
    case 'list': {
      const words = elementsOf(value).map(asString)
      const [only, ...others] = words
      if (only !== undefined && others.length === 0 && !isSeveral(only)) return only
      return placed(tupleOf(words), value)
    }
    default:
      return value
  }
}

/** What Go's JSON reader or the provider refuses. */
export function wrong(what: string): EvaluationError {
  return new EvaluationError(`${what} has another type than the provider takes`)
}
