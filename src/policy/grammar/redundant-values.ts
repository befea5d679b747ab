import type { Condition, Problem } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { matchesWildcard } from '../wildcard.ts'
import { addressBlock, isWithin } from './addresses.ts'
import { inEachCondition, quoted, type Fault, type Judged } from './in-statements.ts'

/** Values of a condition that change nothing beside the others: repeated ones, and those that another holds. */
export function redundantValues(judged: Judged): readonly Problem[] {
  return inEachCondition(judged, faultsOf)
}

const mostPatterns = 20

function faultsOf(condition: Condition): readonly Fault[] {
  const { operator, key, values, at } = condition
  const known = values.flatMap(value => literal(value) ?? [])
  const held = operator.startsWith('Numeric') ? narrower(operator, known) : heldTexts(operator, known)
  return [...repeatedIn(known), ...held].slice(0, 3).map(({ value, beside }) => ({
    code: 'redundant-value',
    says:
      value === beside
        ? `compares ${quoted(key)} with ${quoted(value)} twice`
        : `compares ${quoted(key)} with ${quoted(value)} beside ${quoted(beside)}, which holds it`,
    at,
  }))
}

interface Idle {
  readonly value: string
  readonly beside: string
}

function repeatedIn(values: readonly string[]): readonly Idle[] {
  const seen = new Set<string>()
  return values.flatMap(value => {
    if (seen.has(value)) return [{ value, beside: value }]
    seen.add(value)
    return []
  })
}

/** Of several limits, the widest alone counts. */
function narrower(operator: string, values: readonly string[]): readonly Idle[] {
  const limits = [...new Set(values)].filter(isNumber).toSorted((one, other) => Number(one) - Number(other))
  if (operator.includes('LessThan')) limits.reverse()
  else if (!operator.includes('GreaterThan')) return []
  const [beside = '', ...held] = limits
  return held.map(value => ({ value, beside }))
}

/** Others are told as such. */
function isNumber(value: string): boolean {
  return /^[+-]?\d+(?:\.\d+)?$/.test(value)
}

function heldTexts(operator: string, values: readonly string[]): readonly Idle[] {
  const distinct = [...new Set(values)]
  const holds = holderFor(operator, distinct)
  if (holds === undefined) return []
  const wide = distinct.filter(value => /[*?/]/.test(value)).slice(0, mostPatterns)
  const idle = new Set<string>()
  return distinct.flatMap(value => {
    // Of two that hold each other, one is left.
    const beside = wide.find(one => one !== value && !idle.has(one) && holds(one, value))
    if (beside === undefined) return []
    idle.add(value)
    return [{ value, beside }]
  })
}

type Holder = (wide: string, value: string) => boolean

function holderFor(operator: string, values: readonly string[]): Holder | undefined {
  if (/^String(?:Not)?Like$/.test(operator)) return matchesWildcard
  return operator.endsWith('IpAddress') ? holderOfAddresses(values) : undefined
}

/** Each is read once. */
function holderOfAddresses(values: readonly string[]): Holder {
  const blocks = new Map(values.map(value => [value, addressBlock(value)]))
  return (wide, value) => {
    const [outer, inner] = [blocks.get(wide), blocks.get(value)]
    return outer !== undefined && inner !== undefined && isWithin(inner, outer)
  }
}
