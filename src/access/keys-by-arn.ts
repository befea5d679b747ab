import type { Key } from '../model/key.ts'
import { literal, text, type Text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'

/**
 * The key of the inputs that a resource in an IAM policy names by its ARN, written or referred to. A pattern names none.
 * Indexed when it is first asked for.
 */
export function keysByArn(keys: readonly Key[]): (resource: Text) => Key | undefined {
  let index: ReadonlyMap<string, Key> | undefined
  return resource => {
    index ??= new Map(keys.flatMap(key => namesOf(key).map(name => [name, key] as const)))
    const name = nameIn(resource)
    return name === undefined ? undefined : index.get(name)
  }
}

function namesOf({ arn, at, address }: Key): readonly string[] {
  const place = `${at.file}\n${address}`
  return arn === undefined ? [place] : [place, arn]
}

/** Readers put the hole of an ARN at the resource whose ARN it is; it can be the whole, or stand behind `key/`. */
function nameIn(resource: Text): string | undefined {
  const written = literal(resource)
  if (written !== undefined) return written
  const last = resource.at(-1)
  if (!isUnknown(last) || last.at.pointer !== '/arn') return undefined
  const isWhole = resource.length === 1 ? last.shape === 'arn' : parseArn(resource)?.resource[0] === 'key/'
  return isWhole ? `${last.at.file}\n${last.at.address}` : undefined
}

/**
 * The key whose bare id a resource is, by a reference: `aws_kms_key.k.key_id`, `!Ref Key`. Readers put the hole of an id
 * where that of the ARN is. As a resource of an IAM policy it matches nothing.
 */
export function keyOfId(resource: Text, keyNamed: (arn: Text) => Key | undefined): Key | undefined {
  const [id, ...more] = resource
  if (!isUnknown(id) || id.shape !== 'anything' || more.length > 0) return undefined
  return keyNamed(text('arn:aws:kms:::key/', id))
}
