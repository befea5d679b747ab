import { anyType, stringType, unsettledType, type ObjectType, type TupleType, type Type } from './type.ts'

/**
 * The type that Terraform converts several values to, so that they can be elements of one collection or results of one
 * condition; nothing when there is none. Null takes every type; with a hole of unknown type among them, what the others
 * become is told as far as it is certain.
 * https://github.com/zclconf/go-cty/blob/main/cty/convert/unify.go
 */
export function unifyTypes(types: readonly Type[]): Type | undefined {
  const settled = types.filter(({ kind }) => kind !== 'any' && kind !== 'unsettled')
  const isUnsettled = types.some(({ kind }) => kind === 'unsettled')
  const [first] = settled
  if (first === undefined) return isUnsettled ? unsettledType : anyType
  switch (first.kind) {
    case 'list':
    case 'set':
    case 'tuple':
      return unifySequences(settled, isUnsettled)
    case 'map':
    case 'object':
      return unifyMappings(settled, isUnsettled)
    default:
      return unifyPrimitives(settled, isUnsettled)
  }
}

/** Numbers and booleans become strings beside a string, and fit nothing else but themselves. */
function unifyPrimitives(types: readonly Type[], isUnsettled: boolean): Type | undefined {
  const kinds = new Set(types.map(({ kind }) => kind))
  if ([...kinds].some(kind => kind !== 'string' && kind !== 'number' && kind !== 'boolean')) return undefined
  if (kinds.has('string')) return stringType
  if (isUnsettled) return unsettledType
  return kinds.size === 1 ? types[0] : undefined
}

function unifySequences(types: readonly Type[], isUnsettled: boolean): Type | undefined {
  const lists: Type[] = []
  const sets: Type[] = []
  const tuples: TupleType[] = []
  for (const type of types) {
    if (type.kind === 'list') lists.push(type.element)
    else if (type.kind === 'set') sets.push(type.element)
    else if (type.kind === 'tuple') tuples.push(type)
    else return undefined
  }
  const open = isUnsettled ? [unsettledType] : []
  if (lists.length > 0) {
    // Sets become what the lists are; empty lists become what the sets are.
    const list = collection('list', [...lists, ...tuples.flatMap(elementsOf), ...open])
    return list?.kind === 'list' && list.element.kind === 'any'
      ? collection('list', [...lists, ...sets])
      : list
  }
  // Beside a set a tuple becomes a set; beside a list, which a hole can be, both become lists of what that has.
  const isOpenSet = sets.length > 0 && (isUnsettled || sets.some(({ kind }) => kind === 'unsettled'))
  if (isOpenSet) return tuples.length > 0 ? unsettledType : unsettledSet
  if (sets.length > 0) return collection('set', sets)
  const [first] = tuples
  const length = first?.elements.length ?? 0
  return tuples.every(({ elements }) => elements.length === length)
    ? unifyTuples(tuples, length, isUnsettled)
    : collection('list', [...tuples.flatMap(elementsOf), ...open])
}

const unsettledSet: Type = { kind: 'set', element: unsettledType }

function elementsOf({ elements }: TupleType): readonly Type[] {
  return elements
}

function collection(kind: 'list' | 'set' | 'map', elements: readonly Type[]): Type | undefined {
  const element = unifyTypes(elements)
  return element === undefined ? undefined : { kind, element }
}

function unifyTuples(tuples: readonly TupleType[], length: number, isUnsettled: boolean): Type | undefined {
  const elements: Type[] = []
  for (let index = 0; index < length; index++) {
    const element = unifyAcross(
      tuples.map(tuple => tuple.elements[index] ?? anyType),
      isUnsettled,
    )
    if (element === undefined) return undefined
    elements.push(element)
  }
  return { kind: 'tuple', elements }
}

function unifyAcross(types: readonly Type[], isUnsettled: boolean): Type | undefined {
  return unifyTypes(isUnsettled ? [...types, unsettledType] : types)
}

/** Objects with the same names stay objects; others become maps, if one type fits all their attributes. */
function unifyMappings(types: readonly Type[], isUnsettled: boolean): Type | undefined {
  const maps: Type[] = []
  const objects: ObjectType[] = []
  for (const type of types) {
    if (type.kind === 'map') maps.push(type.element)
    else if (type.kind === 'object') objects.push(type)
    else return undefined
  }
  const [first] = objects
  if (first !== undefined && maps.length === 0 && objects.every(object => hasSameNames(first, object))) {
    return unifyObjects(first, objects, isUnsettled)
  }
  const open = isUnsettled ? [unsettledType] : []
  return collection('map', [
    ...maps,
    ...objects.flatMap(({ attributes }) => [...attributes.values()]),
    ...open,
  ])
}

function hasSameNames(one: ObjectType, other: ObjectType): boolean {
  if (one === other) return true
  if (one.attributes.size !== other.attributes.size) return false
  for (const name of one.attributes.keys()) if (!other.attributes.has(name)) return false
  return true
}

function unifyObjects(
  first: ObjectType,
  objects: readonly ObjectType[],
  isUnsettled: boolean,
): Type | undefined {
  const attributes = new Map<string, Type>()
  for (const name of first.attributes.keys()) {
    const across = objects.map(object => object.attributes.get(name) ?? anyType)
    const attribute = unifyAcross(across, isUnsettled)
    if (attribute === undefined) return undefined
    attributes.set(name, attribute)
  }
  return { kind: 'object', attributes }
}
