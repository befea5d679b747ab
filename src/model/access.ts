import type { ActionSet } from './action-set.ts'
import type { Grant } from './grant.ts'
import type { Alias, VpcEndpoint } from './inventory.ts'
import type { Identity, IdentityPolicy } from './identity.ts'
import type { Key } from './key.ts'
import type { KeyUse } from './key-use.ts'
import type { NeededAccess } from './needed-access.ts'
import type { OrganizationPolicy } from './organization.ts'
import type { Principal } from './principal.ts'
import type { SourceLocation } from './source-location.ts'
import type { Condition, Statement } from './statement.ts'
import type { Text } from './text.ts'
import type { Tri } from './tri.ts'
import type { Unknown } from './unknown.ts'

/**
 * The way an access takes. The first four need no other change; the others change something first, or become somebody
 * else: a reader can tell direct from indirect.
 */
export type Via =
  /** The key policy itself. */
  | 'key-policy'
  /** The key policy leaves it to the account, or needs its half, and IAM policies of the principal allow. */
  | 'iam-policy'
  | 'kms-grant'
  /** By assuming a role that has access. */
  | 'assume-role'
  /** By handing a role that has access to a service that runs the caller's code. */
  | 'pass-role'
  /** By rewriting the key policy. */
  | 'put-key-policy'
  /** By creating a grant, for oneself or anybody. */
  | 'create-grant'
  /** By changing the IAM policies of an account that the key delegates to. */
  | 'change-iam-policy'
  /** By changing whom a role trusts. */
  | 'change-trust-policy'
  /** By taking away or changing a permissions boundary. */
  | 'lift-boundary'
  /** By making credentials of a user. */
  | 'take-over-user'
  /** By running code where a role with access is at work. */
  | 'run-code'
  /** By giving the key an alias that a policy asks for. */
  | 'change-alias'
  /** By giving the key a tag that a policy asks for. */
  | 'tag-key'
  /** By replicating a multi-Region key under a policy of one's own. */
  | 'replicate-key'

/** One link of the chain from a principal to a key. */
export interface Step {
  readonly kind: 'account-delegation' | 'foreign-account' | 'organization-policy' | 'boundary' | Via
  /** One line for people: `key policy delegates to account 111122223333`. */
  readonly says: string
  /** It admits a class that the principal belongs to, which has an access of its own. */
  readonly toClass?: true
  readonly at: SourceLocation
}

/** An edge: this principal can take these actions on this key, and here is the proof. */
export interface Access {
  readonly principal: Principal
  /** The address of the role or user, where the input declares it. */
  readonly principalAddress?: string
  readonly key: Key
  readonly via: Via
  /** What the call can achieve: without what this kind of key, or a foreign account, can never do. */
  readonly actions: ActionSet
  /** `possible`: it hangs on the unknowns below. */
  readonly certainty: 'certain' | 'possible'
  readonly path: readonly [Step, ...Step[]]
  /** What still has to hold when the call is made. */
  readonly conditions: readonly Condition[]
  /** Deny statements that stop the call when all conditions of one of these lists hold at that moment. */
  readonly unless: readonly (readonly Condition[])[]
  readonly unknowns: readonly Unknown[]
}

/** An access that a statement of the key policy gives a class of callers, or somebody that it names. */
export interface KeyPolicyAccess extends Access {
  /** What its statement gives this principal in all, after Deny statements: the measure of `kms:*`. */
  readonly written: Written
  /** The statement that allows it. */
  readonly statement: Statement
}

/** What a statement gives for certain and perhaps, whether or not AWS would carry it out. */
export interface Written {
  readonly must: ActionSet
  readonly may: ActionSet
  /** What lies between the two hangs on these. */
  readonly hangsOn: readonly Unknown[]
}

/** What the IAM policies of a role or user allow on something, after what they and its boundary deny. */
export interface Permission {
  readonly policy: IdentityPolicy
  /** The statement that allows it. */
  readonly statement: Statement
  readonly actions: ActionSet
  readonly certainty: 'certain' | 'possible'
  /** What still has to hold when the call is made. */
  readonly conditions: readonly Condition[]
  readonly unless: readonly (readonly Condition[])[]
  readonly unknowns: readonly Unknown[]
}

/** Somebody who can become a session of a role. */
export interface Assumption {
  readonly role: Identity
  readonly principal: Principal
  readonly principalAddress?: string
  readonly certainty: 'certain' | 'possible'
  /** From the trust policy to the half of the caller's account. */
  readonly path: readonly [Step, ...Step[]]
  readonly conditions: readonly Condition[]
  readonly unless: readonly (readonly Condition[])[]
  readonly unknowns: readonly Unknown[]
  /** The statement of the trust policy. */
  readonly statement: Statement
}

