import type { Via } from './access.ts'
import type { Principal } from './principal.ts'
import type { BlindSpot, ReportError, ReportInput, ReportUnknown } from './report.ts'

/** The outcome of `keyplan who`: who can do what with which key. Its JSON form is `schemas/who.schema.json`. */
export interface WhoReport {
  readonly schemaVersion: 1
  readonly tool: { readonly name: 'keyplan'; readonly version: string }
  readonly inputs: readonly ReportInput[]
  readonly contexts: readonly WhoContext[]
  readonly errors: readonly ReportError[]
  readonly blindSpots: readonly BlindSpot[]
  /** What was asked for, in words; empty for everything. */
  readonly asked: string
  /** Keys that hold nothing of what was asked for are left out. */
  readonly onlyWithAccess: boolean
  /** The keys in the order of the inputs; worked out anew at each call, since all of them together may be huge. */
  keys(): Iterable<WhoKey>
  /** What the keys that were asked about encrypt, key by key. */
  uses(): Iterable<WhoUse>
}

/** A file that tells what exists around the inputs. */
export interface WhoContext {
  readonly path: string
  /** What a reader of the report must know about it, in sentences. */
  readonly notes: readonly string[]
}

/** A key and who has access to it. */
export interface WhoKey {
  readonly address: string
  readonly arn?: string
  readonly aliases: readonly string[]
  /** The input that it stands in. */
  readonly input: string
  /** Key policy or IAM policies, in one sentence. */
  readonly decides: string
  /** Nothing is known of its policy: that nobody is told below is no answer. */
  readonly isUnread: boolean
  /** Who has access by this key's own policy, grants and the like: for people, what must be seen first. */
  readonly callers: readonly CallerGroup[]
  /** Who has access to this key and others alike. */
  readonly shared: SharedCallers
  /** Of its own and of the shared callers, those who are nothing but members of a class. */
  readonly members: readonly ClassMembers[]
  /** The resources that it encrypts; those whose needs are not met come first. */
  uses(): readonly WhoUse[]
  /** The single accesses, for machines. */
  accesses(): Iterable<WhoAccess>
}

/** Callers who reach several keys alike. It is one object for all keys that are alike. */
export interface SharedCallers {
  readonly callers: readonly CallerGroup[]
  /** Those of them who are nothing but members of a class. */
  readonly members: readonly ClassMembers[]
  /** How many accesses these are. */
  readonly accesses: number
}

/** Named principals who are admitted to a key as members of a class, and in no other way. */
export interface ClassMembers extends Membership {
  /** One of them. */
  readonly example: string
  readonly count: number
}

/** How far from home a caller is; from what a reviewer must see first to what is expected. */
export const standings = ['public', 'foreign', 'unknown', 'account', 'service', 'named'] as const

/** Anyone; somebody outside of the key's account; somebody not told; a class of the own account; a service; a named one. */
export type Standing = (typeof standings)[number]

/** Callers with the same reach. */
export interface CallerGroup {
  readonly standing: Standing
  readonly members: readonly [Caller, ...Caller[]]
  /** The classes by which alone they have access; empty where they have one of their own. */
  readonly memberOf: readonly Membership[]
}

/** That a named principal belongs to a class of callers. */
export interface Membership {
  /** As the class is named as a caller. */
  readonly class: string
  /** It is decided when the call is made, as for callers from a network. */
  readonly perhaps: boolean
}

/** A principal or class of principals, and what it can do with one key. */
export interface Caller {
  /** In words, to begin a sentence. */
  readonly name: string
  /** Of the role or user, where the input declares it. */
  readonly address?: string
  /** Direct ones first. */
  readonly ways: readonly Way[]
}

/** What a caller can do under the same conditions, by one path or several. */
export interface Way {
  /** To follow "can": `take every key action`, `use it`, `kms:Decrypt and kms:Encrypt`. */
  readonly what: string
  /** What has to be changed or assumed before, in words; empty for a direct access. */
  readonly by: string
  readonly certainty: 'certain' | 'possible'
  readonly conditions: readonly string[]
  readonly unless: readonly string[]
  readonly unknowns: readonly ReportUnknown[]
  /** Another way of the same caller gives all of this already, at once and without a condition. */
  readonly covered: boolean
  /** The shortest one. */
  readonly path: WhoPath
  readonly otherPaths: readonly WhoPath[]
}

/** From the key to the caller. */
export type WhoPath = readonly WhoStep[]

/** A link of the chain that proves an access. */
export interface WhoStep {
  readonly kind: string
  readonly says: string
  readonly address: string
  readonly pointer: string
  readonly input: string
}

/** One access as plain data: a row of the JSON. */
export interface WhoAccess {
  /** An ARN, or what it will be where that is told, else the resource's address; an account's id; a service; `*`. */
  readonly principal: string
  readonly principalKind: Principal['kind']
  readonly principalAddress?: string
  readonly key: string
  readonly keyArn?: string
  /** `kms:Decrypt`…, sorted. */
  readonly actions: readonly string[]
  readonly certainty: 'certain' | 'possible'
  readonly via: Via
  /** All must hold when the call is made. */
  readonly conditions: readonly string[]
  /** One of these stops the call. */
  readonly unless: readonly string[]
  readonly unknowns: readonly ReportUnknown[]
  readonly path: WhoPath
  /** The input that the key stands in. */
  readonly input: string
}

/** A resource that a key encrypts: a row of the JSON. */
export interface WhoUse {
  /** Of the resource. */
  readonly address: string
  readonly type: string
  /** The key's address. */
  readonly key: string
  readonly keyArn?: string
  /** `possible`: which of several keys it is encrypted with is not told before apply. */
  readonly certainty: 'certain' | 'possible'
  /** Who needs what of the key, to follow the address: `logs.us-west-2.amazonaws.com needs kms:Decrypt`. */
  readonly what: string
  /** Empty where the needs of such a resource are not known. */
  readonly needs: readonly WhoNeed[]
  /** The input that the resource stands in: the key stands there too, or has an ARN. */
  readonly input: string
}

/** What somebody needs of a key for a resource to work. */
export interface WhoNeed {
  /** A principal as `WhoAccess` has it, or `caller`: whoever uses the resource. */
  readonly by: string
  /** Without any one of these it breaks. */
  readonly needed: readonly string[]
  /** All that AWS's guide lists. */
  readonly documented: readonly string[]
  /** In a short sentence. */
  readonly says: string
  /** Of those needed, what nothing in the input gives, not even perhaps. */
  readonly missing: readonly string[]
}
