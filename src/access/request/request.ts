import type { PolicyDocument } from '../../model/statement.ts'
import type { Text } from '../../model/text.ts'
import type { Caller } from './caller.ts'
import type { RequestContext } from './context.ts'

/** One request and everything that decides it. */
export interface AccessRequest {
  readonly caller: Caller
  /** `kms:Decrypt`, `s3:GetObject`… */
  readonly action: string
  /** The ARN of the resource. */
  readonly resource: Text
  /** The account that owns the resource. */
  readonly resourceAccount?: string
  /** Condition keys by their names in lower case. What every request carries is added. */
  readonly context: RequestContext
  readonly policies: Policies
  /** Grants on the key. */
  readonly grants: readonly KmsGrant[]
}

/** The policies that apply; absent where none does. */
export interface Policies {
  /** The key policy, or another resource's policy. */
  readonly resource?: PolicyDocument
  /** Of the caller, its groups among them. */
  readonly identity: readonly PolicyDocument[]
  readonly boundary?: PolicyDocument
  readonly session?: PolicyDocument
  /** By level, from the root of the organization down: each level must allow. */
  readonly scp?: readonly (readonly PolicyDocument[])[]
  /** The same for resource control policies; AWS's full-access policy is understood. */
  readonly rcp?: readonly (readonly PolicyDocument[])[]
  /** Of the VPC endpoint that the request comes through. */
  readonly endpoint?: PolicyDocument
}

/** A KMS grant. */
export interface KmsGrant {
  readonly grantee: string
  /** `Decrypt`, without `kms:`. */
  readonly operations: readonly string[]
  readonly encryptionContextEquals?: Readonly<Record<string, string>>
  readonly encryptionContextSubset?: Readonly<Record<string, string>>
  readonly sourceArn?: string
  /** The account that created it. */
  readonly createdBy?: string
  readonly retiringPrincipal?: string
}
