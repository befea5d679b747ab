import type { Access } from '../../model/access.ts'
import { includes } from '../../model/action-set.ts'
import { principalId } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { holesOf, literal } from '../../model/text.ts'
import { anyOf, tri, type Tri } from '../../model/tri.ts'
import { asksForValue, isNegated, isPattern } from '../../access/operators.ts'
import { action, actionNames, plaintextActions } from '../../policy/actions.ts'
import { isFilledByCall } from '../../policy/variables.ts'
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
  ask: ({ conditions }) => {
    const through = conditions.filter(one => nameOf(one) === 'kms:viaservice')
    const is = anyOf(through.map(one => mayBe(one, asks)))
    if (is !== 'unknown') return answer(is === 'yes')
    return hangsOn(through.flatMap(({ values }) => values.flatMap(holesOf)))
  },
}

function nameOf(condition: Condition): string {
  return condition.key.toLowerCase()
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

function limits(condition: Condition): Tri {
  switch (nameOf(condition)) {
    case 'kms:grantisforawsresource':
      return isNegated(condition) ? 'no' : onlyValue(condition, 'true')
    case 'kms:viaservice':
      return mayBe(condition, asks)
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
  switch (nameOf(condition)) {
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

const putKeyPolicy = action('kms:PutKeyPolicy')

/** The caller can change the key's policy too, which is stronger than any grant. */
export const administersKey: Word<Access> = {
  says: 'the caller can change the key policy too',
  ask: (access, world) =>
    answer(administratorsAmong(world.accessesTo(access.key)).has(principalId(access.principal))),
}

const administrators = new WeakMap<readonly Access[], ReadonlySet<string>>()

/** Asked for each access to a key, and worked out once for all of them. */
function administratorsAmong(accesses: readonly Access[]): ReadonlySet<string> {
  const known = administrators.get(accesses)
  if (known !== undefined) return known
  const certain = accesses.filter(
    ({ certainty, actions }) => certainty === 'certain' && includes(actions, putKeyPolicy),
  )
  const found = new Set(certain.map(({ principal }) => principalId(principal)))
  administrators.set(accesses, found)
  return found
}
