import type { Access, SharedAccess } from './access.ts'
import type { Key } from './key.ts'
import type { Listed, Pattern } from './statement.ts'
import type { Unknown } from './unknown.ts'

/** What becomes of an access. */
export const changeKinds = ['gained', 'widened', 'narrowed', 'lost'] as const

/**
 * `gained`, `lost`: the principal can, or could, take the action on one side alone. `widened`, `narrowed`: on both sides,
 * but some calls are let through on one side alone.
 */
export type ChangeKind = (typeof changeKinds)[number]

/** Whether such an access is told as it was: before the change it let more through. */
export function isOfBefore(kind: ChangeKind): boolean {
  return kind === 'lost' || kind === 'narrowed'
}

/** What becomes of the access of one caller, of that of several, and what may become of it. */
export const happenings: Readonly<
  Record<ChangeKind, readonly [one: string, several: string, perhaps: string]>
> = {
  gained: ['gains access', 'gain access', 'may gain access'],
  widened: ['has wider access', 'have wider access', 'may have wider access'],
  narrowed: ['has narrower access', 'have narrower access', 'may have narrower access'],
  lost: ['loses access', 'lose access', 'may lose access'],
}

/** An access that is not what it was, with the actions of which that is so. */
export interface ChangedAccess<Kind extends SharedAccess = Access> {
  readonly kind: ChangeKind
  /** As it will be, where it is gained or widened; as it was, where it is lost or narrowed. */
  readonly access: Kind
  /** `possible`: whether there is a difference hangs on the unknowns below. */
  readonly certainty: 'certain' | 'possible'
  readonly unknowns: readonly Unknown[]
  /** Of a widened access what it was, of a narrowed one what it will be. */
  readonly otherwise: readonly Kind[]
  /** What a call carries that is let through on one side alone, by condition key in lower case. */
  readonly example?: ReadonlyMap<string, readonly string[]>
}

/** What becomes of a key. A replaced key is two keys: what is encrypted with the old one cannot be read with the new. */
export type KeyFate = 'kept' | 'created' | 'destroyed' | 'replaced'

/** A key before and after the change, and what becomes of each access to it. */
export interface KeyChange {
  readonly fate: KeyFate
  /** Absent where it is created. */
  readonly before?: Key
  /** Absent where it is destroyed. */
  readonly after?: Key
  /** Direct ones first; nothing where all can do what they could do before. */
  readonly accesses: readonly ChangedAccess[]
}

/** What becomes of a key that there is on both sides, and that is the same one. */
export interface KeptKey extends KeyChange {
  readonly before: Key
  readonly after: Key
}

/** Whether it is the same key on both sides. */
export function isKept(key: KeyChange): key is KeptKey {
  return key.fate === 'kept' && key.before !== undefined && key.after !== undefined
}

/**
 * What IAM policies of the input give on keys that it does not have, as far as the policies of those keys leave it to
 * IAM policies.
 */
export interface AccessElsewhere extends SharedAccess {
  /** The keys as the policy names them, without those that the input has; negated: all but these. */
  readonly resources: Listed<Pattern>
}
