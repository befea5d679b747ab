import type { ActionSet } from '../model/action-set.ts'
import type { Principal } from '../model/principal.ts'
import type { Condition, Statement } from '../model/statement.ts'
import type { Unknown } from '../model/unknown.ts'

/** An access in the making: what one Allow statement gives one class of callers, Deny statements not yet taken off. */
export interface Candidate {
  readonly statement: Statement
  readonly principal: Principal
  readonly actions: ActionSet
  /** Wider classes, by id, that a Deny has cut this one out of: what those can do, it can do too. */
  readonly cutFrom: readonly string[]
  /** What made the class as narrow as it is: each call of its meets these. */
  readonly met: readonly Condition[]
  /** Decided when the call is made. */
  readonly conditions: readonly Condition[]
  /** Deny statements that fire when all conditions of one list hold. */
  readonly unless: readonly (readonly Condition[])[]
  /** Empty: certain. */
  readonly hangsOn: readonly Unknown[]
}
