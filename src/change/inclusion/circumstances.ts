import type { Condition } from '../../model/statement.ts'
import type { Tri } from '../../model/tri.ts'
import type { Unknown } from '../../model/unknown.ts'

/** When a call is let through: all conditions hold, no list of `unless` holds as a whole, and what the holes hide turns out well. */
export interface Circumstances {
  readonly conditions: readonly Condition[]
  readonly unless: readonly (readonly Condition[])[]
  readonly unknowns: readonly Unknown[]
}

/** The answer of `isIncluded`. */
export interface Inclusion {
  /** Whether each request that meets one meets some of the others. */
  readonly is: Tri
  /**
   * For `no`: the context of a request that meets `one` and none of `others`, by condition key in lower case (an absent
   * key is not in it). Not there when a value of it is known only after apply.
   */
  readonly example?: ReadonlyMap<string, readonly string[]>
}
