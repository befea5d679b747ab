import { sameAccount, type Account } from '../model/account.ts'
import { includes } from '../model/action-set.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import type { Statement } from '../model/statement.ts'
import { literal, showText } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { coverOf, keyActions } from '../policy/actions.ts'
import { hasWildcard } from '../policy/wildcard.ts'
import type { Mentions } from './mentions.ts'
import { escapeFrom } from './operators.ts'
import { coversKey } from './resources.ts'

/** The identities of one account. */
interface Pool {
  readonly account: Account
  readonly all: Identity[]
  readonly reachingMany: Identity[]
}

/**
 * Those whom the classes of a key's policy may admit: of an account that is delegated to, only who reaches many keys.
 * Whom a Deny for all but some names leaves is looked up by name.
 */
export function admittedAmong(
  identities: readonly Identity[],
  mentions: Mentions,
): (key: Key) => readonly Identity[] {
  const pools = poolsOf(identities, mentions)
  const byArn = new Map(identities.map(identity => [showText(identity.arn), identity]))
  const untold = identities.filter(({ arn }) => literal(arn) === undefined)
  return key => {
    const names = onlyNames(key)
    if (names === undefined) return admittedBy(key, pools)
    const named = names.flatMap(name => byArn.get(name) ?? [])
    return admittedBy(key, poolsOf([...new Set([...named, ...untold])], mentions))
  }
}

function poolsOf(identities: readonly Identity[], mentions: Mentions): readonly Pool[] {
  const pools = new Map<string, Pool>()
  for (const identity of identities) {
    const { account } = identity
    const name = isUnknown(account) ? `${account.name}\n${account.at.file}\n${account.at.address}` : account
    const pool = pools.get(name) ?? { account, all: [], reachingMany: [] }
    pools.set(name, pool)
    pool.all.push(identity)
    if (mentions.reachesMany(identity)) pool.reachingMany.push(identity)
  }
  return [...pools.values()]
}

function admittedBy(key: Key, pools: readonly Pool[]): readonly Identity[] {
  const admitted = new Set<Identity>()
  for (const { document } of key.policies) {
    for (const { effect, principals } of document.statements) {
      if (effect === 'Deny' || principals === undefined) continue
      if (principals.negated || principals.items.some(({ principal }) => principal.kind === 'everyone')) {
        for (const { all } of pools) for (const identity of all) admitted.add(identity)
      }
      for (const { principal } of principals.items) {
        if (principal.kind !== 'account') continue
        for (const { account, reachingMany } of pools) {
          if (sameAccount(account, principal.account) === 'no') continue
          for (const identity of reachingMany) admitted.add(identity)
        }
      }
    }
  }
  return [...admitted]
}

/** The ARNs of all whom a Deny of everything leaves; nothing where there is no such Deny. */
function onlyNames(key: Key): readonly string[] | undefined {
  const [policy, ...others] = key.policies
  if (others.length > 0) return undefined
  for (const statement of policy.document.statements) {
    const names = namesSpared(statement, key)
    if (names !== undefined) return names
  }
  return undefined
}

/** `ArnNotLike aws:PrincipalArn` with ARNs in full, and nothing else that must hold for the Deny. */
function namesSpared(statement: Statement, key: Key): readonly string[] | undefined {
  const { effect, principals, actions, resources, conditions, conditionHoles } = statement
  const [condition, ...more] = conditions
  if (effect !== 'Deny' || principals === undefined || condition === undefined) return undefined
  const isForAll =
    !principals.negated &&
    principals.items.some(({ principal }) => principal.kind === 'everyone') &&
    includes(coverOf(actions).must, keyActions) &&
    coversKey(resources, key).is === 'yes'
  if (!isForAll || more.length > 0 || conditionHoles.length > 0) return undefined
  const escape = condition.key.toLowerCase() === 'aws:principalarn' ? escapeFrom(condition) : undefined
  if (escape === undefined || !/^(?:String(?:Equals|Like)|Arn)/.test(escape.operator)) return undefined
  if (escape.values.some(value => literal(value) === undefined || hasWildcard(value))) return undefined
  return escape.operator === 'StringEqualsIgnoreCase' ? undefined : escape.values.map(showText)
}
