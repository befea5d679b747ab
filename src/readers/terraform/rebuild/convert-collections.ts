import { convert, marksOf } from './convert.ts'
import { setOf } from './set-items.ts'
import {
  anyType,
  holds,
  typeOf,
  type CollectionType,
  type ObjectType,
  type TupleType,
  type Type,
} from './type.ts'
import { unifyTypes } from './unify-types.ts'
import { derived, EvaluationError, nullValue, type ListValue, type ObjectValue, type Value } from './value.ts'

/** A list, set or tuple as another of those. */
export function convertList(value: ListValue, type: CollectionType | TupleType): Value {
  if (type.kind === 'map') throw new EvaluationError('a map is required')
  if (type.kind === 'tuple') return convertTuple(value, type)
  const items = ofOneType(value.items, type.element)
  const loose = value.isLoose === true ? { isLoose: true as const } : {}
  if (type.kind === 'list') return { kind: 'list', type: 'list', items, ...loose, ...marksOf(value) }
  return { ...setOf(items), ...loose, ...marksOf(value) }
}

function convertTuple(value: ListValue, { elements }: TupleType): Value {
  if (value.isLoose === true) return value
  if (value.type === 'set' || value.items.length !== elements.length) {
    throw new EvaluationError(`a tuple of ${elements.length} is required`)
  }
  const items = value.items.map((item, index) => convert(item, elements[index] ?? anyType))
  return { kind: 'list', type: 'tuple', items, ...marksOf(value) }
}

/** An object or map as another of those. */
export function convertObject(value: ObjectValue, type: CollectionType | ObjectType): Value {
  if (type.kind === 'object') return { ...convertAttributes(value, type), ...marksOf(value) }
  if (type.kind !== 'map') throw new EvaluationError(`a ${type.kind} is required`)
  const items = ofOneType([...value.members.values()], type.element)
  const members = new Map<string, Value>()
  for (const [index, name] of [...value.members.keys()].entries())
    members.set(name, items[index] ?? nullValue)
  return { kind: 'object', isMap: true, members, ...marksOf(value) }
}

/** What is not named in the type is dropped; what is optional and missing, or null, becomes its default. */
function convertAttributes({ members }: ObjectValue, { attributes, optional }: ObjectType): ObjectValue {
  const converted = new Map<string, Value>()
  for (const [name, type] of attributes) {
    const given = members.get(name)
    const fallback = optional?.get(name)
    if (given === undefined && fallback === undefined)
      throw new EvaluationError(`attribute \`${name}\` is required`)
    converted.set(name, convert(orDefault(given, fallback), type))
  }
  return { kind: 'object', isMap: false, members: converted }
}

function orDefault(given: Value | undefined, fallback: Value | undefined): Value {
  if (given === undefined) return fallback ?? nullValue
  if (fallback === undefined || fallback.kind === 'null') return given
  if (given.kind === 'null') return fallback
  return given.kind === 'hole' && given.type !== 'text'
    ? derived('a value or its default', [given, fallback])
    : given
}

/** Elements of a collection: where the type says `any`, of the one type that all of them can have. */
function ofOneType(items: readonly Value[], element: Type): readonly Value[] {
  const converted = element.kind === 'any' ? items : items.map(item => convert(item, element))
  if (!holds(element, 'any')) return converted
  const type = unifyTypes(converted.map(typeOf))
  if (type === undefined) throw new EvaluationError('elements of different types are put together')
  return converted.map(item => convert(item, type))
}
