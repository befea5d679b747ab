import type { AccessGraph, Assumption, KeyPolicyAccess, Permission } from '../model/access.ts'
import type { Answer } from '../model/answer.ts'
import type { Grant } from '../model/grant.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { Key, KeyPolicy } from '../model/key.ts'
import type { PolicyDocument, Statement } from '../model/statement.ts'
import type { Trust } from '../model/trust.ts'

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

/** Those who have a policy, in the order of the input. */
export type Holders = readonly [Identity, ...Identity[]]

/** What a policy allows on keys of other accounts, and for whom of its holders: what their Deny statements and boundaries leave. */
export interface HeldPermission extends Permission {
  readonly holders: Holders
}

/** What a rule can be about, and what its words are then asked about. */
export interface Subjects {
  readonly access: KeyPolicyAccess
  readonly key: Key
  readonly statement: PolicyStatement
  readonly permission: HeldPermission
  /** Of roles that trust anybody besides services, identity providers and principals of their own account. */
  readonly assumption: Assumption
  readonly grant: Grant
}

/** What words may look up besides their subject. No look-up runs over all keys or all principals. */
export interface World extends Pick<
  AccessGraph,
  'accessesTo' | 'isBounded' | 'assumptionsOf' | 'mayReach' | 'keysOfGrant'
> {
  readonly trust: Trust
}

/** A word of the vocabulary: `says` prints a rule's logic on its page, `ask` answers for one subject. */
export interface Word<Subject> {
  readonly says: string
  /** Made of several words: stands in brackets inside another. */
  readonly compound?: boolean
  readonly ask: (subject: Subject, world: World) => Answer
}
