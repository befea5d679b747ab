import { EvaluationError, numberValue, unsupported, type Hole, type NumberValue } from './value.ts'

/** The operators that make numbers of numbers. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%'

/**
 * Arithmetic as Terraform's floats of 512 bits do it, where doubles do the same: on numbers that both hold exactly, with
 * a result that both hold exactly or print with the same few digits. The rest is a hole; so is 1 / 0, which Terraform
 * takes for infinity.
 * https://github.com/zclconf/go-cty/blob/main/cty/value_ops.go
 */
export function arithmetic(operator: ArithmeticOperator, left: number, right: number): NumberValue | Hole {
  if (operator === '/' && left === 0 && right === 0) throw new EvaluationError('zero is divided by zero')
  const exact = isExact(left) && isExact(right) ? computed(operator, left, right) : undefined
  if (exact === undefined || Object.is(exact, -0)) {
    return unsupported(`a result of ${operator}`, [], 'number')
  }
  return numberValue(exact)
}

/** `-x`: Terraform has a negative zero. */
export function negated(value: number): NumberValue | Hole {
  return value === 0 ? unsupported('the number -0', [], 'number') : numberValue(-value)
}

function computed(operator: ArithmeticOperator, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return isExactSum(left + right, left, right) ? left + right : undefined
    case '-':
      return isExactSum(left - right, left, right) ? left - right : undefined
    case '*':
      return isExactProduct(left, right) ? left * right : undefined
    case '/':
      return quotient(left, right)
    case '%':
      // Terraform leaves a number as it is for the remainder by zero, and a remainder of nothing is never -0.
      return right === 0 ? left : (left % right) + 0
  }
}

/** Numbers with at most ten binary digits behind the point are dealt with. */
const unit = 1024

/** Whether it is a double, digit by digit, and not the decimal that is printed for it. */
function isExact(value: number): boolean {
  return Number.isInteger(value)
    ? Number.isSafeInteger(value)
    : Number.isSafeInteger(value * unit) && Number(value.toPrecision(15)) === value
}

/** A sum that was rounded is too large to be exact by these bounds. */
function isExactSum(sum: number, left: number, right: number): boolean {
  return areWhole(left, right) ? Number.isSafeInteger(sum) : Number.isSafeInteger(sum * unit) && isExact(sum)
}

function isExactProduct(left: number, right: number): boolean {
  if (areWhole(left, right)) return Number.isSafeInteger(left * right)
  return Number.isSafeInteger(left * unit * (right * unit)) && isExact(left * right)
}

function areWhole(left: number, right: number): boolean {
  return Number.isInteger(left) && Number.isInteger(right)
}

/** A quotient is rounded once, so that 1 / 10 is what `0.1` is; one that does not end is printed with 154 digits. */
function quotient(left: number, right: number): number | undefined {
  if (right === 0 || !areWhole(left, right)) return undefined
  const value = left / right
  if (Number.isInteger(value)) return value * right === left ? value : undefined
  const [, whole = '', fraction = ''] = /^(-?\d+)\.(\d+)$/.exec(String(value)) ?? []
  if (fraction === '' || whole.length + fraction.length > 15) return undefined
  const isAll = BigInt(whole + fraction) * BigInt(right) === BigInt(left) * 10n ** BigInt(fraction.length)
  return isAll ? value : undefined
}
