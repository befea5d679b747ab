import type { CallExpression, Expression } from '../../../hcl/syntax.ts'
import { evaluate } from './evaluate.ts'
import { decide, quietly, type Run } from './run.ts'
import type { Scope } from './scope.ts'
import { stepsOf } from './steps.ts'
import { booleanValue, derived, EvaluationError, type Hole, type Value } from './value.ts'

/**
 * `try`: the first argument without an error. What hangs on holes can turn out to be one, so that both it and what comes
 * after it are kept; the attribute of a resource is none.
 */
export function attempt(run: Run, { args }: CallExpression, scope: Scope): Value {
  return firstOf(run, args, scope)
}

function firstOf(run: Run, [argument, ...others]: readonly Expression[], scope: Scope): Value {
  if (argument === undefined) throw new EvaluationError('`try` needs an argument')
  const before = run.world.asked
  let value: Value
  try {
    value = evaluate(run, argument, scope)
  } catch (error) {
    if (!(error instanceof EvaluationError) || others.length === 0) throw error
    return firstOf(run, others, scope)
  }
  if (others.length === 0 || !canFail(run, argument, value, scope, before)) return value
  const succeeds = derived('can(…)', [value], 'boolean')
  const decided = decide(run, succeeds)
  if (decided === true) return value
  return decided === false
    ? firstOf(run, others, scope)
    : derived('one of two values', [value, quietly(run, () => otherwise(run, others, scope))])
}

function otherwise(run: Run, others: readonly Expression[], scope: Scope): Value {
  try {
    return firstOf(run, others, scope)
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    return derived('an error', [])
  }
}

/** `can`: whether the argument is without an error. */
export function canBe(run: Run, { args }: CallExpression, scope: Scope): Value {
  const [argument, ...more] = args
  if (argument === undefined || more.length > 0) throw new EvaluationError('`can` needs one argument')
  const before = run.world.asked
  try {
    const value = quietly(run, () => evaluate(run, argument, scope))
    return canFail(run, argument, value, scope, before)
      ? derived('can(…)', [value], 'boolean')
      : booleanValue(true)
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error
    return booleanValue(false)
  }
}

/** Whether an expression may be an error once its holes are filled. One inside of what it refers to would end the plan. */
function canFail(run: Run, expression: Expression, value: Value, scope: Scope, askedBefore: number): boolean {
  const { root, steps } = stepsOf(expression)
  if (root.kind !== 'root') return run.world.asked > askedBefore || holdsDerived(value)
  const isOpenIndex = steps.some(
    step => step.kind === 'index' && holdsDerived(evaluate(run, step.key, scope)),
  )
  return isOpenIndex || (leastSteps(root.name, scope) < steps.length && isInside(run, expression, scope))
}

/** How many steps lead to the first value of a reference that begins with a name. */
function leastSteps(name: string, scope: Scope): number {
  if (scope.names.has(name)) return 0
  return name === 'data' || name === 'module' || !namespaces.has(name) ? 2 : 1
}

const namespaces: ReadonlySet<string> = new Set([
  'var',
  'local',
  'each',
  'count',
  'path',
  'terraform',
  'self',
])

/** Whether the last step leads into something that is not known. */
function isInside(run: Run, expression: Expression, scope: Scope): boolean {
  if (expression.kind !== 'attribute' && expression.kind !== 'index') return false
  const { kind } = quietly(run, () => evaluate(run, expression.source, scope))
  return kind === 'hole'
}

/** Whether a value hangs on what was made of holes, or stands inside of one. */
function holdsDerived(value: Value): boolean {
  switch (value.kind) {
    case 'hole':
      return isDerived(value)
    case 'string':
      return value.parts.some(part => part.kind !== 'text' && holdsDerived(part))
    case 'json':
      return holdsDerived(value.value)
    case 'list':
      return value.isLoose === true || value.items.some(holdsDerived)
    case 'object':
      return [...value.members.values()].some(holdsDerived)
    default:
      return false
  }
}

/** Attributes are of no type that a number or boolean was asked of: they may be no such thing. */
function isDerived({ refs, reason, of, type }: Hole): boolean {
  if (refs.length > 0 || reason === 'unsupported-function') return true
  return of !== undefined && (/[.[]/.test(of.attribute) || type === 'number' || type === 'boolean')
}
