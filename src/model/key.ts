import type { Account } from './account.ts'
import type { PolicyDocument } from './statement.ts'
import type { SourceLocation } from './source-location.ts'
import type { Tri } from './tri.ts'
import type { Knowable, Unknown } from './unknown.ts'

/** Where the key material comes from. */
export type KeyOrigin = 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE'

/** A KMS key as it will be once the change is applied. */
export interface Key {
  readonly address: string
  readonly at: SourceLocation
  /** False when the input writes only this key's policy and the key itself stands elsewhere. */
  readonly declared: boolean
  /** Absent as long as nothing tells it: of a key that does not exist yet, a replica's alone can be known. */
  readonly arn?: string
  readonly account: Account
  readonly region: Knowable<string>
  /** `SYMMETRIC_DEFAULT`, `RSA_3072`, `HMAC_256`… */
  readonly spec: Knowable<string>
  /** `ENCRYPT_DECRYPT`, `SIGN_VERIFY`, `GENERATE_VERIFY_MAC`, `KEY_AGREEMENT`… */
  readonly usage: Knowable<string>
  readonly origin: Knowable<KeyOrigin>
  /** A replica of a multi-Region key: it rotates with its primary. */
  readonly replica: boolean
  readonly multiRegion: Knowable<boolean>
  readonly enabled: Knowable<boolean>
  readonly rotation: Setting
  /** Days between two rotations; absent where nothing is written: AWS then takes 365. */
  readonly rotationPeriod?: Placed<number>
  /** Days that a deletion waits; absent where nothing is written: AWS then takes 30. */
  readonly deletionWindow?: Placed<number>
  /** When imported key material expires, as written; absent where it never does. */
  readonly materialExpires?: Placed<string>
  /** Whether imported key material is given at all; absent for keys whose material AWS makes. */
  readonly hasMaterial?: Setting
  /** Whether the tool refuses to destroy it (`prevent_destroy`), or keeps it (`DeletionPolicy`); absent where that cannot be seen. */
  readonly keptFromDestroy?: Setting
  /** Of a replica: the address of its primary in the same input, or its ARN; absent where neither is told. */
  readonly primary?: string
  /**
   * Whether anything of the input names it besides its own policies and aliases: a resource, an output, an export. A
   * reference to one of its aliases counts. Absent where that cannot be seen: a state tells no references.
   */
  readonly isReferenced?: Tri
  /** `bypass_policy_lockout_safety_check`, on the key or on the resource that writes its policy. */
  readonly bypassesLockoutCheck: Setting
  /** The policy in force. More than one when several resources write it: each can be the last. */
  readonly policies: readonly [KeyPolicy, ...KeyPolicy[]]
  /** `alias/…` */
  readonly aliases: readonly string[]
  /** Whether these are all: the key is created by this change, and all aliases that may name it are known. */
  readonly hasAllAliases: boolean
  /** What hides whether it is created at all; absent where it is. */
  readonly hangsOn?: readonly Unknown[]
  /** Its tags by their names; a hole where none can be told. */
  readonly tags: Knowable<ReadonlyMap<string, Knowable<string>>>
}

/** An attribute and where it is set, or would be. */
export interface Placed<Value> {
  readonly value: Knowable<Value>
  readonly at: SourceLocation
}

/** An on/off attribute and where it is set, or would be. */
export type Setting = Placed<boolean>

/** A key policy and who wrote it: the input, or AWS where the input says nothing. */
export interface KeyPolicy {
  readonly source: 'written' | 'aws-default'
  /** The input has it from AWS and does not write it: what another input writes, or takes away, counts. */
  readonly isReported?: true
  /** What writes it may write for another key: that is told after apply. */
  readonly mayBeOfAnother?: true
  /** Terraform marks (part of) it as sensitive: it is judged, and none of its text is printed. */
  readonly sensitive: boolean
  readonly document: PolicyDocument
}

/** The key with another document in the place of each of its policies'. */
export function withDocuments(key: Key, other: (document: PolicyDocument) => PolicyDocument): Key {
  const [first, ...more] = key.policies.map(policy => withDocument(policy, other))
  return first === undefined ? key : { ...key, policies: [first, ...more] }
}

/** A policy with another document; where that is the same one, the policy is too. */
export function withDocument<Policy extends { readonly document: PolicyDocument }>(
  policy: Policy,
  other: (document: PolicyDocument) => PolicyDocument,
): Policy {
  const document = other(policy.document)
  return document === policy.document ? policy : { ...policy, document }
}
