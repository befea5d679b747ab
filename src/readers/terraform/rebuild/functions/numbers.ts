import {
  derived,
  EvaluationError,
  numberValue,
  unsupported,
  type Hole,
  type NumberValue,
  type Value,
} from '../value.ts'
import { integerOf, numberOf, partsOf, wrongCount } from './arguments.ts'
import { withMarks } from './marked.ts'
import { logarithm, power } from './powers.ts'
import type { FunctionTable } from './table.ts'
import { knownOf } from './text.ts'

/** Terraform's functions of numbers. */
export const numberFunctions: FunctionTable = withMarks({
  abs: args => ofOne('abs', args, Math.abs),
  ceil: args => ofOne('ceil', args, Math.ceil),
  floor: args => ofOne('floor', args, Math.floor),
  signum: args => {
    const [number] = args
    if (number !== undefined) integerOf(number)
    return ofOne('signum', args, Math.sign)
  },
  log: args => ofTwo('log', args, logarithm),
  pow: args => ofTwo('pow', args, power),
  max: args => ofAll('max', args, (one, other) => Math.max(one, other)),
  min: args => ofAll('min', args, (one, other) => Math.min(one, other)),
  parseint,
})

function ofOne(name: string, args: readonly Value[], compute: (number: number) => number): Value {
  const [argument, ...more] = args
  if (argument === undefined || more.length > 0) throw wrongCount(name, 'one number')
  const number = numberOf(argument)
  return typeof number === 'number' ? numberValue(compute(number)) : derived(name, args, 'number')
}

function ofTwo(
  name: string,
  args: readonly Value[],
  compute: (one: number, other: number) => number | undefined,
): Value {
  const [first, second, ...more] = args
  if (first === undefined || second === undefined || more.length > 0) throw wrongCount(name, 'two numbers')
  const one = numberOf(first)
  const other = numberOf(second)
  if (typeof one !== 'number' || typeof other !== 'number') return derived(name, args, 'number')
  const result = compute(one, other)
  return result === undefined ? unsupported(`${name}(…)`, args, 'number') : numberValue(result)
}

function ofAll(name: string, args: readonly Value[], pick: (one: number, other: number) => number): Value {
  const numbers = args.map(numberOf)
  const known = numbers.filter(number => typeof number === 'number')
  if (numbers.length === 0) throw wrongCount(name, 'one number or more')
  return known.length === numbers.length ? numberValue(known.reduce(pick)) : derived(name, args, 'number')
}

/** https://developer.hashicorp.com/terraform/language/functions/parseint */
function parseint(args: readonly Value[]): NumberValue | Hole {
  const [string, number, ...more] = args
  if (string === undefined || number === undefined || more.length > 0)
    throw wrongCount('parseint', 'a string and a base')
  if (string.kind === 'number' || string.kind === 'boolean')
    throw new EvaluationError('`parseint` reads a string')
  const base = integerOf(number)
  const text = knownOf(partsOf(string))?.text
  if (typeof base === 'number' && (base < 2 || base > 62))
    throw new EvaluationError('the base of `parseint` is between 2 and 62')
  if (text === undefined || typeof base !== 'number') return derived('parseint', args, 'number')
  return parsed(text, base)
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

function parsed(text: string, base: number): NumberValue | Hole {
  const [, sign = '', all = ''] = /^([+-]?)([0-9A-Za-z]+)$/.exec(text) ?? []
  const written = base > 36 ? all : all.toLowerCase()
  const values = Array.from(written, digit => digits.indexOf(digit))
  if (values.length === 0 || values.some(value => value >= base))
    throw new EvaluationError(`\`${text.slice(0, 40)}\` is no number of base ${base}`)
  let value = 0
  for (const digit of values) {
    value = value * base + digit
    if (!Number.isSafeInteger(value)) return unsupported('the number of `parseint(…)`', [], 'number')
  }
  return numberValue(sign === '-' ? -value : value)
}
