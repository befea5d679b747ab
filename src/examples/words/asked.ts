import type { KeyPolicyAccess } from '../../model/access.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse } from '../../model/key-use.ts'
import type { Example } from '../../rules/example.ts'
import type { World } from '../../rules/word.ts'
import { worldIn } from '../ask-example.ts'

/** What words are asked about in the world of an example, and that world. */
export interface Asked {
  readonly key: Key
  /** What the key's policy gives, in its order. */
  readonly accesses: readonly KeyPolicyAccess[]
  readonly uses: readonly KeyUse[]
  readonly world: World
}

/** For tests only: the world of an example, for words that are asked directly. */
export function askedIn(given: Omit<Example, 'says'>): Asked {
  const { graph, world } = worldIn({ says: '', ...given })
  const key = theFirst(graph.keys)
  return { key, accesses: graph.accessesTo(key), uses: graph.uses, world }
}

/** For tests only: the one access that the key's policy of an example gives. */
export function accessIn(given: Omit<Example, 'says'>): {
  readonly access: KeyPolicyAccess
  readonly world: World
} {
  const { accesses, world } = askedIn(given)
  if (accesses.length > 1) throw new Error(`${accesses.length} accesses`)
  return { access: theFirst(accesses), world }
}

/** For tests only: what a list begins with. */
export function theFirst<Item>([first]: readonly Item[]): Item {
  if (first === undefined) throw new Error('nothing is listed')
  return first
}
