import type { KeyFate } from '../model/change.ts'
import type { Key } from '../model/key.ts'

/** A key on both sides, or on the one that has it. */
export interface KeyPair {
  readonly fate: KeyFate
  readonly before?: Key
  readonly after?: Key
}

/** What makes keys of two inputs the same one: the ARN, else what their resource is called. */
export type NameOfKey = (key: Key) => string

/**
 * Each key with what it was: by its ARN, and by the name of its resource where the ARN of one is not told. Two keys of
 * one name whose ARNs differ, or of which the later does not exist yet, are one that is replaced.
 */
export function pairedKeys(
  before: readonly Key[],
  after: readonly Key[],
  nameOf: NameOfKey,
): readonly KeyPair[] {
  const byArn = new Map(before.flatMap(key => (key.arn === undefined ? [] : [[key.arn, key] as const])))
  const byName = new Map(before.map(key => [nameOf(key), key]))
  const met = new Set<Key>()
  const arns = new Set(after.flatMap(({ arn }) => arn ?? []))
  const pairs = after.map((key): KeyPair => {
    const same = key.arn === undefined ? undefined : byArn.get(key.arn)
    const namesake = byName.get(nameOf(key))
    // A namesake that goes on existing under another name was moved there, and is another key.
    const known = same ?? (namesake?.arn !== undefined && arns.has(namesake.arn) ? undefined : namesake)
    if (known === undefined || met.has(known)) return { fate: 'created', after: key }
    met.add(known)
    const isSame = known.arn === key.arn || known.arn === undefined
    return { fate: isSame ? 'kept' : 'replaced', before: known, after: key }
  })
  const gone = before.filter(key => !met.has(key)).map((key): KeyPair => ({ fate: 'destroyed', before: key }))
  return [...pairs, ...gone]
}
