import type { Account } from './account.ts'
import type { Principal } from './principal.ts'
import type { SourceLocation } from './source-location.ts'
import type { Text } from './text.ts'
import type { Knowable, Unknown } from './unknown.ts'

/** A resource that is encrypted with a key, and what its service needs of that key. */
export interface KeyUse {
  /** `aws_s3_bucket_server_side_encryption_configuration.data`. */
  readonly address: string
  /** The attribute that names the key. */
  readonly at: SourceLocation
  /** `aws_cloudwatch_log_group`. */
  readonly type: string
  readonly account: Account
  /**
   * Where the key has to be: the Region of what it encrypts. Absent where that stands elsewhere than the resource, or
   * where another resource's key is used.
   */
  readonly region?: Knowable<string>
  readonly key: UsedKey
  /** Of the table of services; empty where it has none for this resource. */
  readonly needs: readonly KeyNeed[]
  /** Absent for types of which no policy of a caller is looked at. */
  readonly encrypted?: EncryptedResource
}

/** What is encrypted because of a resource: the resource itself, or the bucket whose encryption it sets. */
export interface EncryptedResource {
  readonly address: string
  /** As IAM policies name it, with holes for what is not told before apply: of a bucket, without what stands in it. */
  readonly arn: Text
}

/** The key that a resource names. */
export interface UsedKey {
  /** Addresses of keys of the same input; more than one: which of them is not told before apply. */
  readonly addresses: readonly string[]
  /** The input of these keys, where it is another than that of the resource. */
  readonly file?: string
  /** ARN, id or alias as written, where it is known. */
  readonly name?: Text
  /** The aliases that lead to the key, where the resource names one; absent without any. */
  readonly aliases?: readonly string[]
  /** Absent where the key is told. */
  readonly unknown?: Unknown
}

/** What one principal needs of the key (semantics of AWS service guides, by row). */
export interface KeyNeed {
  /** The row of the table: `cloudwatch-logs`. */
  readonly row: string
  /** For people: `CloudWatch Logs encrypts with it`. */
  readonly says: string
  /** Who calls KMS: the service itself, a role that the resource names, or whoever uses the resource. */
  readonly by: Principal | 'caller'
  /** `kms:Decrypt`…: those without which it breaks. */
  readonly needed: readonly string[]
  /** All that AWS's guide lists. */
  readonly documented: readonly string[]
  /** Whether `needed` is from memory and not from a guide. */
  readonly unverified: boolean
  /** What a request of the service carries, by condition key in lower case. */
  readonly context: ReadonlyMap<string, readonly Text[]>
}
