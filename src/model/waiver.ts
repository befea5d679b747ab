import type { SourceLocation } from './source-location.ts'

/** A waiver as its author wrote it, beside what it is about. Whether it is a good one is not judged here. */
export interface WrittenWaiver {
  /** Id or name of a rule; absent where it is not written as text. */
  readonly rule?: string
  readonly reason?: string
  /** The day after which it no longer holds, as written: `2027-01-31`. */
  readonly until?: string
  /** Where it stands; its address is what it is about: a resource, or nothing for all of the template. */
  readonly at: SourceLocation
}
