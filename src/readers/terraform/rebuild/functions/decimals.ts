/**
 * Numbers printed as Go prints its floats of 512 bits, which is how Terraform keeps numbers.
 * https://pkg.go.dev/math/big#Float.Text
 */

/** A number as its digits behind the point, `0.d₁d₂d₃ · 10^exponent`, without zeros at the ends; zero has none. */
export interface Decimal {
  readonly isNegative: boolean
  readonly digits: string
  readonly exponent: number
}

/** The shortest digits that tell a number: those it is written with. */
export function shortestDecimal(value: number): Decimal {
  const [mantissa = '', power = '0'] = Math.abs(value).toExponential().split('e')
  return decimal(value < 0, mantissa.replace('.', ''), Number(power) + 1)
}

/** All digits of a number as 512 bits hold it: 0.1 is not quite 0.1 there, which tells how it is rounded. */
export function exactDecimal(value: number): Decimal {
  const { isNegative, digits, exponent } = shortestDecimal(value)
  const places = digits.length - exponent
  if (places <= 0) return { isNegative, digits, exponent }
  const { mantissa, bits } = nearestBinary(BigInt(digits), 10n ** BigInt(places))
  const whole = String(mantissa * 5n ** BigInt(bits))
  return decimal(isNegative, whole, whole.length - bits)
}

const precision = 512

/** The fraction of 512 bits that is nearest to a quotient below 2^512: `mantissa / 2^bits`. */
function nearestBinary(
  numerator: bigint,
  denominator: bigint,
): { readonly mantissa: bigint; readonly bits: number } {
  const bits = precision - (bitLength(numerator) - bitLength(denominator))
  const first = rounded(numerator, denominator, bits)
  const excess = bitLength(first) - precision
  return excess > 0
    ? { mantissa: rounded(numerator, denominator, bits - excess), bits: bits - excess }
    : { mantissa: first, bits }
}

/** To the nearest, and halves to the even one. */
function rounded(numerator: bigint, denominator: bigint, bits: number): bigint {
  const scaled = numerator << BigInt(bits)
  const quotient = scaled / denominator
  const twice = (scaled % denominator) * 2n
  const isUp = twice > denominator || (twice === denominator && quotient % 2n === 1n)
  return isUp ? quotient + 1n : quotient
}

function bitLength(value: bigint): number {
  return value.toString(2).length
}

function decimal(isNegative: boolean, digits: string, exponent: number): Decimal {
  const leading = digits.length - digits.replace(/^0+/, '').length
  const kept = withoutZeros(digits.slice(leading))
  return { isNegative, digits: kept, exponent: kept === '' ? 0 : exponent - leading }
}

function withoutZeros(digits: string): string {
  let end = digits.length
  while (end > 0 && digits[end - 1] === '0') end -= 1
  return digits.slice(0, end)
}

/** The first so many digits, rounded to the nearest, and halves to the even one. */
function roundedTo(value: Decimal, count: number): Decimal {
  const { isNegative, digits, exponent } = value
  if (count < 0) return { isNegative, digits: '', exponent: 0 }
  if (count >= digits.length) return value
  const isHalf = digits[count] === '5' && count + 1 === digits.length
  const isOdd = count > 0 && '13579'.includes(digits[count - 1] ?? '')
  const isUp = isHalf ? isOdd : (digits[count] ?? '') >= '5'
  if (!isUp) return decimal(isNegative, digits.slice(0, count), exponent)
  const up = String(BigInt(`0${digits.slice(0, count)}`) + 1n)
  // 0.99 becomes 1.0.
  return decimal(isNegative, up.padStart(count, '0'), exponent + (up.length > count ? 1 : 0))
}

/** `%e`: one digit before the point, so many behind it. */
export function scientific(value: Decimal, places: number, letter: string): string {
  const { isNegative, digits, exponent } = roundedTo(value, places + 1)
  const fraction = places > 0 ? `.${digits.slice(1).padEnd(places, '0')}` : ''
  const power = digits === '' ? 0 : exponent - 1
  const shown = String(Math.abs(power)).padStart(2, '0')
  return `${isNegative ? '-' : ''}${digits[0] ?? '0'}${fraction}${letter}${power < 0 ? '-' : '+'}${shown}`
}

/** `%f`: so many digits behind the point. */
export function fixed(value: Decimal, places: number): string {
  const { isNegative, digits, exponent } = roundedTo(value, value.exponent + places)
  const whole = exponent > 0 ? digits.slice(0, exponent).padEnd(exponent, '0') : '0'
  const fraction = exponent < 0 ? '0'.repeat(-exponent) + digits : digits.slice(Math.max(exponent, 0))
  return `${isNegative ? '-' : ''}${whole}${places > 0 ? `.${fraction.slice(0, places).padEnd(places, '0')}` : ''}`
}

/** `%g`: whichever is shorter, with so many digits; nothing means as many as it takes. */
export function general(value: number, count: number | undefined, letter: string): string {
  const wanted = Math.max(count ?? 0, 1)
  const shown = count === undefined ? shortestDecimal(value) : roundedTo(exactDecimal(value), wanted)
  const { length } = shown.digits
  const places = count === undefined ? length : wanted
  const most = places > length && length >= shown.exponent ? length : places
  const power = shown.exponent - 1
  if (power < -4 || power >= (count === undefined ? 6 : most))
    return scientific(shown, Math.max(Math.min(places, length) - 1, 0), letter)
  return fixed(shown, Math.max((places > shown.exponent ? length : places) - shown.exponent, 0))
}
