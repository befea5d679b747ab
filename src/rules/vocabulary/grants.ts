import type { Access } from '../../model/access.ts'
import { includes } from '../../model/action-set.ts'
import { principalId } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { holesOf, literal } from '../../model/text.ts'
import { anyOf, tri, type Tri } from '../../model/tri.ts'
import { isNegated } from '../../access/operators.ts'
import { action, actionNames, plaintextActions } from '../../policy/actions.ts'
import { hasWildcard, matchesWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

/**
 * The grants that the caller can create are limited: to AWS services, to a service that calls for him, to
 * named grantees, or to operations without plaintext. The limit stands in the statement, or in a Deny
 * (Developer Guide, "Using grants with conditions").
 */
export const grantsAreGuarded: Word<Access> = {
  says: 'a condition limits the grants that can be created',
  ask: ({ conditions, unless }) => {
    const is = anyOf([
      ...conditions.map(limits),
      ...unless.map(([only, ...more]) => (only === undefined || more.length > 0 ? 'no' : limitsAsDeny(only))),
    ])
    if (is !== 'unknown')
      return answer(
        is === 'yes',
        conditions.filter(one => limits(one) === 'yes').map(({ at }) => at),
      )
    return hangsOn([...conditions, ...unless.flat()].flatMap(({ values }) => values.flatMap(holesOf)))
  },
}

/** The access goes through an AWS service that calls for the principal. */
export const throughService: Word<Access> = {
  says: 'only through an AWS service (`kms:ViaService`)',
  ask: ({ conditions }) => answer(conditions.some(one => nameOf(one) === 'kms:viaservice' && asks(one))),
}

function nameOf(condition: Condition): string {
  return condition.key.toLowerCase()
}

/** A positive test that an absent key does not pass. */
function asks(condition: Condition): boolean {
  return !isNegated(condition) && !condition.ifExists && condition.qualifier !== 'ForAllValues'
}

function limits(condition: Condition): Tri {
  switch (nameOf(condition)) {
    case 'kms:grantisforawsresource':
      return isNegated(condition) ? 'no' : onlyValue(condition, 'true')
    case 'kms:viaservice':
      return tri(asks(condition))
    case 'kms:granteeprincipal':
    case 'kms:granteeserviceprincipal':
      return asks(condition) ? literalGrantees(condition) : 'no'
    case 'kms:grantoperations':
      // Only ForAllValues limits: ForAnyValue lets other operations through beside an allowed one.
      return condition.qualifier === 'ForAllValues' && !isNegated(condition)
        ? withoutPlaintext(condition)
        : 'no'
    default:
      return 'no'
  }
}

/** What is left when a Deny with this one condition does not fire. */
function limitsAsDeny(condition: Condition): Tri {
  switch (nameOf(condition)) {
    case 'kms:grantisforawsresource':
      return isNegated(condition) ? 'no' : onlyValue(condition, 'false')
    case 'kms:viaservice':
      return tri(isNegated(condition))
    case 'kms:granteeprincipal':
    case 'kms:granteeserviceprincipal':
      return isNegated(condition) ? literalGrantees(condition) : 'no'
    case 'kms:grantoperations':
      return condition.qualifier === 'ForAnyValue' && !isNegated(condition)
        ? tri(deniesPlaintext(condition))
        : 'no'
    default:
      return 'no'
  }
}

function onlyValue(condition: Condition, word: string): Tri {
  if (condition.operator !== 'Bool' && !condition.operator.startsWith('String')) return 'no'
  const values = condition.values.map(value => literal(value)?.toLowerCase())
  if (values.some(value => value !== undefined && value !== word)) return 'no'
  return values.includes(undefined) ? 'unknown' : tri(values.length > 0)
}

function literalGrantees(condition: Condition): Tri {
  const patterns = /Like$|^Arn/.test(condition.operator)
  return tri(condition.values.length > 0 && !(patterns && condition.values.some(hasWildcard)))
}

const plaintextOperations = actionNames(plaintextActions).map(name => name.slice('kms:'.length))

function withoutPlaintext(condition: Condition): Tri {
  const values = condition.values.map(literal)
  if (values.some(value => value !== undefined && revealed(value))) return 'no'
  return values.includes(undefined) ? 'unknown' : 'yes'
}

function revealed(value: string): boolean {
  return plaintextOperations.some(operation => matchesWildcard(value, operation))
}

function deniesPlaintext(condition: Condition): boolean {
  const values = condition.values.map(literal)
  return plaintextOperations.every(operation =>
    values.some(value => value !== undefined && matchesWildcard(value, operation)),
  )
}

const putKeyPolicy = action('kms:PutKeyPolicy')

/** The caller can change the key's policy too, which is stronger than any grant. */
export const administersKey: Word<Access> = {
  says: 'the caller can change the key policy too',
  ask: (access, world) =>
    answer(
      world
        .accessesTo(access.key)
        .some(
          other =>
            other.certainty === 'certain' &&
            includes(other.actions, putKeyPolicy) &&
            principalId(other.principal) === principalId(access.principal),
        ),
    ),
}
