import type { Condition } from '../../model/statement.ts'
import { literal, type Text } from '../../model/text.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../../model/tri.ts'
import type { RequestContext } from './context.ts'
import { operators, type Operator } from './operators.ts'
import { substituted } from './variables.ts'

/**
 * Whether a condition holds for a request (IAM User Guide, "Condition operators" and "Multivalued context keys").
 * An absent key decides in this order: `Null`, the set qualifier, `…IfExists`, then the operator's sign.
 */
export function holds(condition: Condition, context: RequestContext): Tri {
  const given = context.get(condition.key.toLowerCase()) ?? []
  if (condition.operator === 'Null') return isAbsent(condition, given.length === 0)
  const operator = operators.get(condition.operator)
  if (operator === undefined) return 'unknown'
  if (given.length === 0) return forAbsentKey(condition, operator)
  const wanted = wantedBy(condition, context)
  const each = given.map(value => matches(operator, wanted, value))
  if (condition.qualifier === 'ForAllValues') return allOf(each)
  if (condition.qualifier === 'ForAnyValue' || !operator.negated) return anyOf(each)
  return allOf(each)
}

function isAbsent(condition: Condition, absent: boolean): Tri {
  return anyOf(
    condition.values.map(value => {
      const word = literal(value)?.toLowerCase()
      return word === undefined ? 'unknown' : tri(word === String(absent))
    }),
  )
}

function forAbsentKey({ qualifier, ifExists }: Condition, { negated }: Operator): Tri {
  if (qualifier !== undefined) return tri(qualifier === 'ForAllValues')
  return tri(ifExists || negated)
}

/** The policy's values; one whose variable has no value equals nothing, and is left out. */
function wantedBy({ values }: Condition, context: RequestContext): readonly Text[] {
  return values.flatMap(value => {
    const filled = substituted(value, context)
    return filled === undefined ? [] : [filled]
  })
}

/** Values of one key: one of them for a positive operator, none of them for a negated one. */
function matches({ compare, negated }: Operator, wanted: readonly Text[], given: Text): Tri {
  const compared = wanted.map(value => compare(value, given))
  // A value of another type than the operator's matches neither way.
  if (compared.length > 0 && compared.every(result => result === undefined)) return 'no'
  const one = anyOf(compared.map(result => result ?? 'no'))
  return negated ? opposite(one) : one
}
