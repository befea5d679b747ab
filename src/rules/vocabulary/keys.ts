import type { Answer } from '../../model/answer.ts'
import type { Key, Setting } from '../../model/key.ts'
import { isUnknown, type Knowable } from '../../model/unknown.ts'
import { answer, hangsOn } from '../answers.ts'
import { all, either, not } from '../logic.ts'
import type { Word } from '../word.ts'

/** The input declares the key itself, not only its policy. */
export const declaredHere: Word<Key> = { says: 'the key is declared here', ask: key => answer(key.declared) }

/** Other specs are for signatures, message authentication codes, or asymmetric encryption. */
export const symmetric: Word<Key> = {
  says: 'it is a symmetric encryption key',
  ask: key => equals(key.spec, 'SYMMETRIC_DEFAULT'),
}

const ofAwsMaterial: Word<Key> = {
  says: 'its material is made and kept by AWS KMS',
  ask: key => equals(key.origin, 'AWS_KMS'),
}

/** It has the key material of a primary in another Region, and rotates with it. */
export const isReplica: Word<Key> = { says: 'it is a replica', ask: key => answer(key.replica) }

/** KMS can rotate the key by itself (API Reference, EnableKeyRotation). */
export const canRotate: Word<Key> = all(declaredHere, symmetric, ofAwsMaterial, not(isReplica))

/** KMS refuses to rotate it, whatever is set: it is of another kind, or its material is kept elsewhere. */
export const refusesRotation: Word<Key> = all(
  declaredHere,
  not(isReplica),
  either(not(symmetric), not(ofAwsMaterial)),
)

/** Automatic rotation is on. */
export const rotates: Word<Key> = { says: 'automatic rotation is on', ask: key => isOn(key.rotation) }

/** AWS is told not to check that the caller can still change the policy. */
export const bypassesLockoutCheck: Word<Key> = {
  says: 'the policy lockout safety check is bypassed',
  ask: key => isOn(key.bypassesLockoutCheck),
}

/** An on/off setting is on. */
export function isOn({ value, at }: Setting): Answer {
  return isUnknown(value) ? hangsOn([value], [at]) : answer(value, [at])
}

function equals(value: Knowable<string>, wanted: string): Answer {
  return isUnknown(value) ? hangsOn([value]) : answer(value === wanted)
}
