import type { CallExpression } from '../../../hcl/syntax.ts'
import { attempt, canBe } from './attempts.ts'
import { evaluate } from './evaluate.ts'
import { fileFunctions, type FileFunction } from './file-functions.ts'
import { collectionFunctions } from './functions/collections.ts'
import { encodingFunctions } from './functions/encoding.ts'
import { numberFunctions } from './functions/numbers.ts'
import { stringFunctions } from './functions/strings.ts'
import type { Implementation } from './functions/table.ts'
import { typeFunctions } from './functions/types.ts'
import { spend, type Run } from './run.ts'
import type { Scope } from './scope.ts'
import { isSensitive, withSensitive } from './sensitive.ts'
import { isLoose } from './set-items.ts'
import { sizeOf } from './size.ts'
import { derived, EvaluationError, unsupported, type Value } from './value.ts'

const functions: ReadonlyMap<string, Implementation> = new Map([
  ...Object.entries(stringFunctions),
  ...Object.entries(numberFunctions),
  ...Object.entries(encodingFunctions),
  ...Object.entries(collectionFunctions),
  ...Object.entries(typeFunctions),
])

/** The functions whose result tells nothing of what their arguments hold. */
const unmarking: ReadonlySet<string> = new Set(['nonsensitive', 'issensitive'])

/** A call of a function: what this evaluator does not know is a hole that says so. */
export function call(run: Run, expression: CallExpression, scope: Scope): Value {
  const name = expression.name.replace(/^core::/, '')
  if (name === 'try') return attempt(run, expression, scope)
  if (name === 'can') return canBe(run, expression, scope)
  const args = argumentsOf(run, expression, scope)
  if ('kind' in args) return derived(`${name}(…)`, [args])
  // What a function does takes as long as its arguments are large.
  const size = args.reduce((sum, argument) => sum + sizeOf(argument), 0)
  const none = spend(run, size)
  if (none !== undefined) return withSensitive(none, args)
  const file: FileFunction | undefined = fileFunctions.get(name)
  const implementation = functions.get(name)
  if (file !== undefined)
    return withSensitive(
      discreet(name, args, () => file(run, args, scope)),
      args,
    )
  if (implementation === undefined) return withSensitive(unsupported(`${name}(…)`, args), args)
  const result = discreet(name, args, () => implementation(args))
  return unmarking.has(name) ? result : withSensitive(result, args)
}

/** What a function objects to, or does not do, may quote its arguments. */
function discreet(name: string, args: readonly Value[], apply: () => Value): Value {
  try {
    const result = apply()
    const isOwn = result.kind === 'hole' && result.reason === 'unsupported-function'
    return isOwn && args.some(isSensitive) ? { ...result, name: `${name}(…)` } : result
  } catch (error) {
    if (error instanceof EvaluationError && args.some(isSensitive))
      throw new EvaluationError(`\`${name}\` refuses a sensitive argument`)
    throw error
  }
}

/** The arguments; a hole where it is not known how many there are. */
function argumentsOf(run: Run, { args, expands }: CallExpression, scope: Scope): readonly Value[] | Value {
  const values = args.map(argument => evaluate(run, argument, scope))
  const last = values.at(-1)
  if (!expands || last === undefined) return values
  if (last.kind === 'hole' || isLoose(last)) return derived('arguments', values)
  if (last.kind !== 'list') throw new EvaluationError('only lists can be expanded to arguments')
  const items = last.sensitive === true ? last.items.map(item => withSensitive(item, [last])) : last.items
  return [...values.slice(0, -1), ...items]
}
