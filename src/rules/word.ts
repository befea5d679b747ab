import type { AccessGraph } from '../model/access.ts'
import type { Answer } from '../model/answer.ts'
import type { Trust } from '../model/trust.ts'

/** How much is asked: `strict` has rules of its own, `change-only` keeps to what the change brings. */
export const profiles = ['default', 'strict', 'change-only'] as const

/** One of `profiles`. */
export type Profile = (typeof profiles)[number]

/** What an option of a rule can be. */
export type OptionValue = string | number | boolean | readonly string[]

/** What words may look up besides their subject. No look-up runs over all keys or all principals. */
export interface World extends Pick<
  AccessGraph,
  | 'accessesTo'
  | 'everyAccessTo'
  | 'accessOn'
  | 'shownBetween'
  | 'isBounded'
  | 'assumptionsOf'
  | 'permissionsOnKeys'
  | 'mayReach'
  | 'keysOfGrant'
  | 'grantsOn'
  | 'usesOf'
  | 'keysOfUse'
  | 'keyNamed'
  | 'lackedOn'
  | 'isAliasUsed'
  | 'changersOf'
  | 'identityOf'
  | 'primaryOf'
  | 'replicasOf'
> {
  readonly trust: Trust
  readonly profile: Profile
  /** What an option of the rule that asks is set to, by its name. Throws for a name that the rule does not declare. */
  readonly option: (name: string) => OptionValue
  /** The world before the change; absent where nothing tells what was. */
  readonly before?: Omit<World, 'before'>
}

/** A word of the vocabulary: `says` prints a rule's logic on its page, `ask` answers for one subject. */
export interface Word<Subject> {
  readonly says: string
  /** Made of several words: stands in brackets inside another. */
  readonly compound?: boolean
  /** What it is made of; absent for a word that is not made of others. */
  readonly made?: Made<Subject>
  readonly ask: (subject: Subject, world: World) => Answer
}

/** How a word is made of others. */
export interface Made<Subject> {
  /** Makes the same of other words. */
  by(...words: readonly Word<Subject>[]): Word<Subject>
  readonly of: readonly Word<Subject>[]
}

export type * from './subject.ts'
