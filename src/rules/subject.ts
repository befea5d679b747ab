import type { Account } from '../model/account.ts'
import type { Access, Assumption, KeyPolicyAccess, Permission } from '../model/access.ts'
import type { ActionSet } from '../model/action-set.ts'
import type { ChangedAccess, KeptKey, KeyChange } from '../model/change.ts'
import type { Grant } from '../model/grant.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { Alias, VpcEndpoint } from '../model/inventory.ts'
import type { Key, KeyPolicy } from '../model/key.ts'
import type { KeyUse } from '../model/key-use.ts'
import type { NeededAccess } from '../model/needed-access.ts'
import type { Principal } from '../model/principal.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { DocumentKind, PolicyDocument, Problem, Statement } from '../model/statement.ts'
import type { Text } from '../model/text.ts'
import type { Tri } from '../model/tri.ts'
import type { Unknown } from '../model/unknown.ts'

export type { DocumentKind }

/** A statement, and the kind of document that it stands in. */
export type PolicyStatement = KeyStatement | IdentityStatement | TrustStatement

/** A statement of a key policy. */
export interface KeyStatement {
  readonly in: 'key-policy'
  readonly key: Key
  readonly policy: KeyPolicy
  readonly statement: Statement
}

/** A statement of a policy of roles and users; it is one document, however many it is attached to. */
export interface IdentityStatement {
  readonly in: 'identity-policy'
  readonly policy: IdentityPolicy
  readonly holders: Holders
  readonly statement: Statement
}

/** A statement of a role's trust policy. */
export interface TrustStatement {
  readonly in: 'trust-policy'
  readonly role: Identity
  readonly document: PolicyDocument
  readonly statement: Statement
}

/**
 * Those who have a policy, in the order of the input. A policy that nobody has of whom the input tells is held by a
 * stand-in whose address is that of the policy: whoever it will be attached to.
 */
export type Holders = readonly [Identity, ...Identity[]]

/** What a policy allows, and for whom of its holders: what their Deny statements and boundaries leave. */
export interface HeldPermission extends Permission {
  readonly holders: Holders
}

/** One half of an access across accounts, whose other half can be seen too. */
export type Half = KeyPolicyHalf | IamHalf

/** A key policy admits a role or user of another account that the input declares. */
export interface KeyPolicyHalf {
  readonly in: 'key-policy'
  readonly access: KeyPolicyAccess
  readonly identity: Identity
}

/** An IAM policy names a key of another account that the input declares. */
export interface IamHalf {
  readonly in: 'iam-policy'
  readonly permission: HeldPermission
  readonly key: Key
}

/** A key that the input does not have, and what names it by its ARN: an IAM policy that allows its use, or a resource. */
export type OutsideKey = {
  readonly arn: Text
  readonly at: SourceLocation
  /** Of whoever names it. */
  readonly home: Account
} & (
  | { readonly by: 'policy'; readonly permission: HeldPermission }
  | { readonly by: 'use'; readonly use: KeyUse }
)

/** A policy document with the kind that it is of, and whose it is. */
export interface JudgedDocument {
  readonly kind: DocumentKind
  readonly document: PolicyDocument
  /** For people, to begin a sentence: `the policy of aws_kms_key.app`, `inline policy "p" of role/App`. */
  readonly name: string
  readonly sensitive: boolean
  /** Of a key policy. */
  readonly key?: Key
  /** Of an inline policy: what it stands in. */
  readonly inlineOf?: 'role' | 'user' | 'group'
  /** The first of what stands there inline, with all of that: AWS limits its length together. */
  readonly together?: readonly PolicyDocument[]
  /** What hides whether it is a policy that is judged at all; absent where that is told. */
  readonly hangsOn?: readonly Unknown[]
}

/** An objection of the grammar to a document. */
export interface DocumentProblem {
  readonly problem: Problem
  readonly in: JudgedDocument
}

