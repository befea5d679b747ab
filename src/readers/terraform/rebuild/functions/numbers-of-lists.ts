import { arithmetic } from '../arithmetic.ts'
import { toNumber } from '../convert.ts'
import { booleanValue, EvaluationError, listValue, numberValue, type Value } from '../value.ts'
import { numberOf, wrongCount } from './arguments.ts'
import { listOf, oneArgument, open, sequence, telling } from './collection-arguments.ts'
import type { FunctionTable } from './table.ts'

/**
 * Functions that make one value of a list of numbers or booleans, and `range`.
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const listNumberFunctions: FunctionTable = {
  alltrue: telling(args => quantified('alltrue', args, false)),
  anytrue: telling(args => quantified('anytrue', args, true)),
  range,
  sum: telling(sum),
}

/** One element that is `deciding` makes the result so; null is as good as false. */
function quantified(name: string, args: readonly Value[], deciding: boolean): Value {
  const list = listOf(oneArgument(name, args), 'boolean')
  if (list.kind === 'hole') return open(name, args, 'boolean')
  let isOpen = false
  for (const item of list.items) {
    if (item.kind === 'hole') isOpen = true
    else if ((item.kind === 'boolean' && item.value) === deciding) return booleanValue(deciding)
  }
  return isOpen ? open(name, args, 'boolean') : booleanValue(!deciding)
}

function sum(args: readonly Value[]): Value {
  const list = sequence(oneArgument('sum', args))
  if (list.kind === 'hole') return open('sum', args, 'number')
  if (list.items.length === 0) throw new EvaluationError('an empty list has no sum')
  const numbers = list.items.map(numberOf)
  let total = 0
  for (const number of numbers) {
    if (typeof number !== 'number') return open('sum', args, 'number')
    const next = arithmetic('+', total, number)
    if (next.kind === 'hole') return next
    total = next.value
  }
  return numberValue(total)
}

/** Terraform makes no longer ranges. */
const longestRange = 1024

function range(args: readonly Value[]): Value {
  if (args.length === 0 || args.length > 3) throw wrongCount('range', 'one to three arguments')
  const numbers: number[] = []
  for (const argument of args) {
    const number = toNumber(argument)
    if (number.kind === 'null') throw new EvaluationError('a bound of a range is null')
    if (number.kind === 'number') numbers.push(number.value)
  }
  if (numbers.length < args.length) return open('range', args)
  const [first = 0, second, step] = numbers
  const [start, end] = second === undefined ? [0, first] : [first, second]
  return counted(args, start, end, step ?? (end < start ? -1 : 1))
}

function counted(args: readonly Value[], start: number, end: number, step: number): Value {
  const isDown = step < 0
  if (isDown ? end > start : end < start) throw new EvaluationError('a range ends on the other side')
  const items: Value[] = []
  for (let number = start; isDown ? number > end : number < end;) {
    if (items.length >= longestRange)
      throw new EvaluationError(`a range of more than ${longestRange} numbers`)
    items.push(numberValue(number))
    const next = arithmetic('+', number, step)
    if (next.kind === 'hole') return open('range', [...args, next])
    number = next.value
  }
  return listValue('list', items)
}
