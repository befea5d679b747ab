import type { Condition } from '../model/statement.ts'
import { literal, type Text } from '../model/text.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../model/tri.ts'
import { isUnknown, sameUnknown } from '../model/unknown.ts'
import { parseArn, type Arn } from '../policy/arn.ts'
import { matchesWildcard, mayMatchWildcard } from '../policy/wildcard.ts'

const positiveTwins: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
  ['NotIpAddress', 'IpAddress'],
])

/** Whether `*` and `?` are wildcards under this operator. */
export function isPattern({ operator }: Condition): boolean {
  return /Like$|^Arn/.test(operator)
}

/** Whether an operator holds when no value matches: `StringNotEquals` and its like. */
export function isNegated(condition: Condition): boolean {
  return positiveTwins.has(condition.operator) || /Not/.test(condition.operator)
}

/**
 * Whether a condition asks for the key to be present with one of its values: a positive operator,
 * without `…IfExists`, without `ForAllValues` (which holds for an absent key), and not `Null`.
 */
export function asksForValue(condition: Condition): boolean {
  return (
    !isNegated(condition) &&
    !condition.ifExists &&
    condition.qualifier !== 'ForAllValues' &&
    condition.operator !== 'Null'
  )
}

/**
 * What a caller must fulfil to escape a Deny with this one negated condition: the same values, asked for.
 * An absent key fulfils a negated condition, so it does not escape. `ForAnyValue` does not fire on an absent
 * key and has no such twin.
 */
export function escapeFrom(condition: Condition): Condition | undefined {
  const operator = positiveTwins.get(condition.operator)
  if (operator === undefined || condition.qualifier === 'ForAnyValue') return undefined
  const { qualifier: _, ...rest } = condition
  const asked: Condition = { ...rest, operator, ifExists: false }
  return condition.qualifier === undefined ? asked : { ...asked, qualifier: 'ForAnyValue' }
}

/** Whether the condition holds for a request in which the key has this one value. */
export function holdsFor(condition: Condition, actual: Text): Tri {
  if (condition.operator === 'Null') return anyOf(condition.values.map(value => isWord(value, 'false')))
  const operator = positiveTwins.get(condition.operator) ?? condition.operator
  const matches = operator.startsWith('Arn')
    ? matchesAnyArn(condition.values, actual)
    : anyOf(condition.values.map(value => matchesValue(operator, value, actual)))
  return isNegated(condition) ? opposite(matches) : matches
}

function matchesValue(operator: string, value: Text, actual: Text): Tri {
  switch (operator) {
    case 'StringEquals':
      return equalTexts(value, actual)
    case 'StringEqualsIgnoreCase':
    case 'Bool':
      return equalTexts(lowerCase(value), lowerCase(actual))
    case 'StringLike':
      return matchesPattern(value, actual)
    default:
      return 'unknown'
  }
}

/** Equal holes make equal texts; a hole beside something else may turn out equal, unless the ends differ. */
export function equalTexts(one: Text, other: Text): Tri {
  const knownOne = literal(one)
  const knownOther = literal(other)
  if (knownOne !== undefined && knownOther !== undefined) return tri(knownOne === knownOther)
  if (identical(one, other)) return 'yes'
  if (knownOne !== undefined) return matchesWildcard(widest(other), knownOne) ? 'unknown' : 'no'
  if (knownOther !== undefined) return matchesWildcard(widest(one), knownOther) ? 'unknown' : 'no'
  return mayBegin(one[0], other[0]) && mayEnd(one.at(-1), other.at(-1)) ? 'unknown' : 'no'
}

type Part = Text[number] | undefined

/** Whatever stands in the holes, a text begins and ends with what is told of it. */
function mayBegin(one: Part, other: Part): boolean {
  return (
    typeof one !== 'string' || typeof other !== 'string' || one.startsWith(other) || other.startsWith(one)
  )
}

function mayEnd(one: Part, other: Part): boolean {
  return typeof one !== 'string' || typeof other !== 'string' || one.endsWith(other) || other.endsWith(one)
}

/** The text with a wildcard in place of each hole. */
function widest(value: Text): string {
  return value.map(part => (isUnknown(part) ? '*' : part)).join('')
}

function identical(one: Text, other: Text): boolean {
  return (
    one.length === other.length &&
    one.every((part, index) => {
      const twin = other[index]
      return isUnknown(part) ? isUnknown(twin) && sameUnknown(part, twin) : part === twin
    })
  )
}

function matchesPattern(pattern: Text, actual: Text): Tri {
  const known = literal(actual)
  if (known !== undefined) return mayMatchWildcard(pattern, known)
  if (literal(pattern) === '*' || identical(pattern, actual)) return 'yes'
  return 'unknown'
}

/** The six parts of an ARN are matched one by one; how AWS matches a pattern with fewer is not documented. */
function matchesAnyArn(patterns: readonly Text[], actual: Text): Tri {
  const given = parseArn(actual)
  return anyOf(patterns.map(pattern => matchesArn(parseArn(pattern), given)))
}

function matchesArn(wanted: Arn | undefined, given: Arn | undefined): Tri {
  if (wanted === undefined || given === undefined) return 'unknown'
  return allOf([
    matchesPattern(wanted.partition, given.partition),
    matchesPattern(wanted.service, given.service),
    matchesPattern(wanted.region, given.region),
    matchesPattern(wanted.account, given.account),
    matchesPattern(wanted.resource, given.resource),
  ])
}

/** Holes keep what they are. */
export function lowerCase(value: Text): Text {
  return value.map(part => (isUnknown(part) ? part : part.toLowerCase()))
}

function isWord(value: Text, word: string): Tri {
  const known = literal(value)
  return known === undefined ? 'unknown' : tri(known.toLowerCase() === word)
}
