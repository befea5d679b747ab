import type { Account } from './account.ts'
import type { SourceLocation } from './source-location.ts'
import type { PolicyDocument } from './statement.ts'
import type { Text } from './text.ts'
import type { Unknown } from './unknown.ts'

/** A role or user with the policies that its account gives it, as it will be once the change is applied. */
export interface Identity {
  readonly kind: 'role' | 'user'
  /** Of the resource that declares it; in an account snapshot its ARN. */
  readonly address: string
  readonly at: SourceLocation
  /** With holes for what is not told before apply; equal to what stands for it in the `Principal` of a policy. */
  readonly arn: Text
  readonly account: Account
  /** `AROA…`, `AIDA…`: absent as long as it does not exist. */
  readonly uniqueId?: string
  /** Inline policies, attached ones and those of its groups. */
  readonly policies: readonly IdentityPolicy[]
  /** Absent where it is certain to have none that the input could tell of. */
  readonly boundary?: IdentityPolicy
  /** Who may assume a role. */
  readonly trust?: PolicyDocument
  /** Terraform marks (part of) the trust policy as sensitive: it is judged, and none of its text is printed. */
  readonly trustIsSensitive?: boolean
  /**
   * Whether the input has all of its policies: it is created by this change, or stands in an account snapshot. What
   * exists already may have policies that are attached elsewhere.
   */
  readonly complete: boolean
  /** Nobody that the input has: whoever a policy will be attached to. */
  readonly standsIn?: true
}

/** A policy of an identity. */
export interface IdentityPolicy {
  /** For people, to begin a sentence: `inline policy "decrypt" of role/App`, `AWS managed policy ReadOnlyAccess`. */
  readonly name: string
  readonly document: PolicyDocument
  /** AWS wrote it, and nobody here can change it. */
  readonly ofAws?: true
  /** Of a policy that nobody has: it belongs to a group, whose members are users. */
  readonly ofGroup?: true
  /** Of a policy that nobody has, where it is told: the account that it stands in. */
  readonly account?: Account
  /** Of a policy that nobody has: of the resource that declares it, or of its group. */
  readonly address?: string
  /** Terraform marks (part of) it as sensitive: it is judged, and none of its text is printed. */
  readonly sensitive: boolean
  /** Holes that hide whether it is attached at all; empty: it is. */
  readonly hangsOn: readonly Unknown[]
}
