import { EvaluationError } from '../value.ts'
import { exactDecimal, fixed, general, scientific } from './decimals.ts'
import type { Verb } from './verbs.ts'

/**
 * A number as Go prints it by a verb.
 * https://pkg.go.dev/math/big#Int.Format https://pkg.go.dev/math/big#Float.Format
 */
export function formattedNumber(verb: Verb, value: number): string {
  return 'bdoxX'.includes(verb.letter) ? integer(verb, value) : float(verb, value)
}

const bases: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16, X: 16 }
const prefixes: Readonly<Record<string, string>> = { b: '0b', o: '0', x: '0x', X: '0X' }

function integer({ letter, flags, width, precision }: Verb, value: number): string {
  if (!Number.isInteger(value)) throw new EvaluationError(`\`%${letter}\` wants a whole number`)
  if (precision === 0 && value === 0) return ''
  const sign = value < 0 ? '-' : plusSign(flags)
  const prefix = flags.includes('#') ? (prefixes[letter] ?? '') : ''
  const plain = Math.abs(value).toString(bases[letter])
  const digits = (letter === 'X' ? plain.toUpperCase() : plain).padStart(precision ?? 0, '0')
  const isFilled = flags.includes('0') && precision === undefined
  return padded({ head: sign + prefix, digits, flags, width: width ?? 0, isFilled })
}

function float({ letter, flags, width, precision }: Verb, value: number): string {
  const sign = value < 0 ? '-' : plusSign(flags)
  const digits = floatDigits(letter, Math.abs(value), precision)
  return padded({ head: sign, digits, flags, width: width ?? 0, isFilled: flags.includes('0') })
}

function floatDigits(letter: string, value: number, precision: number | undefined): string {
  switch (letter) {
    case 'f':
      return fixed(exactDecimal(value), precision ?? 6)
    case 'g':
    case 'G':
      return general(value, precision, letter === 'g' ? 'e' : 'E')
    default:
      return scientific(exactDecimal(value), precision ?? 6, letter)
  }
}

function plusSign(flags: string): string {
  if (flags.includes('+')) return '+'
  return flags.includes(' ') ? ' ' : ''
}

/** What is padded to a width. */
interface Padding {
  readonly head: string
  readonly digits: string
  readonly flags: string
  readonly width: number
  readonly isFilled: boolean
}

function padded({ head, digits, flags, width, isFilled }: Padding): string {
  if (flags.includes('-')) return (head + digits).padEnd(width)
  return isFilled ? head + digits.padStart(width - head.length, '0') : (head + digits).padStart(width)
}
