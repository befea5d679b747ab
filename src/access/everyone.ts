import type { Access, AccessesToKey, KeyPolicyAccess } from '../model/access.ts'
import { sameAccount, type Account } from '../model/account.ts'
import type { Key } from '../model/key.ts'
import { isNamed, principalId, type Principal } from '../model/principal.ts'
import { signatureOf, type AccessesOf } from './accesses.ts'
import { mentionsIn } from './mentions.ts'
import { principalOf, sharedAccesses, type Shared } from './shared-accesses.ts'
import { isServiceLinked, type World } from './world.ts'

/** Everybody who can do something with a key as things stand. */
export interface Everyone {
  readonly of: (key: Key) => AccessesToKey
  readonly sharedFor: (key: Key) => Shared
}

/** Most runs are checks, which ask the key policies alone: the rest is indexed when it is asked for. */
export function openEveryone(
  world: World,
  byPolicy: (key: Key) => readonly KeyPolicyAccess[],
  accessesOf: AccessesOf,
): () => Everyone {
  let opened: Everyone | undefined
  return () => (opened ??= everyoneIn(world, byPolicy, accessesOf))
}

function everyoneIn(
  world: World,
  byPolicy: (key: Key) => readonly KeyPolicyAccess[],
  accessesOf: AccessesOf,
): Everyone {
  const mentions = mentionsIn(world)
  const shared = sharedAccesses(world, mentions)
  const signatures = new WeakMap<Shared, ReadonlySet<string>>()
  const signaturesOf = (ofKind: Shared) => {
    const known = signatures.get(ofKind) ?? new Set(ofKind.accesses.map(signatureOf))
    signatures.set(ofKind, known)
    return known
  }
  return {
    sharedFor: shared.of,
    of: onceInARow(key => {
      const ofKind = shared.of(key)
      const told = signaturesOf(ofKind)
      const policy = byPolicy(key)
      const named = distinct([
        ...mentions.allowedOn(key).map(principalOf),
        ...namesIn(key),
        ...policy.map(({ principal }) => principal),
      ])
      const own = [
        ...policy.filter(access => !isPerson(access.principal) || isOnlyAName(world, access)),
        ...named.flatMap(principal => accessesOf(principal, key)),
        ...granted(world, key, named, accessesOf),
      ]
      return { own: own.filter(access => !told.has(signatureOf(access))), shared: ofKind.accesses }
    }),
  }
}

/** Whoever goes through keys asks the same of one several times; to remember all of them would take too much memory. */
function onceInARow<Value>(make: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | undefined
  return key => {
    if (last?.key !== key) last = { key, value: make(key) }
    return last.value
  }
}

/** Somebody with a name of whom IAM policies can speak: of services the key policy and grants say all. */
function isPerson(principal: Principal): boolean {
  return isNamed(principal) && principal.kind !== 'service'
}

/** The principals that a key's policy names; also those that its Deny statements may spare. */
function namesIn({ policies }: Key): readonly Principal[] {
  return policies
    .flatMap(({ document }) => document.statements)
    .filter(({ effect }) => effect !== 'Deny')
    .flatMap(({ principals }) => (principals?.negated === true ? [] : (principals?.items ?? [])))
    .map(({ principal }) => principal)
}

function distinct(principals: readonly Principal[]): readonly Principal[] {
  return [...new Map(principals.filter(isPerson).map(one => [principalId(one), one])).values()]
}

/**
 * What grants give those who are not asked about already. A grant to an account is one to its root user; whether it
 * reaches other principals is not documented: a class of its own, perhaps.
 */
function granted(
  world: World,
  key: Key,
  asked: readonly Principal[],
  accessesOf: AccessesOf,
): readonly Access[] {
  const known = new Set(asked.map(principalId))
  const grantees = world
    .grantsOn(key)
    .flatMap(({ grant: { grantee } }): readonly Principal[] =>
      grantee.kind === 'account' ? [grantee, ...outsideTheClass(world, grantee.account)] : [grantee],
    )
  return [...new Map(grantees.map(one => [principalId(one), one])).values()]
    .filter(grantee => !known.has(principalId(grantee)))
    .flatMap(grantee => accessesOf(grantee, key))
    .filter(({ via }) => via === 'kms-grant')
}

/** Those of an account who are not limited as its class is: the root user, and roles that AWS made for its services. */
function outsideTheClass({ identities }: World, account: Account): readonly Principal[] {
  const linked = identities
    .filter(identity => sameAccount(identity.account, account) !== 'no')
    .map(principalOf)
    .filter(principal => isServiceLinked(principal, undefined))
  return [{ kind: 'root-user', account }, ...linked]
}

/** In another account, a name of which the input does not know everything: its account may allow it. */
function isOnlyAName(world: World, { principal, path }: Access): boolean {
  return world.identityOf(principal)?.complete !== true && path.some(({ kind }) => kind === 'foreign-account')
}
