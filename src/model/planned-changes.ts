import type { IdentityPolicy } from './identity.ts'
import type { Unknown } from './unknown.ts'

/** A role, user or group by what IAM tells it apart by: names are unique in an account, whatever the path. */
export interface Holder {
  readonly kind: 'role' | 'user' | 'group'
  readonly account: string
  readonly name: string
}

/** A place for a policy that a plan can fill or empty. */
export type PolicySlot =
  | { readonly kind: 'inline'; readonly holder: Holder; readonly name: string }
  | { readonly kind: 'attached'; readonly holder: Holder; readonly arn: string }
  /** Of a user in a group. */
  | { readonly kind: 'membership'; readonly holder: Holder; readonly group: Holder }
  | { readonly kind: 'boundary' | 'trust'; readonly holder: Holder }

/** A group that a user is put into, and what hides whether it is. */
export interface JoinedGroup {
  readonly group: Holder
  readonly hangsOn: readonly Unknown[]
}

/**
 * What a plan does to things that exist: the part of it that an inventory of the world afterwards cannot show. The ids
 * of slots and holders are those of `readers/snapshot/slot-ids.ts`.
 */
export interface PlannedChanges {
  /** The ARNs of roles, users, groups, managed policies, keys and aliases that there are no more afterwards. */
  readonly destroyed: ReadonlySet<string>
  /** The ARNs of those that the plan creates, or creates anew: they have nothing of what had that ARN before. */
  readonly created: ReadonlySet<string>
  /** The ARNs of those that a template declares: it tells what will be, and they may exist already. */
  readonly declared: ReadonlySet<string>
  /** The ARNs of roles and users that the plan destroys and creates anew: what has named the old one may admit nobody. */
  readonly replaced: ReadonlySet<string>
  /** The ARNs of keys that get AWS's default policy back, since the resource that wrote another is destroyed. */
  readonly reset: ReadonlySet<string>
  /** The ids of grants that the plan destroys, or has in its own inventory. */
  readonly grants: ReadonlySet<string>
  /**
   * Whether the plan decides what is in a slot: it writes, keeps or destroys that policy, attachment or boundary
   * itself, or lists exhaustively what the holder has (`managed_policy_arns`, `inline_policy`, the `*_exclusive`
   * resources, `aws_iam_policy_attachment`). What is then in the slot stands in the plan's inventory. Of a membership:
   * whether the plan takes the user out of the group. A hole where it is not told before apply; `false` where an
   * exhaustive list leaves what is there. Slots that it says nothing about are not in it.
   */
  readonly slots: ReadonlyMap<string, boolean | Unknown>
  /** Kinds of which any may get policies of which it is not told whose they are. */
  readonly open: ReadonlySet<Holder['kind']>
  /** Managed policies as the plan writes them, by ARN, for all that have them. */
  readonly managedPolicies: ReadonlyMap<string, Pick<IdentityPolicy, 'document' | 'sensitive'>>
  /** What the plan gives groups, by their ids, for those of their members that only others know. */
  readonly ofGroups: ReadonlyMap<string, readonly IdentityPolicy[]>
  /** The groups that the plan puts users into, by the ids of these. */
  readonly joins: ReadonlyMap<string, readonly JoinedGroup[]>
}

/** A plan that leaves alone what its inventory does not have. */
export const changesNothing: PlannedChanges = {
  destroyed: new Set(),
  created: new Set(),
  declared: new Set(),
  replaced: new Set(),
  reset: new Set(),
  grants: new Set(),
  slots: new Map(),
  open: new Set(),
  managedPolicies: new Map(),
  ofGroups: new Map(),
  joins: new Map(),
}
