import type { ConditionalExpression, Expression, ObjectExpression } from '../../../hcl/syntax.ts'
import { call } from './calls.ts'
import { toBoolean, toStringValue, unify } from './convert.ts'
import { isGiven } from './given.ts'
import { forValue, splatValue } from './loops.ts'
import { binary, unary } from './operators.ts'
import { referenced, walked } from './referenced.ts'
import { decide, quietly, spend, type Run } from './run.ts'
import type { Scope } from './scope.ts'
import { withSensitive } from './sensitive.ts'
import { sizeOf, tooLarge } from './size.ts'
import { stepsOf } from './steps.ts'
import { templateValue } from './templates.ts'
import {
  booleanValue,
  derived,
  EvaluationError,
  knownText,
  listValue,
  nullValue,
  numberValue,
  objectValue,
  unsupported,
  type BooleanValue,
  type Hole,
  type Value,
} from './value.ts'

/** Deeper expressions, through locals and variables, are nobody's; the limit keeps the stack. */
const deepest = 300

/** Evaluates an expression; what it makes of literals tells where they are written. */
export function evaluate(run: Run, expression: Expression, scope: Scope): Value {
  const { level } = run
  const none = level.depth > deepest ? unsupported('more than can be evaluated here', []) : spend(run)
  if (none !== undefined) return none
  level.depth += 1
  try {
    const value = bounded(run, evaluated(run, expression, scope))
    return value.from === undefined || (isReference(expression) && isGiven(value))
      ? { ...value, from: expression.at }
      : value
  } finally {
    level.depth -= 1
  }
}

/** Whoever has a value goes through it a few times, which is quick. */
const partsOfStep = 16

/** Nobody ever goes through a value that is too large. */
function bounded(run: Run, value: Value): Value {
  const large = tooLarge([value])
  if (large !== undefined) return withSensitive(large, [value])
  const steps = Math.floor(sizeOf(value) / partsOfStep)
  return steps === 0 ? value : (spend(run, steps) ?? value)
}

function isReference({ kind }: Expression): boolean {
  return kind === 'root' || kind === 'attribute' || kind === 'index'
}

function evaluated(run: Run, expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return literalValue(expression.value, expression.written)
    case 'template':
      return templateValue(run, expression, scope)
    case 'tuple':
      return listValue(
        'tuple',
        expression.items.map(item => evaluate(run, item, scope)),
      )
    case 'object':
      return objectOf(run, expression, scope)
    case 'root':
    case 'attribute':
    case 'index':
      return accessed(run, expression, scope)
    case 'splat':
      return splatValue(run, expression, scope)
    case 'call':
      return call(run, expression, scope)
    case 'conditional':
      return conditional(run, expression, scope)
    case 'binary': {
      const left = evaluate(run, expression.left, scope)
      const right = evaluate(run, expression.right, scope)
      return spend(run, sizeOf(left) + sizeOf(right)) ?? binary(expression.operator, left, right)
    }
    case 'unary':
      return unary(expression.operator, evaluate(run, expression.operand, scope))
    case 'for':
      return forValue(run, expression, scope)
  }
}

function literalValue(value: number | boolean | null, written: string | undefined): Value {
  if (value === null) return nullValue
  if (typeof value === 'boolean') return booleanValue(value)
  const isExact = written === undefined || written.replace(/[^0-9]/g, '').length <= 15
  return isExact ? numberValue(value) : unsupported('a long number', [])
}

/** Of a name that stands twice the last value counts. A name that is sensitive makes all of it so. */
function objectOf(run: Run, expression: ObjectExpression, scope: Scope): Value {
  const members = new Map<string, Value>()
  const unknown: Value[] = []
  const names: Value[] = []
  for (const { key, value } of expression.members) {
    const name = toStringValue(evaluate(run, key, scope))
    names.push(name)
    const member = evaluate(run, value, scope)
    if (name.kind === 'null') throw new EvaluationError('the key of an object is null')
    const known = knownText(name)
    if (known === undefined) unknown.push(name, member)
    else members.set(known, member)
  }
  const found = objectValue(members)
  return withSensitive(unknown.length > 0 ? derived('an object', [...unknown, found]) : found, names)
}

function accessed(run: Run, expression: Expression, scope: Scope): Value {
  const { root, steps } = stepsOf(expression)
  if (root.kind === 'root') return referenced(run, root, steps, scope)
  return walked(run, evaluate(run, root, scope), steps, scope)
}

/** Both results become of one type, as in Terraform: the one that is not taken is only looked at for that. */
function conditional(run: Run, expression: ConditionalExpression, scope: Scope): Value {
  const condition = toBoolean(evaluate(run, expression.condition, scope))
  if (condition.kind === 'null') throw new EvaluationError('a condition is null')
  return withSensitive(chosen(run, expression, condition, scope), [condition])
}

function chosen(
  run: Run,
  expression: ConditionalExpression,
  condition: BooleanValue | Hole,
  scope: Scope,
): Value {
  const decided = condition.kind === 'hole' ? decide(run, condition) : condition.value
  if (decided === undefined) {
    const both = [expression.then, expression.otherwise].map(branch => tried(run, branch, scope))
    return derived('one of two values', [condition, ...both])
  }
  const taken = evaluate(run, decided ? expression.then : expression.otherwise, scope)
  if (!hangsOnType(taken)) return taken
  const other = tried(run, decided ? expression.otherwise : expression.then, scope)
  return unify([taken, other])[0] ?? taken
}

/** Strings, and objects of no further use, are what they are whatever the other result is. */
function hangsOnType({ kind }: Value): boolean {
  return kind === 'boolean' || kind === 'number' || kind === 'list' || kind === 'object'
}

function tried(run: Run, expression: Expression, scope: Scope): Value {
  return quietly(run, () => {
    try {
      return evaluate(run, expression, scope)
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error
      return derived('an error', [])
    }
  })
}
