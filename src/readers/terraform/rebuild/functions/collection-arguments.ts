import { convert, toNumber } from '../convert.ts'
import { anyType, stringType } from '../type.ts'
import { withSensitive } from '../sensitive.ts'
import {
  derived,
  EvaluationError,
  unsupported,
  type Hole,
  type ListValue,
  type ObjectValue,
  type Value,
} from '../value.ts'
import { wrongCount } from './arguments.ts'
import { mostItems } from './limits.ts'
import type { Implementation } from './table.ts'

/** The only argument. */
export function oneArgument(name: string, args: readonly Value[]): Value {
  const [one, ...more] = args
  if (one === undefined || more.length > 0) throw wrongCount(name, 'one argument')
  return one
}

/** Both arguments. */
export function twoArguments(name: string, args: readonly Value[]): readonly [Value, Value] {
  const [one, two, ...more] = args
  if (one === undefined || two === undefined || more.length > 0) throw wrongCount(name, 'two arguments')
  return [one, two]
}

/** All three arguments. */
export function threeArguments(name: string, args: readonly Value[]): readonly [Value, Value, Value] {
  const [one, two, three, ...more] = args
  if (one === undefined || two === undefined || three === undefined || more.length > 0) {
    throw wrongCount(name, 'three arguments')
  }
  return [one, two, three]
}

/** An argument that is a list, set or tuple, as it is. */
export function sequence(value: Value): ListValue | Hole {
  if (value.kind === 'list' || isOpen(value)) return value
  throw new EvaluationError('a list, set or tuple is required')
}

/** An argument that is a list or tuple: sets have no indexes. */
export function indexed(value: Value): ListValue | Hole {
  const list = sequence(value)
  if (list.kind === 'list' && list.type === 'set') throw new EvaluationError('a list or tuple is required')
  return list
}

/** An argument that is an object or map. */
export function mapping(value: Value): ObjectValue | Hole {
  if (value.kind === 'object' || isOpen(value)) return value
  throw new EvaluationError('a map or object is required')
}

/** An argument as a list of one type, or of strings. */
export function listOf(value: Value, element: 'any' | 'string' | 'boolean'): ListValue | Hole {
  if (value.kind === 'null') throw new EvaluationError('a list is required, not null')
  const type = element === 'any' ? anyType : element === 'string' ? stringType : { kind: element }
  return sequence(convert(value, { kind: 'list', element: type }))
}

/** An argument as a set of one type. */
export function setArgument(value: Value): ListValue | Hole {
  if (value.kind === 'null') throw new EvaluationError('a set is required, not null')
  return sequence(convert(value, { kind: 'set', element: anyType }))
}

/** An argument that is a whole number. */
export function wholeNumber(value: Value): number | Hole {
  const number = toNumber(value)
  if (number.kind === 'hole') return number
  if (number.kind === 'null' || !Number.isInteger(number.value))
    throw new EvaluationError('a whole number is required')
  return number.value
}

/** A hole that can turn out to be a collection. */
function isOpen(value: Value): value is Hole {
  return value.kind === 'hole' && value.type === 'any'
}

/** The items of a list that is not known: one hole for any number of them. */
export function itemsOf(hole: Hole): Hole {
  const { of, id, name } = hole
  const place = of === undefined ? {} : { of: { ...of, attribute: `${of.attribute}[*]` } }
  return { ...hole, id: `${id}[*]`, name: `${name}[*]`, ...place }
}

/** A list whose items are not certain in order and number. */
export function looseList(type: ListValue['type'], items: readonly Value[]): ListValue {
  return { kind: 'list', type, items, isLoose: true }
}

/** What a function makes is sensitive if anything inside its arguments is. */
export function telling(implementation: Implementation): Implementation {
  return args => withSensitive(implementation(args), args)
}

/** What is not made, for its size. */
export function tooMany(name: string, args: readonly Value[]): Hole {
  return unsupported(`${name}(…) of more than ${mostItems} elements`, args)
}

/** The result of a function that hangs on a hole. */
export function open(name: string, args: readonly Value[], type: Hole['type'] = 'any'): Hole {
  return derived(`${name}(…)`, args, type)
}
