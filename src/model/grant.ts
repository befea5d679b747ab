import type { Principal } from './principal.ts'
import type { SourceLocation } from './source-location.ts'
import type { Text } from './text.ts'
import type { Account } from './account.ts'
import type { Unknown } from './unknown.ts'

/** A KMS grant: it lets its grantee do some operations on one key, without any other policy. */
export interface Grant {
  readonly address: string
  readonly at: SourceLocation
  readonly name?: Text
  /** The key, as far as it can be told: one address, several that it may be, or an ARN of a key elsewhere. */
  readonly key: GrantedKey
  /** An account's root ARN is its root user, and perhaps everybody of the account. */
  readonly grantee: Principal
  /** What hides whether it still is a grant to that grantee. */
  readonly hangsOn?: readonly Unknown[]
  /** `Decrypt`, without `kms:`. */
  readonly operations: readonly Text[]
  /** All must be met. */
  readonly constraints: readonly GrantConstraint[]
  readonly retiringPrincipal?: Principal
  /** The account that creates it. */
  readonly createdBy: Account
  /** Terraform marks (part of) it as sensitive: it is judged, and none of its text is printed. */
  readonly sensitive?: boolean
}

/** The key that a grant is on. */
export interface GrantedKey {
  /** Addresses of keys of the same input; more than one: which of them is not told before apply. */
  readonly addresses: readonly string[]
  /** The input of these keys, where it is another than that of the grant. */
  readonly file?: string
  /** The ARN or id, where it is known: the ARN wherever it can be told. */
  readonly name?: string
}

/** What a request must carry for a grant to apply (API Reference, "GrantConstraints"). */
export type GrantConstraint =
  /** Exactly, or at least, these pairs of encryption context. */
  | {
      readonly kind: 'equals' | 'subset'
      readonly pairs: ReadonlyMap<string, Text>
      readonly at: SourceLocation
    }
  | { readonly kind: 'source-arn'; readonly arn: Text; readonly at: SourceLocation }
  | { readonly kind: 'unknown'; readonly unknown: Unknown }
