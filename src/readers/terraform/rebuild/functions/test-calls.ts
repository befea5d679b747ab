import {
  EvaluationError,
  listValue,
  namedHole,
  numberValue,
  stringValue,
  type Hole,
  type StringPart,
  type Value,
} from '../value.ts'
import { encodingFunctions } from './encoding.ts'
import { numberFunctions } from './numbers.ts'
import { stringFunctions } from './strings.ts'
import type { FunctionTable } from './table.ts'

/** For tests only: the functions of strings and numbers, and those that encode. */
export const textFunctions: FunctionTable = { ...stringFunctions, ...numberFunctions, ...encodingFunctions }

/** For tests only: what a function is given, in short. */
export type Argument = Value | string | number | readonly Argument[]

/** For tests only: calls a function. */
export function call(name: string, ...args: readonly Argument[]): Value {
  const implementation = textFunctions[name]
  if (implementation === undefined) throw new Error(`no function ${name}`)
  return implementation(args.map(valueOf))
}

/** For tests only: what a function makes, as `shown`; `error` where it refuses. */
export function result(name: string, ...args: readonly Argument[]): unknown {
  try {
    return shown(call(name, ...args))
  } catch (error) {
    if (error instanceof EvaluationError) return 'error'
    throw error
  }
}

/** For tests only: a hole. */
export function hole(name: string, type: Hole['type'] = 'text'): Hole {
  return namedHole(name, 'known-after-apply', type)
}

/** For tests only: a string with holes. */
export function text(...pieces: readonly (string | StringPart)[]): Value {
  return {
    kind: 'string',
    parts: pieces.map(piece => (typeof piece === 'string' ? { kind: 'text', text: piece } : piece)),
  }
}

/** For tests only: the value with `<name>` for each hole. */
export function shown(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'number':
      return value.value
    case 'string':
      return value.parts.map(part => (part.kind === 'text' ? part.text : String(shown(part)))).join('')
    case 'json':
      return `json ${JSON.stringify(shown(value.value))}`
    case 'list':
      return value.items.map(shown)
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, shown(member)]))
    case 'hole':
      return `<${value.name}>`
  }
}

function valueOf(argument: Argument): Value {
  if (typeof argument === 'string') return stringValue(argument)
  if (typeof argument === 'number') return numberValue(argument)
  return isList(argument) ? listValue('tuple', argument.map(valueOf)) : argument
}

function isList(argument: Value | readonly Argument[]): argument is readonly Argument[] {
  return Array.isArray(argument)
}
