import type { Principal } from './principal.ts'
import type { SourceLocation } from './source-location.ts'
import type { Text } from './text.ts'
import type { Knowable, Unknown } from './unknown.ts'

/** A policy document as `policy/` read it: nothing is judged yet. */
export interface PolicyDocument {
  /** `2008-10-17` when the document does not say. */
  readonly version: string
  /** Where `version` is not what is written: nothing, something that is not told, something that is no text. */
  readonly versionIs?: 'missing' | 'not-told' | 'no-text'
  /** Its `Id`, where it has one that is told. */
  readonly id?: string
  /** It is written as text where its resource takes an object. */
  readonly isText?: true
  readonly statements: readonly Statement[]
  /** What may stand in it besides and cannot be read; with no statement at all, nothing of it is known. */
  readonly holes: readonly Unknown[]
  readonly problems: readonly Problem[]
  readonly at: SourceLocation
}

/** The kinds of policy documents, as their grammars differ. */
export type DocumentKind =
  | 'key-policy'
  | 'identity-policy'
  | 'trust-policy'
  | 'scp'
  | 'rcp'
  | 'endpoint-policy'

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
  /** What it hangs on, where it is not certain. */
  readonly hangsOn?: readonly Unknown[]
  /** What to write at this place instead, where that is plain. */
  readonly instead?: string
}

/** The objections that the policy reader makes. */
export type ProblemCode =
  | 'invalid-json'
  | 'duplicate-member'
  | 'wrong-type'
  | 'missing-version'
  | 'invalid-version'
  | 'missing-element'
  | 'dead-without-element'
  | 'unknown-element'
  | 'element-combination'
  | 'invalid-effect'
  | 'invalid-action'
  | 'unknown-action'
  | 'unlisted-action'
  | 'unknown-service'
  | 'wildcard-in-service'
  | 'unsupported-action'
  | 'unsupported-action-too'
  | 'action-of-iam-alone'
  | 'retire-grant-action'
  | 'no-arn'
  | 'malformed-arn'
  | 'short-arn-pattern'
  | 'resource-of-other-kind'
  | 'invalid-principal'
  | 'principal-not-allowed'
  | 'unique-id-principal'
  | 'unknown-principal-service'
  | 'invalid-sid'
  | 'repeated-sid'
  | 'sid-twice'
  | 'too-large'
  | 'nearly-too-large'
  | 'illegal-character'
  | 'redundant-action'
  | 'redundant-resource'
  | 'redundant-value'
  | 'redundant-statement'
  | 'scp-principal'
  | 'rcp-syntax'
  | 'rcp-retire-grant'
  | 'trust-syntax'
  | 'trust-action'
  | 'trust-session-beside-role'
  | 'number-as-account-id'
  | 'number-for-account-id'
  | 'policy-as-text'
  | 'unknown-operator'
  | 'empty-element'
  | 'empty-without-effect'
  | 'empty-sid'
  | 'unknown-global-key'
  | 'unknown-condition-key'
  | 'unlisted-condition-key'
  | 'unlisted-global-key'
  | 'malformed-condition-key'
  | 'missing-tag-key'
  | 'deprecated-condition-key'
  | 'condition-key-of-iam-alone'
  | 'condition-key-of-accounts'
  | 'condition-key-of-no-action'
  | 'condition-key-of-other-actions'
  | 'operator-type'
  | 'unreadable-value'
  | 'several-booleans'
  | 'rough-address-range'
  | 'impossible-value'
  | 'impossible-values'
  | 'impossible-values-of-allow'
  | 'mixed-values'
  | 'repeated-condition-key'
  | 'missing-qualifier'
  | 'refused-qualifier'
  | 'all-values-of-one'
  | 'all-values-of-none'
  | 'any-value-of-one'
  | 'any-value-of-list'
  | 'null-if-exists'
  | 'null-with-qualifier'
  | 'literal-wildcard'
  | 'broken-variable'
  | 'no-variable'
  | 'misplaced-variable'
  | 'variable-in-old-version'
  | 'any-passed-role'
  | 'any-passed-role-among-all'
  | 'any-service-linked-role'
  | 'any-service-linked-role-among-all'
  | 'allow-with-not-principal'
  | 'missing-paired-key'
  | 'tag-not-supported'
  | 'denied-tag-not-supported'
  | 'unrestricted-service'
  | 'private-address'
  | 'private-address-too'
  | 'source-address-on-key'

/** `statement "Partner"`, or its number where it has no Sid. */
export function nameOf(statement: Statement): string {
  if (statement.sid !== undefined && statement.sid !== '') return `statement "${statement.sid}"`
  const number = /\/Statement\/(\d+)$/.exec(statement.at.pointer)?.[1]
  return number === undefined ? 'its statement' : `statement ${Number(number) + 1}`
}
