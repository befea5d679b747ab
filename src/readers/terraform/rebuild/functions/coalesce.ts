import { convert } from '../convert.ts'
import { typeOf } from '../type.ts'
import { unifyTypes } from '../unify-types.ts'
import { EvaluationError, type Hole, type Value } from '../value.ts'
import { keyOf } from '../value-key.ts'
import { open } from './collection-arguments.ts'

/**
 * The first argument that is neither null nor the empty string, of the type that all can have.
 * https://developer.hashicorp.com/terraform/language/functions/coalesce
 */
export function coalesce(args: readonly Value[]): Value {
  const given = args.filter(({ kind }) => kind !== 'null')
  const type = unifyTypes(given.map(typeOf))
  if (type === undefined) throw new EvaluationError('`coalesce` takes arguments of one type')
  for (const [index, argument] of given.entries()) {
    const value = convert(argument, type)
    if (isAbsent(value)) continue
    // Beside a null that is not of their type, collections are not converted.
    const isSure = given.length === args.length || !isCollection(value) || keyOf(value) === keyOf(argument)
    if (isSure && isPresent(value)) return value
    return open('coalesce', given.slice(index), holeType(type.kind))
  }
  throw new EvaluationError('`coalesce` found nothing but null and empty strings')
}

function isCollection({ kind }: Value): boolean {
  return kind === 'list' || kind === 'object'
}

/** Whether it is certain to be neither null nor empty. */
function isPresent(value: Value): boolean {
  if (value.kind === 'hole') return value.type === 'text'
  if (value.kind === 'string') return value.parts.some(part => part.kind !== 'hole' || part.type === 'text')
  return true
}

function isAbsent(value: Value): boolean {
  return value.kind === 'string' && value.parts.length === 0
}

function holeType(kind: string): Hole['type'] {
  if (kind === 'string') return 'text'
  return kind === 'number' || kind === 'boolean' ? kind : 'any'
}
