import { attributeOf, elementOf } from './access.ts'
import { toStringValue } from './convert.ts'
import { EvaluationError, numberValue, stringValue, type Hole, type StringPart, type Value } from './value.ts'

/** For tests only: what fills holes, by their ids. What stands inside of one is found by its way from there. */
export type Fillings = ReadonlyMap<string, Value>

/** For tests only: a value with its named holes filled. */
export function filledWith(value: Value, fillings: Fillings): Value {
  switch (value.kind) {
    case 'hole':
      return fillingOf(value, fillings) ?? value
    case 'string':
      return { ...value, parts: value.parts.flatMap(part => partsOf(part, fillings)) }
    case 'json':
      return { ...value, value: filledWith(value.value, fillings) }
    case 'list':
      return { ...value, items: value.items.map(item => filledWith(item, fillings)) }
    case 'object':
      return {
        ...value,
        members: new Map([...value.members].map(([name, member]) => [name, filledWith(member, fillings)])),
      }
    default:
      return value
  }
}

function partsOf(part: StringPart, fillings: Fillings): readonly StringPart[] {
  if (part.kind === 'text') return [part]
  const value = toStringValue(filledWith(part, fillings))
  if (value.kind === 'string') return value.parts
  return value.kind === 'hole' || value.kind === 'json' ? [value] : []
}

function fillingOf(hole: Hole, fillings: Fillings): Value | undefined {
  const whole = fillings.get(hole.id)
  if (whole !== undefined || hole.refs.length > 0) return whole
  for (const [id, value] of fillings) {
    if (hole.id.startsWith(`${id}.`) || hole.id.startsWith(`${id}[`))
      return inside(value, hole.id.slice(id.length))
  }
  return undefined
}

function inside(value: Value, way: string): Value | undefined {
  let found = value
  try {
    for (const [, name, index, key] of way.matchAll(/\.(\w+)|\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\]/g)) {
      if (name !== undefined) found = attributeOf(found, name)
      else
        found = elementOf(
          found,
          index === undefined ? stringValue(String(JSON.parse(key ?? '""'))) : numberValue(Number(index)),
        )
    }
    return found
  } catch (error) {
    if (error instanceof EvaluationError) return undefined
    throw error
  }
}
