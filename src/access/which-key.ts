import type { KeyUse } from '../model/key-use.ts'
import type { Unknown } from '../model/unknown.ts'

/** A hole where it is not told before apply which of several keys a resource uses. */
export function whichKey({ address, at, key }: KeyUse): readonly Unknown[] {
  if (key.unknown !== undefined) return [key.unknown]
  if (key.addresses.length < 2) return []
  const name = `which key ${address} names`
  return [{ kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at }]
}
