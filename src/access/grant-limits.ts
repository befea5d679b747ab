import type { Condition } from '../model/statement.ts'
import { holesOf, literal } from '../model/text.ts'
import { anyOf, tri, type Tri } from '../model/tri.ts'
import { actionNames, plaintextActions } from '../policy/actions.ts'
import { isFilledByCall } from '../policy/variables.ts'
import { hasWildcard, matchesWildcard } from '../policy/wildcard.ts'
import { asksForValue, isNegated, isPattern } from './operators.ts'

/** What has to hold when a grant is created, and what must not. */
interface Asked {
  readonly conditions: readonly Condition[]
  readonly unless: readonly (readonly Condition[])[]
}

/**
 * Whether the grants that somebody can create are limited: to AWS services, to a service that calls for him, to
 * named grantees, or to operations without plaintext. The limit stands in the statement, or in a Deny
 * (Developer Guide, "Using grants with conditions").
 */
export function limitsGrants({ conditions, unless }: Asked): Tri {
  return anyOf([
    ...conditions.map(limitsAsAllow),
    ...unless.map(([only, ...more]) => (only === undefined || more.length > 0 ? 'no' : limitsAsDeny(only))),
  ])
}

/** Whether a condition asks for its key, so that a request without it does not pass. */
export function asksForKey(condition: Condition): Tri {
  return mayBe(condition, asks)
}

/** A positive test that an absent key does not pass. */
function asks(condition: Condition): boolean {
  if (condition.operator === 'Null') return isNull(condition, 'false')
  return asksForValue(condition)
}

/** A test that an absent key passes; `ForAnyValue` never does. */
function asksForOther(condition: Condition): boolean {
  if (condition.operator === 'Null') return isNull(condition, 'true')
  return isNegated(condition) && condition.qualifier !== 'ForAnyValue'
}

function isNull({ values }: Condition, word: string): boolean {
  return values.length > 0 && values.every(value => literal(value)?.toLowerCase() === word)
}

/** Whether a condition of a statement that allows `kms:CreateGrant` is such a limit. */
export function limitsAsAllow(condition: Condition): Tri {
  switch (condition.key.toLowerCase()) {
    case 'kms:grantisforawsresource':
      return isNegated(condition) ? 'no' : onlyValue(condition, 'true')
    case 'kms:viaservice':
      return asksForKey(condition)
    case 'kms:granteeprincipal':
    case 'kms:granteeserviceprincipal':
      return asksForValue(condition) ? literalGrantees(condition) : 'no'
    case 'kms:grantoperations':
      // Only ForAllValues limits: ForAnyValue lets other operations through beside an allowed one.
      return condition.qualifier === 'ForAllValues' && isStringTest(condition) && !isNegated(condition)
        ? withoutPlaintext(condition)
        : 'no'
    default:
      return 'no'
  }
}

/** What is left when a Deny with this one condition does not fire. */
function limitsAsDeny(condition: Condition): Tri {
  switch (condition.key.toLowerCase()) {
    case 'kms:grantisforawsresource':
      return isNegated(condition) ? 'no' : onlyValue(condition, 'false')
    case 'kms:viaservice':
      return mayBe(condition, asksForOther)
    case 'kms:granteeprincipal':
    case 'kms:granteeserviceprincipal':
      return condition.operator !== 'Null' && asksForOther(condition) ? literalGrantees(condition) : 'no'
    case 'kms:grantoperations':
      return condition.qualifier === 'ForAnyValue' && isStringTest(condition) && !isNegated(condition)
        ? deniesPlaintext(condition)
        : 'no'
    default:
      return 'no'
  }
}

/** Whether a key is asked for; `Null` with an unknown value may ask for its absence. */
function mayBe(condition: Condition, test: (condition: Condition) => boolean): Tri {
  const hidden = condition.operator === 'Null' && condition.values.some(value => literal(value) === undefined)
  return hidden ? 'unknown' : tri(test(condition))
}

function isStringTest({ operator }: Condition): boolean {
  return operator.startsWith('String')
}

function onlyValue(condition: Condition, word: string): Tri {
  if (condition.operator !== 'Bool' && !isStringTest(condition)) return 'no'
  const values = condition.values.map(value => literal(value)?.toLowerCase())
  if (values.some(value => value !== undefined && value !== word)) return 'no'
  return values.includes(undefined) ? 'unknown' : tri(values.length > 0)
}

/** A hole in a pattern may become a wildcard, and a policy variable the caller himself. */
function literalGrantees(condition: Condition): Tri {
  const { values } = condition
  if (values.length === 0 || (isPattern(condition) && values.some(hasWildcard))) return 'no'
  const holes = values.flatMap(holesOf)
  const open = holes.some(hole => isFilledByCall(hole) || (isPattern(condition) && hole.shape === 'anything'))
  return open ? 'unknown' : 'yes'
}

const plaintextNames = new Map(
  actionNames(plaintextActions)
    .map(name => name.slice('kms:'.length))
    .map(name => [name.toLowerCase(), name] as const),
)
const plaintextOperations = [...plaintextNames.keys()]

function withoutPlaintext(condition: Condition): Tri {
  const values = condition.values.map(literal)
  if (values.some(value => value !== undefined && revealed(value))) return 'no'
  return values.includes(undefined) ? 'unknown' : 'yes'
}

/** Wildcards and case count here whatever the operator: a value that matches no operation harms nobody. */
function revealed(value: string): boolean {
  return plaintextOperations.some(operation => matchesWildcard(value.toLowerCase(), operation))
}

/** All of them must be denied by name; a hole may hold the missing one. */
function deniesPlaintext(condition: Condition): Tri {
  const values = condition.values.map(literal)
  const known = values.filter(value => value !== undefined)
  const missing = plaintextOperations.filter(
    operation => !known.some(value => denies(condition, value, operation)),
  )
  if (missing.length === 0) return 'yes'
  return values.includes(undefined) ? 'unknown' : 'no'
}

function denies(condition: Condition, value: string, operation: string): boolean {
  const ignoresCase = condition.operator === 'StringEqualsIgnoreCase'
  const name = plaintextNames.get(operation) ?? operation
  if (isPattern(condition)) return matchesWildcard(value, name)
  return ignoresCase ? value.toLowerCase() === operation : value === name
}
