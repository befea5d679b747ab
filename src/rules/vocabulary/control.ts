import type { Access } from '../../model/access.ts'
import { sameAccount } from '../../model/account.ts'
import { includes, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Key } from '../../model/key.ts'
import { showPrincipal } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { anyOf, type Tri } from '../../model/tri.ts'
import { distinctUnknowns, type Unknown } from '../../model/unknown.ts'
import { meaningOf } from '../../access/condition-keys.ts'
import { action } from '../../policy/actions.ts'
import { showCondition } from '../../policy/conditions.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word, World } from '../word.ts'

/** Some principal can take this action on the key, and nothing that only the call decides stands in the way. */
export function someoneCan(name: string): Word<Key> {
  const wanted = action(name)
  return {
    says: `somebody can ${name}`,
    ask: (key, world) => {
      const accesses = accessesWith(wanted, key, world)
      const is = anyOf([...accesses.map(sureOf), ...documentHoles(key).map((): Tri => 'unknown')])
      if (is !== 'unknown') return answer(is === 'yes', placesOf(key))
      return hangsOn(distinctUnknowns([...accesses.flatMap(doubts), ...documentHoles(key)]), placesOf(key))
    },
  }
}

/** All who can take this action on the key are users, roles or sessions, which can be deleted. */
export function onlyDeletablePrincipalsCan(name: string): Word<Key> {
  const wanted = action(name)
  return {
    says: `only users, roles or sessions can ${name}`,
    ask: (key, world) => {
      const accesses = accessesWith(wanted, key, world)
      const lasting = anyOf([
        ...accesses.map(access => lasts(access, key)),
        ...documentHoles(key).map((): Tri => 'unknown'),
      ])
      if (accesses.length === 0 || lasting === 'yes') return answer(false)
      if (lasting === 'no')
        return answer(
          true,
          accesses.map(access => access.statement.at),
        )
      const holes = accesses.flatMap(access => [...access.unknowns, ...accountHoles(access, key)])
      return hangsOn(distinctUnknowns([...holes, ...documentHoles(key)]), placesOf(key))
    },
  }
}

/** Who can take this action on the key, in words, for a message. */
export function thoseWhoCan(name: string, key: Key, world: World): readonly string[] {
  const wanted = action(name)
  return [...new Set(accessesWith(wanted, key, world).map(({ principal }) => showPrincipal(principal)))]
}

/** Services never change a key policy, whatever a statement allows them. */
function accessesWith(wanted: ActionSet, key: Key, world: World): readonly Access[] {
  return world
    .accessesTo(key)
    .filter(({ actions, principal }) => includes(actions, wanted) && !principal.kind.startsWith('service'))
}

function sureOf(access: Access): Tri {
  const waits = access.unless.length > 0 || access.conditions.some(isAboutTheCall)
  return access.certainty === 'certain' && !waits ? 'yes' : 'unknown'
}

/** Who the caller is can be arranged; a network, an MFA device or a calling service cannot be told from here. */
function isAboutTheCall(condition: Condition): boolean {
  return !['principal-arn', 'user-id', 'account', 'organization', 'principal-type'].includes(
    meaningOf(condition.key),
  )
}

function doubts(access: Access): readonly Unknown[] {
  const waiting = [...access.conditions.filter(isAboutTheCall), ...access.unless.flat()]
  return [...access.unknowns, ...waiting.map(undecided)]
}

function undecided(condition: Condition): Unknown {
  const name = `whether ${showCondition(condition)} holds`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: condition.at }
}

/** The account's root user cannot be deleted, so whatever admits it lasts. */
function lasts(access: Access, key: Key): Tri {
  const { principal } = access
  switch (principal.kind) {
    case 'everyone':
      return certainty(access)
    case 'account':
    case 'root-user':
    case 'everyone-of-account': {
      const own = sameAccount(principal.account, key.account)
      return own === 'yes' ? certainty(access) : own
    }
    case 'everyone-of-organization':
    case 'everyone-from-network':
    case 'unknown':
      return 'unknown'
    default:
      return 'no'
  }
}

function certainty(access: Access): Tri {
  return access.certainty === 'certain' ? 'yes' : 'unknown'
}

function accountHoles(access: Access, key: Key): readonly Unknown[] {
  if (lasts(access, key) !== 'unknown' || access.certainty === 'possible') return []
  return typeof key.account === 'string' ? [] : [key.account]
}

function documentHoles(key: Key): readonly Unknown[] {
  return key.policies.flatMap(policy => policy.document.holes)
}

function placesOf(key: Key): Answer['at'] {
  return key.policies.map(policy => policy.document.at)
}
