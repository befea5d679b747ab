import type { KeyPolicyAccess } from '../../model/access.ts'
import { sameAccount, type Account } from '../../model/account.ts'
import { includes, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Key } from '../../model/key.ts'
import { accountOfPrincipal, showPrincipal } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { literal, text, type Text } from '../../model/text.ts'
import { allOf, anyOf, type Tri } from '../../model/tri.ts'
import { distinctUnknowns, isUnknown, type Unknown } from '../../model/unknown.ts'
import { meaningOf } from '../../access/condition-keys.ts'
import { holdsFor } from '../../access/operators.ts'
import { action } from '../../policy/actions.ts'
import { parseArn } from '../../policy/arn.ts'
import { showCondition } from '../../policy/conditions.ts'
import { mayMatchWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word, World } from '../word.ts'

/** Some principal can take this action on the key, and nothing that only the call decides stands in the way. */
export function someoneCan(name: string): Word<Key> {
  const wanted = action(name)
  return {
    says: `somebody can ${name}`,
    ask: (key, world) => {
      const accesses = accessesWith(wanted, key, world)
      const is = anyOf([
        ...accesses.map(access => sureOf(access, world)),
        ...documentHoles(key).map((): Tri => 'unknown'),
      ])
      if (is !== 'unknown') return answer(is === 'yes', placesOf(key))
      return hangsOn(
        distinctUnknowns([...accesses.flatMap(access => doubts(access, world)), ...documentHoles(key)]),
        placesOf(key),
      )
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
        ...accesses.map(access => lasts(access, key, world)),
        ...documentHoles(key).map((): Tri => 'unknown'),
      ])
      if (accesses.length === 0 || lasting === 'yes') return answer(false)
      if (lasting === 'no')
        return answer(
          true,
          accesses.map(access => access.statement.at),
        )
      const holes = accesses.flatMap(access => lastingDoubts(access, key, world))
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
function accessesWith(wanted: ActionSet, key: Key, world: World): readonly KeyPolicyAccess[] {
  return world
    .accessesTo(key)
    .filter(({ actions, principal }) => includes(actions, wanted) && !principal.kind.startsWith('service'))
}

function sureOf(access: KeyPolicyAccess, world: World): Tri {
  return access.certainty === 'certain' && waitingFor(access, world).length === 0 ? 'yes' : 'unknown'
}

const lockoutCheck = 'kms:bypasspolicylockoutsafetycheck'

/** What only the call decides: whether one caller can meet several demands on one key cannot be told either. */
function waitingFor({ conditions, unless, key }: KeyPolicyAccess, world: World): readonly Condition[] {
  const onArn = conditions.filter(condition => meaningOf(condition.key) === 'principal-arn')
  const onCheck = conditions.filter(condition => condition.key.toLowerCase() === lockoutCheck)
  return [
    ...conditions.filter(condition => isAboutTheCall(condition) && !callerCan(condition, 'yes', key, world)),
    ...[onArn, onCheck].filter(demands => demands.length > 1).flat(),
    ...unless.filter(list => !list.some(condition => callerCan(condition, 'no', key, world))).flat(),
  ]
}

/** Who the caller is can be arranged; a network, an organization, an MFA device or a service cannot be told from here. */
function isAboutTheCall(condition: Condition): boolean {
  return !['principal-arn', 'account', 'principal-type'].includes(meaningOf(condition.key))
}

/**
 * Every caller uses TLS, since KMS takes nothing else, calls in the key's Region, belongs to the own organization, and
 * can leave AWS's lockout check on or switch it off.
 */
function callerCan(
  condition: Condition,
  make: 'yes' | 'no',
  { region }: Key,
  { trust: { organization } }: World,
): boolean {
  switch (condition.key.toLowerCase()) {
    case lockoutCheck:
      return true
    case 'aws:securetransport':
      return holdsFor(condition, text('true')) === make
    case 'aws:requestedregion':
      return holdsFor(condition, text(region)) === make
    case 'aws:principalorgid':
      return organization !== undefined && holdsFor(condition, text(organization)) === make
    default:
      return false
  }
}

function doubts(access: KeyPolicyAccess, world: World): readonly Unknown[] {
  return [...access.unknowns, ...waitingFor(access, world).map(undecided)]
}

function undecided(condition: Condition): Unknown {
  const name = `whether ${showCondition(condition)} holds`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: condition.at }
}

/** The account's root user cannot be deleted, so whatever admits it lasts. */
function lasts(access: KeyPolicyAccess, key: Key, world: World): Tri {
  const { principal } = access
  switch (principal.kind) {
    case 'everyone':
      return sureOf(access, world)
    case 'account':
    case 'root-user':
    case 'everyone-of-account': {
      const own = sameAccount(principal.account, key.account)
      return own === 'yes' ? sureOf(access, world) : own
    }
    case 'principals-like':
      return allOf([
        matchesRootUser(principal.pattern, principal.account),
        sameAccount(principal.account, key.account),
        sureOf(access, world),
      ])
    case 'everyone-of-organization':
    case 'everyone-from-network':
    case 'unknown':
      return 'unknown'
    default:
      return 'no'
  }
}

/** `arn:aws:iam::111122223333:*` leaves the root user too. An account that is not told is a hole of the pattern. */
function matchesRootUser(pattern: Text, account: Account): Tri {
  const id = isUnknown(account) ? '' : account
  const partition = literal(parseArn(pattern)?.partition ?? []) ?? ''
  return mayMatchWildcard(pattern, `arn:${/^[a-z-]+$/.test(partition) ? partition : 'aws'}:iam::${id}:root`)
}

/** Why it cannot be told whether an access lasts. */
function lastingDoubts(access: KeyPolicyAccess, key: Key, world: World): readonly Unknown[] {
  if (lasts(access, key, world) !== 'unknown') return []
  return [...doubts(access, world), ...[accountOfPrincipal(access.principal), key.account].filter(isUnknown)]
}

function documentHoles(key: Key): readonly Unknown[] {
  return key.policies.flatMap(policy => policy.document.holes)
}

function placesOf(key: Key): Answer['at'] {
  return key.policies.map(policy => policy.document.at)
}
