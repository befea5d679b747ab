import { isObject, names as namesOf, property } from '../json-value.ts'
import {
  booleanValue,
  listValue,
  namedHole,
  nullValue,
  numberValue,
  objectValue,
  stringValue,
  type Value,
} from './value.ts'

const deepest = 100

/** A value of the plan with its overlays of what is unknown and sensitive; holes are named from `name`. */
export function fromPlan(
  json: unknown,
  unknown: unknown,
  sensitive: unknown,
  name: string,
  depth = 0,
): Value {
  if (unknown === true || depth > deepest) return namedHole(name, 'known-after-apply')
  const value = known(json, unknown, sensitive, name, depth)
  return sensitive === true ? { ...value, sensitive } : value
}

function known(json: unknown, unknown: unknown, sensitive: unknown, name: string, depth: number): Value {
  if (json === null || json === undefined) {
    // An unknown part of an object is missing among its values.
    return isObject(unknown) ? membersOf({}, unknown, sensitive, name, depth) : nullValue
  }
  switch (typeof json) {
    case 'boolean':
      return booleanValue(json)
    case 'number':
      return numberValue(json)
    case 'string':
      return stringValue(json)
    default:
  }
  if (!Array.isArray(json)) return membersOf(json, unknown, sensitive, name, depth)
  const overlay: readonly unknown[] = Array.isArray(unknown) ? unknown : []
  const marks: readonly unknown[] = Array.isArray(sensitive) ? sensitive : []
  const items: readonly unknown[] = json
  return listValue(
    'list',
    Array.from({ length: Math.max(items.length, overlay.length) }, (_, index) =>
      fromPlan(items[index], overlay[index], marks[index], `${name}[${index}]`, depth + 1),
    ),
  )
}

function membersOf(json: unknown, unknown: unknown, sensitive: unknown, name: string, depth: number): Value {
  const all = new Set([...namesOf(json), ...namesOf(unknown)])
  const members = [...all].flatMap(member => {
    const overlay = property(unknown, member)
    const part = property(json, member)
    if (part === undefined && overlay === false) return []
    return [
      [member, fromPlan(part, overlay, property(sensitive, member), `${name}.${member}`, depth + 1)] as const,
    ]
  })
  return objectValue(new Map(members))
}
