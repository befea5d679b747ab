import type { Answer } from '../../model/answer.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse } from '../../model/key-use.ts'
import { anyOf } from '../../model/tri.ts'
import { distinctUnknowns, isUnknown } from '../../model/unknown.ts'
import { whichKey } from '../../access/which-key.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word, World } from '../word.ts'

/** A resource of the input is encrypted with the key. */
export const encryptsResources: Word<Key> = {
  says: 'a resource of the input is encrypted with the key',
  ask: (key, world) => {
    const uses = world.usesOf(key)
    if (uses.some(isTold)) return answer(true)
    return uses.length === 0 ? answer(false) : hangsOn(uses.flatMap(whichKey))
  },
}

/** What is encrypted with the key, for people: the first few of its resources. */
export function resourcesEncryptedWith(key: Key, world: World): readonly string[] {
  const told = world.usesOf(key).filter(isTold)
  return [...new Set(told.map(({ address }) => address))]
}

function isTold(use: KeyUse): boolean {
  return whichKey(use).length === 0
}

/** Signs a zone: needs `ECC_NIST_P256` with `SIGN_VERIFY` (Route 53 Developer Guide, "Working with customer managed keys for DNSSEC"). */
const signing = new Set(['aws_route53_key_signing_key', 'AWS::Route53::KeySigningKey'])

/**
 * The key is of another kind than the resource can use: services encrypt with symmetric encryption keys alone (KMS
 * Developer Guide, "Asymmetric keys in AWS KMS").
 */
export const needsAnotherKind: Word<KeyUse> = {
  says: 'the key is of another kind than the resource can use',
  ask: (use, world) => {
    const keys = world.keysOfUse(use).filter(({ declared }) => declared)
    const answers = keys.map(key => kindDiffers(key, use))
    const is = anyOf(answers.map(one => one.is))
    if (is === 'no') return answer(false)
    const isOnlyOne = use.key.unknown === undefined && keys.length === 1
    const holes = [...answers.flatMap(one => one.hangsOn), ...whichKey(use)]
    return is === 'yes' && isOnlyOne ? answer(true) : hangsOn(distinctUnknowns(holes))
  },
}

function kindDiffers({ spec, usage }: Key, { type }: KeyUse): Answer {
  const isSigning = signing.has(type)
  if (isUnknown(spec)) return hangsOn([spec])
  if (!isSigning) return answer(spec !== 'SYMMETRIC_DEFAULT')
  if (spec !== 'ECC_NIST_P256') return answer(true)
  return isUnknown(usage) ? hangsOn([usage]) : answer(usage !== 'SIGN_VERIFY')
}

/** The kind of a key that a resource needs, in words. */
export function kindNeededBy({ type }: KeyUse): string {
  return signing.has(type) ? 'a signing key on the curve P-256' : 'a symmetric encryption key'
}

/** The spec of the key that a resource names, in words. */
export function kindUsedBy(use: KeyUse, world: World): string {
  const [key] = world.keysOfUse(use)
  if (key === undefined) return 'a key that is not in the input'
  const spec = isUnknown(key.spec) ? 'whose spec is not known yet' : `of spec ${key.spec}`
  return `${key.address}, a key ${spec}`
}
