import type { Account } from './account.ts'
import type { Key } from './key.ts'
import type { SourceLocation } from './source-location.ts'
import type { Text } from './text.ts'

/** What one input holds of the world of KMS, as it will be once the change is applied. */
export interface Inventory {
  readonly keys: readonly Key[]
  readonly aliases: readonly Alias[]
  /**
   * The ARNs of roles and users that are certain to have a permissions boundary. What is not among them may have one
   * all the same: it stands elsewhere, or its boundary is known only after apply.
   */
  readonly boundedPrincipals: readonly Text[]
}

/** An alias and the key that it names, if that key is in the same input. */
export interface Alias {
  /** `alias/…`; absent when it is known only after apply. */
  readonly name?: string
  readonly key?: string
  readonly at: SourceLocation
}

/** Which fact told the account of a provider configuration. */
export type AccountOrigin = 'flag' | 'config' | 'caller-identity' | 'arn' | 'provider' | 'assumed' | 'unknown'

/** An input as it was read. */
export interface ReadInput {
  readonly path: string
  readonly kind: 'terraform-plan'
  /** The accounts that the input's provider configurations act in. */
  readonly providers: readonly ProviderAccount[]
  /** False for a plan made with `-target`, and for one that has more to come. */
  readonly complete: boolean
  readonly errored: boolean
  /** What a reader of the report must know about this input, in sentences. */
  readonly notes: readonly string[]
  /** How many resources of each type bear on access and are not judged by this version. */
  readonly notJudged: Readonly<Record<string, number>>
  readonly inventory: Inventory
}

/** A provider configuration (`aws`, `aws.replica`) and the account behind it. */
export interface ProviderAccount {
  readonly provider: string
  readonly account: Account
  readonly from: AccountOrigin
}

/** An account that the user states. */
export interface DeclaredAccount {
  readonly id: string
  readonly from: 'flag' | 'config'
}
