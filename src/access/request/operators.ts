import { literal, type Text } from '../../model/text.ts'
import { tri, type Tri } from '../../model/tri.ts'
import { equalTexts, lowerCase } from '../operators.ts'
import { isInRange } from './ip-range.ts'
import { matchesArn, matchesText } from './matching.ts'
import { withoutWildcards, withPlainCharacters } from './variables.ts'

/** Compares a policy's value with one of the request; nothing when one is no value of the operator's type. */
export type Comparison = (wanted: Text, given: Text) => Tri | undefined

/** An operator of the condition language, its `Not…` forms taken apart. */
export interface Operator {
  readonly compare: Comparison
  readonly negated: boolean
}

const positive = (compare: Comparison): Operator => ({ compare, negated: false })
const negative = (compare: Comparison): Operator => ({ compare, negated: true })

const equals: Comparison = (wanted, given) => equalTexts(withPlainCharacters(wanted), given)
const equalsInAnyCase: Comparison = (wanted, given) =>
  equalTexts(lowerCase(withPlainCharacters(wanted)), lowerCase(given))
const like: Comparison = (wanted, given) => matchesText(wanted, withoutWildcards(given))
const arnLike: Comparison = (wanted, given) => matchesArn(wanted, withoutWildcards(given))
const number = (holds: (given: number, wanted: number) => boolean): Comparison => ordered(numberOf, holds)
const date = (holds: (given: number, wanted: number) => boolean): Comparison => ordered(dateOf, holds)

/** By the names that AWS gives them (IAM User Guide, "IAM JSON policy elements: Condition operators"). */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', positive(equals)],
  ['StringNotEquals', negative(equals)],
  ['StringEqualsIgnoreCase', positive(equalsInAnyCase)],
  ['StringNotEqualsIgnoreCase', negative(equalsInAnyCase)],
  ['StringLike', positive(like)],
  ['StringNotLike', negative(like)],
  ['ArnEquals', positive(arnLike)],
  ['ArnLike', positive(arnLike)],
  ['ArnNotEquals', negative(arnLike)],
  ['ArnNotLike', negative(arnLike)],
  ['NumericEquals', positive(number((given, wanted) => given === wanted))],
  ['NumericNotEquals', negative(number((given, wanted) => given === wanted))],
  ['NumericLessThan', positive(number((given, wanted) => given < wanted))],
  ['NumericLessThanEquals', positive(number((given, wanted) => given <= wanted))],
  ['NumericGreaterThan', positive(number((given, wanted) => given > wanted))],
  ['NumericGreaterThanEquals', positive(number((given, wanted) => given >= wanted))],
  ['DateEquals', positive(date((given, wanted) => given === wanted))],
  ['DateNotEquals', negative(date((given, wanted) => given === wanted))],
  ['DateLessThan', positive(date((given, wanted) => given < wanted))],
  ['DateLessThanEquals', positive(date((given, wanted) => given <= wanted))],
  ['DateGreaterThan', positive(date((given, wanted) => given > wanted))],
  ['DateGreaterThanEquals', positive(date((given, wanted) => given >= wanted))],
  ['Bool', positive(bool)],
  ['BinaryEquals', positive(equals)],
  ['IpAddress', positive(ip)],
  ['NotIpAddress', negative(ip)],
])

function ordered(
  read: (value: string) => number | undefined,
  holds: (given: number, wanted: number) => boolean,
): Comparison {
  return (wanted, given) => {
    const [one, other] = [literal(given), literal(wanted)]
    if (one === undefined || other === undefined) return 'unknown'
    const [left, right] = [read(one), read(other)]
    return left === undefined || right === undefined ? undefined : tri(holds(left, right))
  }
}

/** The number that a text is for `Numeric…` operators; nothing when it is none. */
export function numberOf(value: string): number | undefined {
  return /^[+-]?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : undefined
}

/** The time that a text is for `Date…` operators, in milliseconds: ISO 8601, or seconds since 1970. */
export function dateOf(value: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}

function bool(wanted: Text, given: Text): Tri | undefined {
  const [one, other] = [literal(given)?.toLowerCase(), literal(wanted)?.toLowerCase()]
  if (one === undefined || other === undefined) return 'unknown'
  return isTruth(one) && isTruth(other) ? tri(one === other) : undefined
}

function ip(wanted: Text, given: Text): Tri | undefined {
  const [address, range] = [literal(given), literal(wanted)]
  if (address === undefined || range === undefined) return 'unknown'
  const inside = isInRange(address, range)
  return inside === undefined ? undefined : tri(inside)
}

function isTruth(word: string): boolean {
  return word === 'true' || word === 'false'
}
