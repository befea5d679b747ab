import type { SourceLocation } from './source-location.ts'
import type { Tri } from './tri.ts'
import type { Unknown } from './unknown.ts'

/** What a word answers about a subject: with the places that show it, and the holes that it hangs on. */
export interface Answer {
  readonly is: Tri
  readonly at: readonly SourceLocation[]
  /** Empty unless `is` is `unknown`. */
  readonly hangsOn: readonly Unknown[]
}
