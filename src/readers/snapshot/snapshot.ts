import type { Grant } from '../../model/grant.ts'
import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import type { Inventory } from '../../model/inventory.ts'
import type { Holder, PolicySlot } from '../../model/planned-changes.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import type { KeyArn } from './arns.ts'

/** What the AWS command line printed about an account, and which of its commands it was. */
export interface SnapshotFile {
  readonly path: string
  readonly kind: SnapshotKind
  readonly json: unknown
  /** The key that its reader was told of, where the file does not say it. */
  readonly key?: KeyArn
}

/** The outputs that are understood. */
export type SnapshotKind =
  | 'account-details'
  | 'key-metadata'
  | 'key-policy'
  | 'key-rotation'
  | 'key-tags'
  | 'grants'
  | 'aliases'
  | 'organization-tree'
  | 'resource-policies'

/** What accounts hold before the change. */
export interface SnapshotInventory extends Inventory {
  readonly identities: readonly SnapshotIdentity[]
  readonly grants: readonly SnapshotGrant[]
}

/** A grant that exists, with the id that AWS gave it. */
export interface SnapshotGrant extends Grant {
  readonly id: string
}

/** A role or user of a snapshot: each of its policies tells what a plan would have to change to take it away. */
export interface SnapshotIdentity extends Identity {
  readonly policies: readonly SnapshotPolicy[]
  readonly boundary?: SnapshotPolicy
  /** Of a user; those without any policy among them. */
  readonly groups: readonly Holder[]
}

/** A policy of a snapshot. */
export interface SnapshotPolicy extends IdentityPolicy {
  /** Of a managed policy: a plan that writes it anew changes it for all that have it. */
  readonly arn?: string
  /** It is in force as long as all of these stand. */
  readonly slots: readonly PolicySlot[]
}

/** What exists before a change. */
export interface Existing {
  readonly inventory: SnapshotInventory
  /** The policies of groups by `holderId`. */
  readonly groups: ReadonlyMap<string, readonly SnapshotPolicy[]>
  /** The document of a managed policy, the customer's own and AWS's. */
  readonly managedPolicy: (arn: string) => PolicyDocument | undefined
  /** The accounts that manage the organizations, where they are told. */
  readonly managementAccounts?: readonly string[]
}

/** What snapshots tell, and what whoever relies on it must know, in sentences. */
export interface ReadSnapshots extends Existing {
  readonly notes: readonly string[]
}
