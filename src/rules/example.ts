import type { SourceLocation } from '../model/source-location.ts'
import { text as modelText, type Text } from '../model/text.ts'
import type { Unknown, UnknownShape } from '../model/unknown.ts'

/**
 * A small world: one key, named `aws_kms_key.example` unless `type` says otherwise, in account 111122223333
 * and Region us-west-2. Attributes have Terraform's names, policies are plain IAM JSON.
 */
export interface Example {
  readonly says: string
  readonly key?: ExampleAttributes
  /** The statements of the key's policy: short for `key: { policy: { Version: '2012-10-17', Statement: … } }`. */
  readonly statements?: ExampleValue
  /** The key's resource type; `aws_kms_key` when absent. */
  readonly type?: string
  /** ARNs of roles and users that have a permissions boundary. */
  readonly bounded?: readonly string[]
  /** `unknown`: nothing tells the key's account. */
  readonly account?: 'unknown'
  /** What the configuration declares. */
  readonly trust?: ExampleTrust
}

/** The part of `keyplan.yaml` that an example may set. */
export interface ExampleTrust {
  readonly accounts?: readonly string[]
  readonly organizations?: readonly string[]
  readonly administrators?: readonly string[]
}

export interface ExampleAttributes {
  readonly [name: string]: ExampleValue
}

/** JSON with holes. */
export type ExampleValue =
  | null
  | boolean
  | number
  | string
  | Unknown
  | ExampleText
  | ExampleAttributes
  | readonly ExampleValue[]

/** A string with holes in it. */
export interface ExampleText {
  readonly kind: 'text'
  readonly text: Text
}

const nowhere: SourceLocation = { file: '', address: '', pointer: '' }

/** A value known only after apply, by the name of what it will come from. */
export function hole(name: string, shape: UnknownShape = 'anything'): Unknown {
  return { kind: 'unknown', reason: 'known-after-apply', name, shape, at: nowhere }
}

/** A string with holes: `text('arn:aws:iam::', hole('var.account'), ':root')`. */
export function text(...parts: readonly (string | Unknown)[]): ExampleText {
  return { kind: 'text', text: modelText(...parts) }
}
