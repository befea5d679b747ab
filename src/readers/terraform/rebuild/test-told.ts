import { evaluated } from './test-evaluate.ts'
import { EvaluationError, namedHole, type Hole, type StringPart, type Value } from './value.ts'

/** For tests only: holes of each type that expressions can name. */
export const holes = {
  text: namedHole('text', 'known-after-apply', 'text'),
  other: namedHole('other', 'known-after-apply', 'text'),
  word: namedHole('word', 'known-after-apply', 'string'),
  number: namedHole('number', 'known-after-apply', 'number'),
  flag: namedHole('flag', 'known-after-apply', 'boolean'),
  any: namedHole('any', 'known-after-apply'),
} satisfies Readonly<Record<string, Hole>>

/**
 * For tests only: what is told of an expression over those holes: `<text>` is that hole, `<?>` one that is made of
 * holes, a list under `loose` has an uncertain order and number of items.
 */
export function told(expression: string, names: Readonly<Record<string, Value>> = {}): unknown {
  try {
    return shown(evaluated(expression, { ...holes, ...names }))
  } catch (error) {
    if (error instanceof EvaluationError) return 'error'
    throw error
  }
}

function shown(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'number':
      return value.value
    case 'string':
      return value.parts.map(shownPart).join('')
    case 'json':
      return { json: shown(value.value) }
    case 'list': {
      const items = value.items.map(shown)
      return value.isLoose === true ? { loose: items } : items
    }
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, shown(member)]))
    case 'hole':
      return shownHole(value)
  }
}

function shownPart(part: StringPart): string {
  return part.kind === 'text' ? part.text : String(shown(part))
}

function shownHole({ id, name }: Hole): string {
  return Object.values(holes).some(hole => hole.id === id) ? `<${name}>` : '<?>'
}
