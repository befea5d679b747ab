import { numberValue, unsupported, type Hole, type NumberValue } from './value.ts'

/**
 * How Terraform prints a number: all digits, no exponent. A double stands for the decimal that JavaScript prints it as,
 * which is what Terraform's 512 bits print for a number that is written with at most 15 digits.
 * https://github.com/zclconf/go-cty/blob/main/docs/convert.md
 */
export function numberText(value: number): string {
  const text = String(value)
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? []
  if (exponent === undefined) return text
  const point = whole.length + Number(exponent)
  const digits = whole + fraction
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}${point < digits.length ? `.${digits.slice(point)}` : ''}`
}

/** Takes one pass: no part can begin where another could go on. */
const decimal = /^[+-]?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([ep])([+-]?\d+))?$/i
const infinity = /^[+-]?inf(?:inity)?$/i

/** The number that a string is to Terraform; nothing for what is none, a hole for what a double does not hold. */
export function numberOf(text: string): NumberValue | Hole | undefined {
  const match = decimal.exec(text)
  if (match === null) return infinity.test(text) ? notHeld(text) : undefined
  const [, whole = '', fraction = '', only = '', power = 'e', exponent = '0'] = match
  const digits = trimmed(whole + fraction + only)
  const value = Number(text)
  const isExact = power !== 'p' && power !== 'P' && digits.length <= 15 && Math.abs(Number(exponent)) <= 200
  // Whole numbers of 16 digits are exact where they are safe: `numberValue` sees to that.
  const isWhole = /^0*$/.test(fraction + only) && exponent === '0' && digits.length <= 16
  const isHeld = (isExact && text.length <= longest) || isWhole
  return isHeld && !isNegativeZero(value) ? numberValue(value) : notHeld(text)
}

/** Nobody writes longer numbers. */
const longest = 400

function notHeld(text: string): Hole {
  return unsupported(`the number ${text.slice(0, 40)}`, [], 'number')
}

function isNegativeZero(value: number): boolean {
  return Object.is(value, -0)
}

/** The digits without zeros on both sides. One pass each: the text can be long. */
function trimmed(digits: string): string {
  let start = 0
  let end = digits.length
  while (start < end && digits[start] === '0') start += 1
  while (end > start && digits[end - 1] === '0') end -= 1
  return digits.slice(start, end)
}
