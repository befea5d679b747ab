import type { Condition, PolicyDocument, Problem, ProblemCode, Statement } from '../../model/statement.ts'
import { nameOf } from '../../model/statement.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { literal, showText, type Text } from '../../model/text.ts'
import { distinctUnknowns, isUnknown, type Unknown } from '../../model/unknown.ts'

/** The kinds of documents whose grammars differ. */
export type Kind = 'key-policy' | 'identity-policy' | 'trust-policy' | 'scp' | 'rcp' | 'endpoint-policy'

/** What a check of the grammar looks at. */
export interface Judged {
  readonly document: PolicyDocument
  readonly kind: Kind
  /** Of an inline policy: what it stands in. */
  readonly inlineOf?: 'role' | 'user' | 'group'
  /** The first of what stands there inline, with all of that: AWS limits its length together. */
  readonly together?: readonly PolicyDocument[]
}

/** An objection to a part of a statement; `says` follows the statement's name. */
export interface Fault {
  readonly code: ProblemCode
  readonly says: string
  readonly at: SourceLocation
  readonly hangsOn?: readonly Unknown[]
  /** What to write at its place, where that is plain. */
  readonly instead?: string
}

/** The objections to each statement, with its name and with what hides whether it is there. */
export function inEachStatement(
  { document }: Judged,
  faultsOf: (statement: Statement) => readonly Fault[],
): readonly Problem[] {
  return document.statements.flatMap(statement => {
    const faults = faultsOf(statement)
    if (faults.length === 0) return []
    const hiders = hidersOf(statement)
    return faults.map(({ code, says, at, instead, hangsOn = [] }) => {
      const holes = hangsOn.length === 0 ? hiders : distinctUnknowns([...hangsOn, ...hiders])
      return {
        code,
        says: `${nameOf(statement)} ${says}`,
        at,
        ...(holes.length === 0 ? {} : { hangsOn: holes }),
        ...(instead === undefined ? {} : { instead }),
      }
    })
  })
}

/** The same for each of its conditions. */
export function inEachCondition(
  judged: Judged,
  faultsOf: (condition: Condition, statement: Statement) => readonly Fault[],
): readonly Problem[] {
  return inEachStatement(judged, statement =>
    statement.conditions.flatMap(condition => faultsOf(condition, statement)),
  )
}

/** Whether a statement has this effect, as far as it is known: the holes that it hangs on, or nothing where it has not. */
export function ifEffect({ effect }: Statement, wanted: 'Allow' | 'Deny'): readonly Unknown[] | undefined {
  if (isUnknown(effect)) return [effect]
  return effect === wanted ? [] : undefined
}

/** Whether a condition fails where the request lacks the key (IAM User Guide, "…IfExists condition operators"). */
export function needsItsKey({ operator, qualifier, ifExists, values }: Condition): boolean {
  if (operator === 'Null') return values.every(value => literal(value)?.toLowerCase() === 'false')
  if (qualifier !== undefined) return qualifier === 'ForAnyValue'
  return !ifExists && !isNegated(operator)
}

/** Whether it holds for values that are not listed. */
export function isNegated(operator: string): boolean {
  return /Not/.test(operator)
}

/** For people: at most so much of a stranger's text. */
export function quoted(value: Text | string): string {
  const written = typeof value === 'string' ? value : showText(value)
  return `\`${written.length > 80 ? `${written.slice(0, 79)}…` : written}\``
}

/** As many doubts as anybody reads: each objection to a statement carries them. */
const mostHiders = 20

/**
 * What hides whether the statement is there as it is read. A part that AWS refuses hides nothing: it has an objection of
 * its own.
 */
export function hidersOf({ conditionHoles }: Statement): readonly Unknown[] {
  const hiders = conditionHoles.filter(({ reason }) => reason !== 'malformed')
  return distinctUnknowns(hiders.slice(0, mostHiders))
}
