import type { KeyPolicyAccess } from '../../model/access.ts'
import { includes } from '../../model/action-set.ts'
import { principalId } from '../../model/principal.ts'
import { holesOf } from '../../model/text.ts'
import { anyOf } from '../../model/tri.ts'
import { asksForKey, limitsAsAllow, limitsGrants } from '../../access/grant-limits.ts'
import { action } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

/**
 * The grants that the caller can create are limited: to AWS services, to a service that calls for him, to
 * named grantees, or to operations without plaintext. The limit stands in the statement, or in a Deny
 * (Developer Guide, "Using grants with conditions").
 */
export const grantsAreGuarded: Word<Pick<KeyPolicyAccess, 'conditions' | 'unless'>> = {
  says: 'a condition limits the grants that can be created',
  ask: ({ conditions, unless }) => {
    const is = limitsGrants({ conditions, unless })
    if (is !== 'unknown')
      return answer(
        is === 'yes',
        conditions.filter(one => limitsAsAllow(one) === 'yes').map(({ at }) => at),
      )
    return hangsOn([...conditions, ...unless.flat()].flatMap(({ values }) => values.flatMap(holesOf)))
  },
}

/** The access goes through an AWS service that calls for the principal. */
export const throughService: Word<Pick<KeyPolicyAccess, 'conditions'>> = {
  says: 'only through an AWS service (`kms:ViaService`)',
  ask: ({ conditions }) => {
    const through = conditions.filter(one => one.key.toLowerCase() === 'kms:viaservice')
    const is = anyOf(through.map(asksForKey))
    if (is !== 'unknown') return answer(is === 'yes')
    return hangsOn(through.flatMap(({ values }) => values.flatMap(holesOf)))
  },
}

const putKeyPolicy = action('kms:PutKeyPolicy')

/** The caller can change the key's policy too, which is stronger than any grant. */
export const administersKey: Word<KeyPolicyAccess> = {
  says: 'the caller can change the key policy too',
  ask: (access, world) =>
    answer(administratorsAmong(world.accessesTo(access.key)).has(principalId(access.principal))),
}

const administrators = new WeakMap<readonly KeyPolicyAccess[], ReadonlySet<string>>()

/** Asked for each access to a key, and worked out once for all of them. */
function administratorsAmong(accesses: readonly KeyPolicyAccess[]): ReadonlySet<string> {
  const known = administrators.get(accesses)
  if (known !== undefined) return known
  const certain = accesses.filter(
    ({ certainty, actions }) => certainty === 'certain' && includes(actions, putKeyPolicy),
  )
  const found = new Set(certain.map(({ principal }) => principalId(principal)))
  administrators.set(accesses, found)
  return found
}
