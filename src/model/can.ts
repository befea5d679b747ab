import type { Key } from './key.ts'
import type { ReportError, ReportLocation } from './report.ts'
import type { SourceLocation } from './source-location.ts'
import type { Tri } from './tri.ts'

/** Whether one principal can take one action on one key. */
export interface CanQuestion {
  /** As written: an ARN, an address of the input, a service, an account. */
  readonly principal: string
  /** `kms:Decrypt`. */
  readonly action: string
  readonly key: Key
  /** What the request carries, by condition key. */
  readonly context: ReadonlyMap<string, readonly string[]>
}

/** The answer to a question and why it is so. */
export interface CanAnswer {
  readonly is: Tri
  readonly why: Explanation
  /** What would change a no, or turn what is open or unknown into an answer: all of these together. */
  readonly cures: readonly Cure[]
}

/** Something to do, for people; what it speaks of stands there. */
export interface Cure {
  readonly says: string
  readonly at?: SourceLocation
}

/** A reason, and what it rests on: one line each, for people who do not know IAM by heart. */
export interface Explanation {
  /** Whether it holds; `open`: the call decides. */
  readonly is: Tri | 'open'
  readonly says: string
  readonly at?: SourceLocation
  /** The line that `at` is, where the sources tell it. */
  readonly location?: ReportLocation
  readonly parts: readonly Explanation[]
}

/** The outcome of `keyplan can`. Its JSON form is `schemas/can.schema.json`. */
export interface CanReport {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'keyplan'; readonly version: string }
  readonly question: {
    readonly principal: string
    readonly action: string
    readonly key: string
    readonly keyArn?: string
    readonly context: ReadonlyMap<string, readonly string[]>
  }
  readonly answer: CanAnswer
  /** Inputs that cannot be read: the answer is about the rest. */
  readonly errors: readonly ReportError[]
}
