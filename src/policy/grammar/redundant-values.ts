import type { Condition, Problem } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { matchesWildcard } from '../wildcard.ts'
import { inEachCondition, quoted, type Fault, type Judged } from './in-statements.ts'

/** Values of a condition that change nothing beside the others: repeated ones, and those that another holds. */
export function redundantValues(judged: Judged): readonly Problem[] {
  return inEachCondition(judged, condition => (condition.values.length < 2 ? none : faultsOf(condition)))
}

const none: readonly Fault[] = []
const mostPatterns = 20

function faultsOf(condition: Condition): readonly Fault[] {
  const { operator, key, values, at } = condition
  const known = values.flatMap(value => literal(value) ?? [])
  const idle = operator.startsWith('Numeric') ? idleNumbers(operator, known) : idleTexts(condition, known)
  return idle.slice(0, 3).map(({ value, beside }) => ({
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

/** Of several limits, the widest alone counts. */
function idleNumbers(operator: string, values: readonly string[]): readonly Idle[] {
  const numbers = values.map(Number).filter(Number.isFinite)
  const isUpper = operator.includes('LessThan')
  if (numbers.length < 2 || !(isUpper || operator.includes('GreaterThan'))) return repeatedIn(values)
  const widest = numbers.reduce((one, other) => (isUpper === other > one ? other : one))
  return values.flatMap(value =>
    Number.isFinite(Number(value)) && Number(value) !== widest ? [{ value, beside: String(widest) }] : [],
  )
}

function idleTexts({ operator }: Condition, values: readonly string[]): readonly Idle[] {
  const holds = holderFor(operator)
  if (holds === undefined) return repeatedIn(values)
  const wide = [...new Set(values)].filter(value => /[*?/]/.test(value)).slice(0, mostPatterns)
  const held = [...new Set(values)].flatMap(value => {
    const beside = wide.find(one => one !== value && holds(one, value))
    return beside === undefined ? [] : [{ value, beside }]
  })
  return [...repeatedIn(values), ...held]
}

function repeatedIn(values: readonly string[]): readonly Idle[] {
  const seen = new Set<string>()
  return values.flatMap(value => {
    if (seen.has(value)) return [{ value, beside: value }]
    seen.add(value)
    return []
  })
}

function holderFor(operator: string): ((wide: string, value: string) => boolean) | undefined {
  if (/^String(?:Not)?Like$/.test(operator)) return matchesWildcard
  return operator.endsWith('IpAddress') ? holdsAddresses : undefined
}

/** Addresses of version 4, as in `10.0.0.0/8`. */
function holdsAddresses(wide: string, value: string): boolean {
  const outer = rangeOf(wide)
  const inner = rangeOf(value)
  if (outer === undefined || inner === undefined || outer.bits > inner.bits) return false
  if (outer.bits === inner.bits) return false
  const size = 2 ** (32 - outer.bits)
  return Math.floor(outer.address / size) === Math.floor(inner.address / size)
}

function rangeOf(written: string): { readonly address: number; readonly bits: number } | undefined {
  const [, address = '', bits = '32'] = /^(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2}))?$/.exec(written) ?? []
  const parts = address.split('.').map(Number)
  if (parts.length !== 4 || parts.some(part => part > 255) || Number(bits) > 32) return undefined
  return { address: parts.reduce((sum, part) => sum * 256 + part, 0), bits: Number(bits) }
}
