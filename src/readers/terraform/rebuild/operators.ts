import type { BinaryOperator } from '../../../hcl/syntax.ts'
import { arithmetic, negated, type ArithmeticOperator } from './arithmetic.ts'
import { toBoolean, toNumber } from './convert.ts'
import { equal } from './equality.ts'
import { withSensitive } from './sensitive.ts'
import {
  booleanValue,
  derived,
  EvaluationError,
  type BooleanValue,
  type Hole,
  type NullValue,
  type NumberValue,
  type Value,
} from './value.ts'

/**
 * `left operator right`, with Terraform's conversions.
 * https://developer.hashicorp.com/terraform/language/expressions/operators
 */
export function binary(operator: BinaryOperator, left: Value, right: Value): Value {
  return withSensitive(combined(operator, left, right), [left, right])
}

/** `!operand`, `-operand`. */
export function unary(operator: '-' | '!', operand: Value): Value {
  if (operator === '-') {
    const number = operandOf(toNumber(operand))
    return withSensitive(
      number.kind === 'hole' ? derived(operator, [number], 'number') : negated(number.value),
      [operand],
    )
  }
  const boolean = operandOf(toBoolean(operand))
  return withSensitive(negation(boolean), [operand])
}

function combined(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
      return equal(left, right)
    case '!=':
      return negation(equal(left, right))
    case '&&':
      return logical(false, operandOf(toBoolean(left)), operandOf(toBoolean(right)))
    case '||':
      return logical(true, operandOf(toBoolean(left)), operandOf(toBoolean(right)))
    case '<':
    case '>':
    case '<=':
    case '>=':
      return compared(operator, operandOf(toNumber(left)), operandOf(toNumber(right)))
    default:
      return calculated(operator, operandOf(toNumber(left)), operandOf(toNumber(right)))
  }
}

function operandOf<Operand extends BooleanValue | NumberValue | Hole>(value: Operand | NullValue): Operand {
  if (value.kind === 'null') throw new EvaluationError('an operand is null')
  return value
}

function negation(value: BooleanValue | Hole): Value {
  return value.kind === 'hole' ? derived('!', [value], 'boolean') : booleanValue(!value.value)
}

/**
 * One operand can decide: `false && x`, `true || x`. A hole that decides is the result, since null would be an error.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/expression_ops.go
 */
function logical(deciding: boolean, left: BooleanValue | Hole, right: BooleanValue | Hole): Value {
  if (left.kind === 'boolean') return left.value === deciding ? booleanValue(deciding) : right
  if (right.kind === 'boolean') return right.value === deciding ? booleanValue(deciding) : left
  return left.id === right.id ? left : derived(deciding ? '||' : '&&', [left, right], 'boolean')
}

function compared(
  operator: '<' | '>' | '<=' | '>=',
  left: NumberValue | Hole,
  right: NumberValue | Hole,
): Value {
  if (left.kind === 'hole' || right.kind === 'hole') return derived(operator, [left, right], 'boolean')
  switch (operator) {
    case '<':
      return booleanValue(left.value < right.value)
    case '>':
      return booleanValue(left.value > right.value)
    case '<=':
      return booleanValue(left.value <= right.value)
    case '>=':
      return booleanValue(left.value >= right.value)
  }
}

function calculated(
  operator: ArithmeticOperator,
  left: NumberValue | Hole,
  right: NumberValue | Hole,
): Value {
  return left.kind === 'hole' || right.kind === 'hole'
    ? derived(operator, [left, right], 'number')
    : arithmetic(operator, left.value, right.value)
}
