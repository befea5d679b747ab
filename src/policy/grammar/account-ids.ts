import type { NamedPrincipal, Problem } from '../../model/statement.ts'
import { literal, type Text } from '../../model/text.ts'
import { inEachStatement, type Fault, type Judged } from './in-statements.ts'

/**
 * Principals that are account ids of fewer or more than 12 digits: a number in YAML, HCL or JSON loses its first zeros.
 * Those in conditions are told with the values of conditions.
 */
export function accountIds(judged: Judged): readonly Problem[] {
  return inEachStatement(judged, ({ principals }) => (principals?.items ?? none).flatMap(inPrincipal))
}

const none: readonly NamedPrincipal[] = []

function inPrincipal({ principal, at }: NamedPrincipal): readonly Fault[] {
  if (principal.kind !== 'unusable' || !isOtherNumber(principal.written)) return []
  return [{ code: 'number-as-account-id', says: `names ${saysOf(principal.written)}`, at }]
}

/** Whether all of it is digits, and not 12 of them. */
export function isOtherNumber(text: Text): boolean {
  const known = literal(text)
  return known !== undefined && /^\d+$/.test(known) && known.length !== 12
}

function saysOf(text: Text): string {
  const id = literal(text) ?? ''
  const shown = id.length > 20 ? `${id.slice(0, 20)}…` : id
  return `the account id \`${shown}\` of ${id.length} digits instead of 12, as a number without quotes has that begins with 0`
}