/** All accesses to one key, but for the indirect ones. */
export interface AccessesToKey {
  readonly own: readonly Access[]
  /**
   * Of principals whose IAM policies reach many keys alike: the same list for all keys that are alike, so that a
   * thousand roles on a thousand keys stay a thousand accesses. `accessOn` makes one of this key of them.
   */
  readonly shared: readonly SharedAccess[]
}

/** An access to each key of a kind. */
export type SharedAccess = Omit<Access, 'key'>

/** Who can do what with which key: built once, then only asked. */
export interface AccessGraph {
  readonly keys: readonly Key[]
  readonly identities: readonly Identity[]
  readonly grants: readonly Grant[]
  readonly aliases: readonly Alias[]
  readonly uses: readonly KeyUse[]
  /** Policies of the input that nobody has of whom it tells. */
  readonly unattached: readonly IdentityPolicy[]
  readonly organizationPolicies: readonly OrganizationPolicy[]
  readonly endpoints: readonly VpcEndpoint[]
  /** What a key's policy gives, in its order: classes of callers, and those whom it names. */
  accessesTo(key: Key): readonly KeyPolicyAccess[]
  /** Everybody who can do something with a key as things stand: by its policy, IAM policies and grants. */
  everyAccessTo(key: Key): AccessesToKey
  /** Those who first have to become somebody else or change something, shortest path first. */
  indirectAccessTo(key: Key): readonly Access[]
  /** An access of `everyAccessTo(key).shared`, for that key. */
  accessOn(key: Key, shared: SharedAccess): Access
  /**
   * What one principal can do with one key, classes that it belongs to included, and what IAM policies that the input
   * does not show may add.
   */
  accessesBetween(principal: Principal, key: Key): readonly Access[]
  /** The same without what the input does not show, as `everyAccessTo` has it. */
  shownBetween(principal: Principal, key: Key): readonly Access[]
  /** The same as if IAM policies that the input does not show allowed all that they may. */
  atMostBetween(principal: Principal, key: Key): readonly Access[]
  /** Everybody who can assume a role as things stand. */
  assumptionsOf(role: Identity): readonly Assumption[]
  /** What an identity's policies allow on the key of some other account, should that account admit it. */
  permissionsOnForeignKeys(identity: Identity): readonly Permission[]
  /** What an identity's policies allow on keys at all, wherever they are: the input's own and others. */
  permissionsOnKeys(identity: Identity): readonly Permission[]
  /** Whether an identity may do one of these actions with a key of the input, or by its policies with a key elsewhere. */
  mayReach(identity: Identity, actions: ActionSet): Tri
  /** The resources that a key encrypts, as far as it is told which key that is. */
  usesOf(key: Key): readonly KeyUse[]
  /** The keys that a resource may be encrypted with, as far as the input has them. */
  keysOfUse(use: KeyUse): readonly Key[]
  /** The primary of a replica, if the input has it and tells which key that is. */
  primaryOf(key: Key): Key | undefined
  /** The replicas of a multi-Region key in the input. Those that do not tell their `primary` are in it: they may be. */
  replicasOf(key: Key): readonly Key[]
  /** The key that a resource of an IAM policy names by its ARN, if the input has it; a pattern names none. */
  keyNamed(resource: Text): Key | undefined
  /** What roles and users need of a key and do not have, as far as the input tells. */
  lackedOn(key: Key): readonly NeededAccess[]
  /** Whether a resource of the input names its key by this alias, or a policy asks for it. */
  isAliasUsed(alias: Alias): boolean
  /** Accesses of roles and users that may point an alias to another key. */
  changersOf(alias: Alias): readonly Access[]
  /** Those who may change the tags or aliases of a key by which IAM policies decide who reaches its plaintext. */
  labelChangersOf(key: Key): readonly Access[]
  /** Grants that are on a key, or may be. */
  grantsOn(key: Key): readonly Grant[]
  /** The role or user that a principal is, or is a session of, if the input has it. */
  identityOf(principal: Principal): Identity | undefined
  /** Keys that a grant is on, as far as the input has them. */
  keysOfGrant(grant: Grant): readonly Key[]
  /** Whether the input gives this role or user a permissions boundary; `no` may mean that it stands elsewhere. */
  isBounded(principal: Principal): boolean
}
