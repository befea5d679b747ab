import type { ActionSet } from './action-set.ts'
import type { Key } from './key.ts'
import type { Principal } from './principal.ts'
import type { SourceLocation } from './source-location.ts'
import type { Condition, Statement } from './statement.ts'
import type { Unknown } from './unknown.ts'

/** One link of the chain from a principal to a key. */
export interface Step {
  readonly kind: 'key-policy' | 'account-delegation' | 'foreign-account'
  /** One line for people: `key policy delegates to account 111122223333`. */
  readonly says: string
  readonly at: SourceLocation
}

/** An edge: this principal can take these actions on this key, and here is the proof. */
export interface Access {
  readonly principal: Principal
  readonly key: Key
  /** What the call can achieve: without what this kind of key, or a foreign account, can never do. */
  readonly actions: ActionSet
  /** What its statement gives this principal in all, after Deny statements: the measure of `kms:*`. */
  readonly written: Written
  /** `possible`: it hangs on the unknowns below. */
  readonly certainty: 'certain' | 'possible'
  readonly path: readonly [Step, ...Step[]]
  /** What still has to hold when the call is made. */
  readonly conditions: readonly Condition[]
  /** Deny statements that stop the call when all conditions of one of these lists hold at that moment. */
  readonly unless: readonly (readonly Condition[])[]
  readonly unknowns: readonly Unknown[]
  /** The statement that allows it. */
  readonly statement: Statement
}

/** What a statement gives for certain and perhaps, whether or not AWS would carry it out. */
export interface Written {
  readonly must: ActionSet
  readonly may: ActionSet
  /** What lies between the two hangs on these. */
  readonly hangsOn: readonly Unknown[]
}

/** Who can do what with which key: built once, then only asked. */
export interface AccessGraph {
  readonly keys: readonly Key[]
  /** All accesses to a key, in the order of its policy. */
  accessesTo(key: Key): readonly Access[]
  /** Whether the input gives this role or user a permissions boundary; `no` may mean that it stands elsewhere. */
  isBounded(principal: Principal): boolean
}
