import type { ListValue, ObjectValue, Value } from './value.ts'

/**
 * Types of Terraform, of values and of constraints.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export type Type = SimpleType | CollectionType | TupleType | ObjectType

export interface SimpleType {
  /**
   * `any`: every type will do, as for null and where a constraint says so. `unsettled`: it hangs on a hole, so that of a
   * number nobody knows whether it becomes a string.
   */
  readonly kind: 'string' | 'number' | 'boolean' | 'any' | 'unsettled'
}

export interface CollectionType {
  readonly kind: 'list' | 'set' | 'map'
  readonly element: Type
}

export interface TupleType {
  readonly kind: 'tuple'
  readonly elements: readonly Type[]
}

export interface ObjectType {
  readonly kind: 'object'
  readonly attributes: ReadonlyMap<string, Type>
  /** The attributes that may be missing, with what they are then. Types of values have none. */
  readonly optional?: ReadonlyMap<string, Value>
}

export const anyType: SimpleType = { kind: 'any' }
export const stringType: SimpleType = { kind: 'string' }
export const unsettledType: SimpleType = { kind: 'unsettled' }

/** The type of a value, as far as it can be told from the value alone. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case 'null':
      return anyType
    case 'boolean':
    case 'number':
      return { kind: value.kind }
    case 'string':
    case 'json':
      return stringType
    case 'list':
      return remembered(value.type, value.items, () => typeOfList(value))
    case 'object':
      return remembered(value.isMap ? 'map' : 'object', value.members, () => typeOfObject(value))
    case 'hole':
      return value.type === 'any' ? unsettledType : { kind: value.type === 'text' ? 'string' : value.type }
  }
}

const known = {
  list: new WeakMap<object, Type>(),
  set: new WeakMap<object, Type>(),
  tuple: new WeakMap<object, Type>(),
  map: new WeakMap<object, Type>(),
  object: new WeakMap<object, Type>(),
}

/** The types of collections are asked for once for each time that they are used. */
function remembered(kind: keyof typeof known, parts: object, find: () => Type): Type {
  const before = known[kind].get(parts)
  if (before !== undefined) return before
  const type = find()
  known[kind].set(parts, type)
  return type
}

function typeOfList({ type, items }: ListValue): Type {
  const elements = items.map(typeOf)
  if (type === 'tuple') return { kind: 'tuple', elements }
  const element = common(elements)
  // What the plan calls a list can be a tuple.
  return element === undefined ? { kind: 'tuple', elements } : { kind: type, element }
}

function typeOfObject({ isMap, members }: ObjectValue): Type {
  const attributes = new Map<string, Type>()
  for (const [name, member] of members) attributes.set(name, typeOf(member))
  const element = isMap ? common([...attributes.values()]) : undefined
  return element === undefined ? { kind: 'object', attributes } : { kind: 'map', element }
}

/** The one type of all elements of a collection: each tells a part of it. Of an empty one it is not known. */
function common(types: readonly Type[]): Type | undefined {
  let found: Type | undefined = anyType
  for (const type of types) {
    found = found === undefined ? undefined : both(found, type)
  }
  return found
}

function both(one: Type, other: Type): Type | undefined {
  if (one === other || other.kind === 'any') return one
  if (one.kind === 'any' || one.kind === 'unsettled') return other
  if (other.kind === 'unsettled') return one
  switch (one.kind) {
    case 'list':
    case 'set':
    case 'map': {
      const element = other.kind === one.kind ? both(one.element, other.element) : undefined
      return element === undefined ? undefined : { kind: one.kind, element }
    }
    case 'tuple':
      return other.kind === 'tuple' ? bothTuples(one, other) : undefined
    case 'object':
      return other.kind === 'object' ? bothObjects(one, other) : undefined
    default:
      return one.kind === other.kind ? one : undefined
  }
}

function bothTuples(one: TupleType, other: TupleType): Type | undefined {
  if (one.elements.length !== other.elements.length) return undefined
  const elements: Type[] = []
  for (const [index, element] of one.elements.entries()) {
    const found = both(element, other.elements[index] ?? anyType)
    if (found === undefined) return undefined
    elements.push(found)
  }
  return { kind: 'tuple', elements }
}

function bothObjects(one: ObjectType, other: ObjectType): Type | undefined {
  if (one.attributes.size !== other.attributes.size) return undefined
  const attributes = new Map<string, Type>()
  for (const [name, attribute] of one.attributes) {
    const match = other.attributes.get(name)
    const found = match === undefined ? undefined : both(attribute, match)
    if (found === undefined) return undefined
    attributes.set(name, found)
  }
  return { kind: 'object', attributes }
}

/** Whether a type is, or holds somewhere, one of a kind. */
export function holds(type: Type, kind: SimpleType['kind']): boolean {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return holds(type.element, kind)
    case 'tuple':
      return type.elements.some(element => holds(element, kind))
    case 'object':
      return [...type.attributes.values()].some(attribute => holds(attribute, kind))
    default:
      return type.kind === kind
  }
}
