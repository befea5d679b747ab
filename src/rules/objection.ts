import type { ActionSet } from '../model/action-set.ts'
import type { Step } from '../model/access.ts'
import type { Key } from '../model/key.ts'
import type { KeyUse } from '../model/key-use.ts'
import { principalId, type Principal } from '../model/principal.ts'
import { severities, type Severity } from '../model/report.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Condition, Statement } from '../model/statement.ts'
import type { Unknown } from '../model/unknown.ts'
import type { Correction } from './correction.ts'
import type { Fix, Rule } from './rule.ts'

/** What a rule objects to, with its evidence: a finding before it is put into words for a report. */
export interface Objection {
  readonly rule: Rule
  readonly severity: Severity
  readonly certainty: 'certain' | 'possible'
  /** Its rule often cannot tell, and could not here: it is counted, and is no finding. */
  readonly isUntold?: true
  readonly message: string
  readonly fix: Fix
  /** What to write instead, where that can be said: one for each statement at fault. */
  readonly corrections: readonly Correction[]
  /** Absent where it is about no one key: a policy of a role, or whom a role trusts. */
  readonly key?: Key
  /** The name of the policy at fault, where its place does not tell it from others: several inline policies of a role. */
  readonly policy?: string
  readonly principal?: Principal
  /** All whom it is about, where these are several: the first is `principal`. */
  readonly callers?: readonly Principal[]
  /** Resources that fail because of it: what is told of these is the same fault. */
  readonly uses?: readonly KeyUse[]
  /** The addresses of the roles, users and groups that hold the IAM policy at fault. */
  readonly holders?: readonly string[]
  readonly actions: ActionSet
  /** The place of the fault: the first is the one to change. */
  readonly at: readonly [SourceLocation, ...SourceLocation[]]
  /** Where something stood that is told of, and is no more. */
  readonly was?: SourceLocation
  /** The statements that show it, where it is about statements. */
  readonly statements: readonly Statement[]
  /** Where the rule's words saw it, inside those statements: the values at fault. */
  readonly seenAt?: readonly SourceLocation[]
  readonly path: readonly Step[]
  readonly conditions: readonly Condition[]
  readonly unless: readonly (readonly Condition[])[]
  readonly unknowns: readonly Unknown[]
  /** Terraform marks what it is about as sensitive: none of its text is told. */
  readonly sensitive: boolean
  /** Objections to the same fault, which this one reports. */
  readonly related: readonly Objection[]
}

/** Tells the principal from others; empty where it is about nobody. */
export function idOf({ principal }: Objection): string {
  return principal === undefined ? '' : principalId(principal)
}

/** Negative where the first weighs more. */
export function worstFirst(one: Objection, other: Objection): number {
  return severities.indexOf(one.severity) - severities.indexOf(other.severity)
}
