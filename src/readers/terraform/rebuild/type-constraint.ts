import { splatItem, type CallExpression, type Expression, type ObjectMember } from '../../../hcl/syntax.ts'
import { convert } from './convert.ts'
import { anyType, type ObjectType, type Type } from './type.ts'
import { EvaluationError, nullValue, type Value } from './value.ts'

/** What the `type` of a variable says. */
export type TypeConstraint = Type

/** Nobody nests types deeper. */
const deepest = 100

/**
 * The type that an expression such as `map(object({ a = optional(string, "x") }))` names. Defaults are evaluated here
 * and have the type of their attribute.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function parseType(
  expression: Expression,
  evaluateDefault: (expression: Expression) => Value,
  depth = 0,
): TypeConstraint {
  if (depth > deepest) throw new EvaluationError('a type is nested too deep')
  const word = wordOf(expression)
  if (word !== undefined) return named(word)
  if (expression.kind !== 'call') throw new EvaluationError('a type is required')
  const [argument, ...others] = expression.args
  if (argument === undefined || others.length > 0) {
    throw new EvaluationError(`the type \`${expression.name}\` takes one argument`)
  }
  const inner = (part: Expression): Type => parseType(part, evaluateDefault, depth + 1)
  switch (expression.name) {
    case 'list':
    case 'set':
    case 'map':
      return { kind: expression.name, element: inner(argument) }
    case 'tuple':
      if (argument.kind !== 'tuple') throw new EvaluationError('the type `tuple` takes a list of types')
      return { kind: 'tuple', elements: argument.items.map(inner) }
    case 'object':
      if (argument.kind !== 'object') throw new EvaluationError('the type `object` takes types by name')
      return objectType(argument.members, inner, evaluateDefault)
    default:
      throw new EvaluationError(`\`${expression.name}\` is no type`)
  }
}

/** Older sources write `"string"`, and `list` and `map` alone. */
function named(word: string): Type {
  switch (word) {
    case 'string':
    case 'number':
      return { kind: word }
    case 'bool':
      return { kind: 'boolean' }
    case 'any':
      return anyType
    case 'list':
    case 'map':
      return { kind: word, element: anyType }
    default:
      throw new EvaluationError(`\`${word}\` is no type`)
  }
}

/** A bare word, also between quotes. */
function wordOf(expression: Expression): string | undefined {
  if (expression.kind === 'root') return expression.name === splatItem ? undefined : expression.name
  if (expression.kind !== 'template') return undefined
  const [only, ...others] = expression.parts
  if (only === undefined || others.length > 0) return undefined
  if (only.kind === 'text') return only.text
  return undefined
}

function objectType(
  members: readonly ObjectMember[],
  inner: (expression: Expression) => Type,
  evaluateDefault: (expression: Expression) => Value,
): ObjectType {
  const attributes = new Map<string, Type>()
  const optional = new Map<string, Value>()
  for (const { key, value } of members) {
    const name = wordOf(key)
    if (name === undefined) throw new EvaluationError('the attributes of an object type have plain names')
    const modifier = optionalOf(value)
    if (modifier === undefined) {
      attributes.set(name, inner(value))
      continue
    }
    const [type, fallback, ...others] = modifier.args
    if (type === undefined || others.length > 0)
      throw new EvaluationError('`optional` takes a type and a default')
    const attribute = inner(type)
    attributes.set(name, attribute)
    optional.set(name, fallback === undefined ? nullValue : convert(evaluateDefault(fallback), attribute))
  }
  return { kind: 'object', attributes, optional }
}

function optionalOf(expression: Expression): CallExpression | undefined {
  return expression.kind === 'call' && expression.name === 'optional' ? expression : undefined
}
