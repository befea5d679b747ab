import type { Access, AccessGraph } from '../model/access.ts'
import type { Answer } from '../model/answer.ts'
import type { Key, KeyPolicy } from '../model/key.ts'
import type { Statement } from '../model/statement.ts'
import type { Trust } from '../model/trust.ts'

/** A statement of a key policy. */
export interface KeyStatement {
  readonly key: Key
  readonly policy: KeyPolicy
  readonly statement: Statement
}

/** What a rule can be about, and what its words are then asked about. */
export interface Subjects {
  readonly access: Access
  readonly key: Key
  readonly statement: KeyStatement
}

/** What words may look up besides their subject. No look-up runs over all keys or all principals. */
export interface World extends Pick<AccessGraph, 'accessesTo' | 'isBounded'> {
  readonly trust: Trust
}

/** A word of the vocabulary: `says` prints a rule's logic on its page, `ask` answers for one subject. */
export interface Word<Subject> {
  readonly says: string
  /** Made of several words: stands in brackets inside another. */
  readonly compound?: boolean
  readonly ask: (subject: Subject, world: World) => Answer
}
