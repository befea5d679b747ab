import type { KeyPolicyAccess } from '../../model/access.ts'
import { includes } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import { sameAccount } from '../../model/account.ts'
import { keyActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

/** The input writes no policy for the key, and AWS's default one is in force. */
export const hasDefaultPolicy: Word<Key> = {
  says: "nothing writes a policy, so AWS's default one is in force",
  ask: (key, world) => {
    const written = key.policies.filter(({ source }) => source === 'written')
    if (written.length === 0) return answer(true)
    if (written.length < key.policies.length)
      return hangsOn(written.flatMap(({ document }) => document.holes))
    const isReported = written.every(policy => policy.isReported === true)
    return answer(isReported && isDefault(key, world.accessesTo(key)))
  },
}

/** Of a key that exists, AWS reports the policy that it wrote itself (Developer Guide, "Default key policy"). */
function isDefault({ account }: Key, accesses: readonly KeyPolicyAccess[]): boolean {
  const [only, ...others] = accesses
  return (
    only !== undefined &&
    others.length === 0 &&
    only.principal.kind === 'account' &&
    sameAccount(only.principal.account, account) === 'yes' &&
    includes(only.written.must, keyActions) &&
    only.conditions.length + only.unless.length === 0
  )
}

/** More than one resource writes the key's policy. */
export const hasSeveralPolicyWriters: Word<Key> = {
  says: 'more than one resource writes its policy',
  ask: key => {
    const certain = placesOf(key.policies.filter(({ mayBeOfAnother }) => mayBeOfAnother !== true))
    const all = placesOf(key.policies)
    if (certain.length > 1) return answer(true, certain)
    return all.length > 1 ? hangsOn([whichKey(key)], all) : answer(false)
  },
}

/** The resources that write a policy of the key, by their addresses. */
export function policyWritersOf(key: Key): readonly string[] {
  return placesOf(key.policies).map(({ address }) => address)
}

/** Once for each resource: what one writes can hang on something. */
function placesOf(policies: readonly Key['policies'][number][]) {
  const own = policies.filter(({ source, isReported }) => source === 'written' && isReported !== true)
  return [...new Map(own.map(({ document: { at } }) => [at.address, at])).values()]
}

function whichKey({ at, address }: Key) {
  const name = `whether all of these policies are for ${address}`
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at } as const
}
