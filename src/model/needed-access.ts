import type { ActionSet } from './action-set.ts'
import type { KeyUse } from './key-use.ts'
import type { Principal } from './principal.ts'
import type { Unknown } from './unknown.ts'

/** A part of an access to a key that something in the input cannot work without. */
export interface NeededAccess {
  /** A service, a role that a resource names, or somebody whose IAM policies let it use what is encrypted. */
  readonly principal: Principal
  /** The address of the role or user, where the input declares it. */
  readonly principalAddress?: string
  /** Of KMS: without any one of these something breaks. */
  readonly actions: ActionSet
  /** Of the table of services: `cloudwatch-logs`. */
  readonly row: string
  /** What is encrypted and told with it: all of them for a service, a few examples for somebody with IAM policies. */
  readonly uses: readonly [KeyUse, ...KeyUse[]]
  /** `possible`: it hangs on the unknowns below. */
  readonly certainty: 'certain' | 'possible'
  readonly unknowns: readonly Unknown[]
  /** One line for people: `role/app may s3:GetObject on aws_s3_bucket.data, which is encrypted with it`. */
  readonly says: string
}