/** A key and what becomes of it, with what it encrypted. */
export interface ChangedKey extends KeyChange {
  /** As it is called after the change. */
  readonly at: SourceLocation
  /** Resources that it encrypted before the change. */
  readonly used: () => readonly KeyUse[]
  /** Those of them that go on naming it, or may. */
  readonly stillUsed: () => readonly KeyUse[]
}

/** What becomes of one access to a key that exists before and after, and of others to whom just the same happens. */
export interface AccessChange {
  readonly key: KeptKey
  readonly change: ChangedAccess
  /** The same of others: callers of the same account, in the same statement. */
  readonly others: readonly ChangedAccess[]
  /** Of the key's policy, those that tell of it; none where the way to it is not what changed. */
  readonly statements: readonly Statement[]
  /** A Deny of the key's policy stopped it before, and does no longer. */
  readonly isFreed: boolean
  /** Of what is lost, what somebody still needs and nothing else gives. */
  readonly needed: () => readonly NeededAccess[]
  /** Of what is lost, what an IAM policy still allows on this very key. */
  readonly stillAllowed: () => ActionSet
}

/** Something before and after the change; one of them is absent where it is created or destroyed. */
export interface BeforeAfter<Thing> {
  /** As it is called after the change. */
  readonly at: SourceLocation
  readonly before?: Thing
  readonly after?: Thing
}

/** What takes access away and is weaker than it was, or gone. */
export interface LimitChange {
  /** To begin a sentence: `service control policy "deny-decrypt"`, `statement 2 of the policy of aws_kms_key.app`. */
  readonly name: string
  readonly at: SourceLocation
  /** Where it stood. */
  readonly was?: SourceLocation
  /** Of a key policy's own Deny. */
  readonly key?: Key
  /** Who can do more because of it, on which key, as far as the input shows them. */
  readonly frees: readonly ChangedAccess[]
  /** Of the key's policy, those that let the freed through. */
  readonly statements: readonly Statement[]
}

/** A role or user that is destroyed and created anew under the same ARN, where something that stays names it. */
export interface ReplacedPrincipal {
  readonly principal: Principal
  /** Where it is named: a key policy, a grant, a trust policy. */
  readonly namedAt: SourceLocation
  /** What names it, to end a sentence: `the policy of aws_kms_key.app`. */
  readonly namedBy: string
  readonly key?: Key
}

/** A resource that is encrypted, with the keys that it names before and after. */
export interface UseChange extends BeforeAfter<KeyUse> {
  /** The keys of the input that it may be; empty where it names none of them. */
  readonly keysBefore: readonly Key[]
  readonly keysAfter: readonly Key[]
  /** Whether these are one key, which may be called otherwise. */
  readonly isSameKey: Tri
}

/** What a rule can be about, and what its words are then asked about. */
export interface Subjects {
  /** What a key's policy gives to a class of callers, or to somebody whom it names. */
  readonly access: KeyPolicyAccess
  /** Access of somebody who first has to become somebody else or change something. */
  readonly detour: Access
  readonly key: Key
  readonly alias: Alias
  /** A resource that is encrypted with a key. */
  readonly use: KeyUse
  readonly statement: PolicyStatement
  /** What a policy of roles and users allows on keys that it names or has a pattern for, wherever those are. */
  readonly permission: HeldPermission
  /** What a policy of roles and users allows on keys of other accounts. */
  readonly 'foreign-permission': HeldPermission
  readonly half: Half
  readonly 'outside-key': OutsideKey
  readonly problem: DocumentProblem
  /** Of roles that trust anybody besides services, identity providers and principals of their own account. */
  readonly assumption: Assumption
  readonly grant: Grant
  readonly endpoint: VpcEndpoint
  /** A key that the change keeps, creates, replaces or destroys. */
  readonly 'key-change': ChangedKey
  /** Of keys that there are before and after. */
  readonly 'access-change': AccessChange
  readonly 'alias-change': BeforeAfter<Alias>
  readonly 'grant-change': BeforeAfter<Grant>
  readonly 'use-change': UseChange
  readonly 'limit-change': LimitChange
  readonly 'principal-change': ReplacedPrincipal
}
