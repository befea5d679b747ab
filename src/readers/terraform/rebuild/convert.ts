import { convertList, convertObject } from './convert-collections.ts'
import { numberOf, numberText } from './number-text.ts'
import { typeOf, type Type } from './type.ts'
import { unifyTypes } from './unify-types.ts'
import {
  booleanValue,
  derived,
  EvaluationError,
  stringValue,
  type BooleanValue,
  type Hole,
  type JsonValue,
  type NullValue,
  type NumberValue,
  type StringValue,
  type Value,
} from './value.ts'
import { textOf } from './functions/text.ts'

/**
 * A value as Terraform converts it to a type, holes to holes; an error where there is no conversion. Parts keep where
 * they are written and whether they are sensitive.
 * https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 */
export function convert(value: Value, type: Type): Value {
  if (type.kind === 'any' || value.kind === 'null') return value
  if (value.kind === 'hole') return convertHole(value, type)
  switch (type.kind) {
    case 'string':
      return toStringValue(value)
    case 'number':
      return toNumber(value)
    case 'boolean':
      return toBoolean(value)
    case 'unsettled':
      return unsettle(value)
    case 'list':
    case 'set':
    case 'tuple':
      return value.kind === 'list' ? convertList(value, type) : refused(type)
    case 'map':
    case 'object':
      return value.kind === 'object' ? convertObject(value, type) : refused(type)
  }
}

/** A value as a string, for templates and keys. */
export function toStringValue(value: Value): StringValue | JsonValue | Hole | NullValue {
  switch (value.kind) {
    case 'null':
    case 'string':
    case 'json':
      return value
    case 'boolean':
      return { ...stringValue(String(value.value)), ...marksOf(value) }
    case 'number':
      return { ...stringValue(numberText(value.value)), ...marksOf(value) }
    case 'hole':
      return primitiveHole(value, 'string')
    default:
      return refused({ kind: 'string' })
  }
}

/** A value as a boolean: `"1"` is true as well. */
export function toBoolean(value: Value): BooleanValue | Hole | NullValue {
  switch (value.kind) {
    case 'null':
    case 'boolean':
      return value
    case 'hole':
      return primitiveHole(value, 'boolean')
    case 'string':
    case 'json': {
      const text = textOf(value)
      if (text === undefined) return derived('tobool', [value], 'boolean')
      const isTrue = text === 'true' || text === '1'
      if (!isTrue && text !== 'false' && text !== '0') return refused({ kind: 'boolean' })
      return { ...booleanValue(isTrue), ...marksOf(value) }
    }
    default:
      return refused({ kind: 'boolean' })
  }
}

/** A value as a number. */
export function toNumber(value: Value): NumberValue | Hole | NullValue {
  switch (value.kind) {
    case 'null':
    case 'number':
      return value
    case 'hole':
      return primitiveHole(value, 'number')
    case 'string':
    case 'json': {
      const text = textOf(value)
      if (text === undefined) return derived('tonumber', [value], 'number')
      return { ...(numberOf(text) ?? refused({ kind: 'number' })), ...marksOf(value) }
    }
    default:
      return refused({ kind: 'number' })
  }
}

/** Values converted to the one type that Terraform finds for them: elements of a list, the results of a condition. */
export function unify(values: readonly Value[]): readonly Value[] {
  const type = unifyTypes(values.map(typeOf))
  if (type === undefined) throw new EvaluationError('values of different types are put together')
  return values.map(value => convert(value, type))
}

/** Where a value is written and whether it is sensitive. */
export function marksOf({ from, sensitive }: Value): Pick<Value, 'from' | 'sensitive'> {
  return { ...(from === undefined ? {} : { from }), ...(sensitive === true ? { sensitive } : {}) }
}

function refused(type: Type): never {
  throw new EvaluationError(`a ${type.kind} is required`)
}

/** A hole as a string, number or boolean: the same hole if it is one already, else one that refers to the same. */
function primitiveHole(hole: Hole, kind: 'string' | 'number' | 'boolean'): Hole {
  if (hole.type === kind || (hole.type === 'text' && kind === 'string')) return hole
  const isNever =
    (hole.type === 'number' && kind === 'boolean') || (hole.type === 'boolean' && kind === 'number')
  if (isNever) return refused({ kind })
  return { ...hole, id: `to${kind}(${hole.id})`, type: kind }
}

function convertHole(hole: Hole, type: Type): Hole {
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return primitiveHole(hole, type.kind)
    case 'any':
      return hole
    case 'unsettled':
      return unsettledHole(hole)
    default:
      // Null alone would be no error, and a text is never null.
      if (hole.type === 'text') return refused(type)
      return { ...hole, id: `${type.kind}(${hole.id})`, type: 'any' }
  }
}

/** Beside a hole a number may become a string, and a string that looks like a number may become one. */
function unsettle(value: Exclude<Value, Hole | NullValue>): Value {
  const text = textOf(value)
  const isWord = text !== undefined && numberOf(text) === undefined && text !== 'true' && text !== 'false'
  return isWord ? value : { ...derived('a value whose type is not known yet', [value]), ...marksOf(value) }
}

function unsettledHole(hole: Hole): Hole {
  return { ...hole, id: `any(${hole.id})`, type: 'any' }
}
