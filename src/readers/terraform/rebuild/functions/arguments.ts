import { toNumber, toStringValue } from '../convert.ts'
import { EvaluationError, type Hole, type Value } from '../value.ts'
import type { Text } from './text.ts'

/** A value as text, as Terraform converts it for a function that wants a string. */
export function partsOf(value: Value): Text {
  const text = toStringValue(value)
  if (text.kind === 'null') throw new EvaluationError('a string is required, not null')
  return text.kind === 'string' ? text.parts : [text]
}

/** The only argument, a string. */
export function oneText(name: string, args: readonly Value[]): Text {
  const [text, ...more] = args
  if (text === undefined || more.length > 0) throw wrongCount(name, 'one argument')
  return partsOf(text)
}

/** Two arguments, both strings. */
export function twoTexts(name: string, args: readonly Value[]): readonly [Text, Text] {
  const [one, two, ...more] = args
  if (one === undefined || two === undefined || more.length > 0) throw wrongCount(name, 'two arguments')
  return [partsOf(one), partsOf(two)]
}

/** Three arguments, all strings. */
export function threeTexts(name: string, args: readonly Value[]): readonly [Text, Text, Text] {
  const [one, two, three, ...more] = args
  if (one === undefined || two === undefined || three === undefined || more.length > 0)
    throw wrongCount(name, 'three arguments')
  return [partsOf(one), partsOf(two), partsOf(three)]
}

/** A number as Terraform converts it for a function that wants one. */
export function numberOf(value: Value): number | Hole {
  const number = toNumber(value)
  if (number.kind === 'null') throw new EvaluationError('a number is required, not null')
  return number.kind === 'hole' ? number : number.value
}

/** A whole number. */
export function integerOf(value: Value): number | Hole {
  const number = numberOf(value)
  if (typeof number === 'number' && !Number.isInteger(number))
    throw new EvaluationError(`a whole number is required, not ${number}`)
  return number
}

/** The error of a call that has too few arguments, or too many. */
export function wrongCount(name: string, wanted: string): EvaluationError {
  return new EvaluationError(`\`${name}\` takes ${wanted}`)
}
