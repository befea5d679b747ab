import type { ChangeKind, KeyFate } from './change.ts'
import type { BlindSpot, ReportError, ReportInput } from './report.ts'
import type { CallerGroup, ClassMembers, WhoAccess, WhoContext } from './who.ts'

/** The outcome of `keyplan diff`: what a change does to who can do what. Its JSON form is `schemas/diff.schema.json`. */
export interface DiffReport {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'keyplan'; readonly version: string }
  /** The plans whose own changes are told; of two inputs that are compared, what they leave: first before, then after. */
  readonly compared: 'changes' | 'inputs'
  /** The inputs of either side, where inputs are compared with each other. */
  readonly sides?: { readonly before: readonly string[]; readonly after: readonly string[] }
  readonly inputs: readonly ReportInput[]
  readonly contexts: readonly WhoContext[]
  readonly errors: readonly ReportError[]
  /** Of either side: what they hide may be a change too. */
  readonly blindSpots: readonly BlindSpot[]
  /** What was asked for, in words; empty for everything. */
  readonly asked: string
  /** What Terraform would do. */
  readonly change: AccessDiff
  /** What has been changed outside of Terraform since its last apply, as the plans found it; absent without any. */
  readonly drift?: AccessDiff
}

/** The difference between two worlds. */
export interface AccessDiff {
  readonly summary: DiffSummary
  /**
   * The keys that are not what they were, or to which somebody's access is not; worked out anew at each call, since all
   * of them together may be huge.
   */
  keys(): Iterable<KeyDiff>
  /** What IAM policies give on keys that the input does not have: for people, those who change alike together. */
  readonly elsewhere: readonly ElsewhereGroup[]
  /** The same for machines. */
  elsewhereAccesses(): Iterable<ElsewhereDiff>
}

/** How much changes. */
export interface DiffSummary {
  /** `no`: nobody gains or loses anything, for certain; `unknown`: nothing is told, and something cannot be read. */
  readonly changes: 'yes' | 'no' | 'unknown'
  /** How many accesses, by what becomes of them: as many as the lists have. */
  readonly byKind: Readonly<Record<ChangeKind, number>>
  /** How many keys, by what becomes of them. */
  readonly byFate: Readonly<Record<KeyFate, number>>
  /** How many accesses to keys that the input does not have. */
  readonly elsewhere: number
  /** In one sentence. */
  readonly says: string
}

/** A key and what becomes of the accesses to it. */
export interface KeyDiff {
  readonly address: string
  readonly arn?: string
  readonly aliases: readonly string[]
  readonly fate: KeyFate
  readonly input: string
  /** What is to be known besides who: that a key is replaced, what delegation rests on. In sentences. */
  readonly notes: readonly string[]
  /** For people. Of a replaced key, those for whom the new one is not as the old one was. */
  callers(): ChangedCallers
  /** The single accesses, for machines. */
  accesses(): Iterable<DiffAccess>
}

/** By what becomes of them: those to whom the same happens together. */
export interface ChangedCallers {
  readonly groups: readonly ChangeGroup[]
  /** Those who are nothing but members of a class to which the same happens. */
  readonly members: Readonly<Record<ChangeKind, readonly ClassMembers[]>>
}

/** Callers to whom the same happens. */
export interface ChangeGroup extends CallerGroup, Difference {
  readonly kind: ChangeKind
}

/** How an access is not what it was. */
export interface Difference {
  /** Of a widened or narrowed access: what it was, or will be. */
  readonly otherwise: readonly OtherCircumstances[]
  /** What a call carries that is let through on one side alone; a key without values is absent from the call. */
  readonly example?: Readonly<Record<string, readonly string[]>>
  /** Who or what still needs an access that is lost or narrowed, in sentences. */
  readonly neededBy: readonly string[]
}

/** One access that changes: a row of the JSON. `certainty` and `unknowns` are those of the change. */
export interface DiffAccess extends WhoAccess, Difference {
  readonly kind: ChangeKind
}

/** What is asked of a call on the other side. */
export type OtherCircumstances = Pick<WhoAccess, 'conditions' | 'unless' | 'unknowns'>

/** Callers to whom the same happens on keys that the input does not have. */
export interface ElsewhereGroup extends ChangeGroup {
  /** For people: `any key`, `any key but …`, the patterns. */
  readonly on: string
}

/** A change of what an IAM policy gives on keys elsewhere: `key` is what the policy writes. */
export type ElsewhereDiff = DiffAccess
