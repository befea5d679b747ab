import type { Key } from '../model/key.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Statement } from '../model/statement.ts'
import type { ExampleAttributes, ExampleValue } from './example.ts'

/** What to write instead of what a rule objects to: as data, which a report prints in the language of the source. */
export type Correction =
  /** These in the place of a statement; none: without it. */
  | {
      readonly kind: 'statement'
      readonly instead: Statement
      readonly write: readonly WrittenStatement[]
    }
  /** One more statement in the policy of a key. */
  | { readonly kind: 'added-statement'; readonly key: Key; readonly write: WrittenStatement }
  /** An attribute of a resource, by Terraform's name; `undefined` takes it away. */
  | {
      readonly kind: 'attribute'
      readonly at: SourceLocation
      readonly name: string
      readonly value: string | number | boolean | undefined
    }

/** A statement as IAM JSON has it, with holes for what is not told before apply. */
export type WrittenStatement = ExampleAttributes

/** A value of such a statement. */
export type WrittenValue = ExampleValue
