import type { ChangeKind, KeyFate } from './change.ts'
import type { InputError } from './input-error.ts'
import type { AccountOrigin, InputKind } from './inventory.ts'

/** From worst to mildest. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const

/** How much a finding weighs, whatever is unknown about it. */
export type Severity = (typeof severities)[number]

/** Whether a severity is at least as bad as a threshold. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold)
}

/** The outcome of `check`: plain data, the same for each reporter. Its JSON form is `schemas/report.schema.json`. */
export interface Report {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'keyplan'; readonly version: string }
  readonly inputs: readonly ReportInput[]
  readonly errors: readonly ReportError[]
  /** Absent where no input changes anything, as a state. */
  readonly change?: ReportChange
  /** Worst first within each key; keys in the order of the inputs. */
  readonly findings: readonly Finding[]
  readonly blindSpots: readonly BlindSpot[]
  /** What rules could not decide, because the input cannot tell it; it counts for nothing, and is never passed over. */
  readonly undetermined: readonly ReportUndetermined[]
  /** What was there before the change and is left out of the lists above; absent unless only what is new was asked for. */
  readonly leftOut?: LeftOut
  readonly summary: Summary
}

/** What the change does to who can do what, in short: `keyplan diff` tells all of it, with paths. */
export interface ReportChange {
  /** `unknown`: nothing is told, and something cannot be read. */
  readonly changes: 'yes' | 'no' | 'unknown'
  /** In one sentence. */
  readonly says: string
  /** What a reviewer must see first comes first. */
  readonly lines: readonly ChangeLine[]
  /** Of the same, not in the list. */
  readonly more: number
  /** The same for what was done outside of Terraform since its last apply; absent without any. */
  readonly outside?: ReportChange
}

/** What becomes of a key, or of somebody's access to it. */
export interface ChangeLine {
  readonly what: ChangeKind | Exclude<KeyFate, 'kept'>
  /** `aws_kms_key.k: account 444455556666 can use it`. */
  readonly says: string
}

/** How much of what was found is not new. */
export interface LeftOut {
  readonly findings: number
  readonly blindSpots: number
}

/** What was read. */
export interface ReportInput {
  readonly path: string
  readonly kind: InputKind
  /** Of the provider configuration that has keys; `providers` tells more than one. Absent when unknown. */
  readonly account?: string
  readonly accountFrom: AccountOrigin
  readonly providers: readonly ReportProvider[]
  readonly complete: boolean
  readonly errored: boolean
  readonly keys: number
  /** Policy documents that were judged, AWS's default policy among them. */
  readonly documents: number
  readonly notes: readonly string[]
  readonly notJudged: Readonly<Record<string, number>>
}

/** A provider configuration and its account, if known. */
export interface ReportProvider {
  readonly provider: string
  readonly account?: string
  readonly accountFrom: AccountOrigin
}

/** An input, configuration or rule that failed. */
export interface ReportError {
  readonly input: string
  readonly message: string
  readonly hint: string
  readonly line?: number
  readonly column?: number
}

/** An error as reports tell it. */
export function asReported({ message, place }: InputError): ReportError {
  return { message, ...place }
}

/** A rule's objection. */
export interface Finding {
  readonly rule: string
  readonly name: string
  readonly title: string
  readonly severity: Severity
  readonly certainty: 'certain' | 'possible'
  /** Address or ARN of the key; absent where there is none. */
  readonly key?: string
  /** The input of the key, where it is another than the one that the finding names. */
  readonly keyInput?: string
  /** The resource to change. */
  readonly address: string
  readonly principal?: string
  /** `kms:Decrypt`…, sorted. */
  readonly actions: readonly string[]
  readonly message: string
  readonly why: string
  readonly fix: string
  /** What to write, ready to paste, where the fault shows the way. */
  readonly corrections: readonly ReportCorrection[]
  /** Where to read more. */
  readonly help: string
  /** The input that it was found in: the one of the resource at `address`. */
  readonly input: string
  /** The line to change; absent without sources. */
  readonly location?: ReportLocation
  /** JSON pointer inside the resource at `address`. */
  readonly pointer: string
  readonly related: readonly RelatedNote[]
  readonly path: readonly ReportStep[]
  /** What still has to hold when the call is made, in words. */
  readonly conditions: readonly string[]
  readonly unknowns: readonly ReportUnknown[]
  /** Equal for the same rule, address, principal, actions and open conditions. */
  readonly fingerprint: string
}

/** A text to write in the place of what is at fault. */
export interface ReportCorrection {
  /** What to do with it: `write instead of statement "App"`, `add to the policy of aws_kms_key.app`. */
  readonly says: string
  readonly language: 'hcl' | 'yaml' | 'json'
  /** Empty where something is to be taken away. */
  readonly text: string
}

/** A place in a source file. */
export interface ReportLocation {
  /** As it is seen from where keyplan runs. */
  readonly file: string
  readonly line?: number
  readonly endLine?: number
  readonly column?: number
}

/** Another rule that the same fault breaks, another place that shows it, or a module call that leads to it. */
export interface RelatedNote {
  readonly rule?: string
  readonly message: string
  readonly address: string
  /** The input that this stands in, where it is another than the one that the finding names. */
  readonly input?: string
  readonly pointer: string
  readonly location?: ReportLocation
}

/** A step of the access path. */
export interface ReportStep {
  readonly kind: string
  readonly says: string
  readonly address: string
  /** The input, or file of the context, that this stands in, where it is another than the one that the finding names. */
  readonly input?: string
  readonly pointer: string
  readonly location?: ReportLocation
}

/** What a possible finding hangs on. */
export interface ReportUnknown {
  readonly name: string
  readonly reason: string
}

/** A document, or a part of one, that could not be judged. */
export interface BlindSpot {
  readonly address: string
  readonly name: string
  readonly reason: string
  readonly input: string
}

/** A rule that could not decide about some of what it looks at, whatever the plan or template. */
export interface ReportUndetermined {
  readonly rule: string
  readonly name: string
  readonly count: number
  /** What it looked at: `12 keys`. */
  readonly on: string
  /** Why, and what would tell it. */
  readonly because: string
}

/** The verdict, and why the exit code is what it is. */
export interface Summary {
  readonly verdict: 'ok' | 'findings' | 'cannot-tell' | 'error'
  readonly bySeverity: Readonly<Record<Severity, number>>
  readonly certain: number
  readonly possible: number
  readonly blindSpots: number
  readonly errors: number
  readonly exitCode: 0 | 1 | 2
  readonly because: string
}
