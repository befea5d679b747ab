import type { Principal } from './principal.ts'
import type { SourceLocation } from './source-location.ts'
import type { Text } from './text.ts'
import type { Knowable, Unknown } from './unknown.ts'

/** A policy document as `policy/` read it: nothing is judged yet. */
export interface PolicyDocument {
  /** `2008-10-17` when the document does not say. */
  readonly version: string
  readonly statements: readonly Statement[]
  /** What may stand in it besides and cannot be read; with no statement at all, nothing of it is known. */
  readonly holes: readonly Unknown[]
  readonly problems: readonly Problem[]
  readonly at: SourceLocation
}

/** One statement; absent lists were not written. */
export interface Statement {
  readonly sid?: string
  readonly effect: Knowable<'Allow' | 'Deny'>
  readonly principals?: Listed<NamedPrincipal>
  readonly actions?: Listed<Pattern>
  readonly resources?: Listed<Pattern>
  /** All must hold. */
  readonly conditions: readonly Condition[]
  /** What of its conditions cannot be read, and what hides whether it is there at all: each may keep it from counting. */
  readonly conditionHoles: readonly Unknown[]
  readonly at: SourceLocation
}

/** `Principal` or `NotPrincipal`, `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Listed<Item> {
  /** Written with `Not…`: everything but these. */
  readonly negated: boolean
  readonly items: readonly Item[]
  readonly at: SourceLocation
}

/** A principal and where it is named. */
export interface NamedPrincipal {
  readonly principal: Principal
  readonly at: SourceLocation
}

/** An action or resource as written, with `*` and `?`. */
export interface Pattern {
  readonly text: Text
  readonly at: SourceLocation
}

/** One operator on one condition key: `ForAnyValue:StringLikeIfExists` `aws:PrincipalOrgPaths`. */
export interface Condition {
  /** Without qualifier and suffix, spelled as AWS does: `StringEquals`. */
  readonly operator: string
  readonly qualifier?: 'ForAnyValue' | 'ForAllValues'
  readonly ifExists: boolean
  /** As written; condition keys do not depend on case. */
  readonly key: string
  /** One of them must match, or, for a negated operator, none may. */
  readonly values: readonly Text[]
  readonly at: SourceLocation
}

/** What the grammar objects to; rules weigh and explain it. */
export interface Problem {
  readonly code: ProblemCode
  /** One line for people. */
  readonly says: string
  readonly at: SourceLocation
}

/** The objections that the policy reader makes. */
export type ProblemCode =
  | 'invalid-json'
  | 'duplicate-member'
  | 'wrong-type'
  | 'missing-element'
  | 'unknown-element'
  | 'invalid-effect'
  | 'unknown-operator'

/** `statement "Partner"`, or its number where it has no Sid. */
export function nameOf(statement: Statement): string {
  if (statement.sid !== undefined && statement.sid !== '') return `statement "${statement.sid}"`
  const number = /\/Statement\/(\d+)$/.exec(statement.at.pointer)?.[1]
  return number === undefined ? 'its statement' : `statement ${Number(number) + 1}`
}
