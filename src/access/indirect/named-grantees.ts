import type { Step } from '../../model/access.ts'
import { intersection, noActions } from '../../model/action-set.ts'
import type { Grant } from '../../model/grant.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import { principalId, type Principal } from '../../model/principal.ts'
import { literal, text, type Text } from '../../model/text.ts'
import { actionNames, keyActions } from '../../policy/actions.ts'
import { awsPrincipal } from '../../policy/principals.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import { factsOfPrincipal, type Facts } from '../facts.ts'
import { limitsGrants } from '../grant-limits.ts'
import { guardedKey } from '../guarded.ts'
import { principalOf } from '../shared-accesses.ts'
import { callerIn, type World } from '../world.ts'
import { called } from './approach.ts'
import type { Approaches } from './approaches.ts'
import { chainsTo } from './chains.ts'
import { grantedUnder, whatGrants } from './grant-operations.ts'
import { ledgerOf } from './ledger.ts'
import { permitsBetween } from './supposing.ts'
import { joinedTerms, noTerms, settledTerms } from './terms.ts'
import { placeToChange, type Way } from './way.ts'

/** So many grantees that a condition names are looked at. */
const mostGrantees = 8

/**
 * Grants that a limit to named grantees lets through and that are of use to their creator: the grantee is the caller
 * itself, or a role that it can assume (Developer Guide, "Using grants with conditions": `kms:GranteePrincipal`).
 */
export function grantsToNamed(world: World, key: Key, approaches: Approaches, way: Way): readonly Way[] {
  const named = granteesNamed(world, way)
  if (named === undefined) return []
  const itself = toGrantee(world, key, way, way.principal)
  const others = named.flatMap(identity =>
    chainsOf(world, approaches, identity, way.principal).flatMap(chain =>
      toGrantee(world, key, way, principalOf(identity), chain),
    ),
  )
  return [...itself, ...others]
}

/** Other identities that conditions on the grantee name; nothing where no condition asks for a grantee. */
function granteesNamed(
  world: World,
  { principal, conditions, unless }: Way,
): readonly Identity[] | undefined {
  const asked = [...conditions, ...unless.flat()].filter(({ key }) => isGrantee(key))
  if (asked.length === 0) return undefined
  const own = world.identityOf(principal)
  const names = new Set(
    asked.flatMap(({ values }) => values.filter(value => !hasWildcard(value)).map(value => literal(value))),
  )
  const found = [...names].slice(0, mostGrantees).flatMap(name => {
    const identity = name === undefined ? undefined : world.identityOf(awsPrincipal(text(name)))
    return identity === undefined || identity === own ? [] : [identity]
  })
  return [...new Set(found)]
}

/** What a grant to one principal gives it; whoever creates it has to act as that one then. */
function toGrantee(world: World, key: Key, way: Way, grantee: Principal, chain?: Way): readonly Way[] {
  if (!('arn' in grantee)) return []
  const terms = settledTerms(way, factsOfGrantee(world, way.principal, grantee.arn))
  const limited = terms === undefined ? 'yes' : limitsGrants(terms)
  if (terms === undefined || limited === 'yes') return []
  const hangsOn = limited === 'unknown' ? [...terms.hangsOn, whatGrants(way)] : terms.hangsOn
  const guarded = guardedKey(world, key)
  const { certain } = grantedUnder(terms, guarded.possible)
  const grants = [{ grant: grantOf(key, grantee, way), hangsOn: [] }]
  const says = `${called(way.principal, way.address)} can create a grant for ${
    chain === undefined ? 'itself' : principalId(grantee)
  }`
  const step: Step = { kind: 'create-grant', says, at: placeToChange(way) }
  return permitsBetween(world, grantee, { ...guarded, grants }).flatMap(permit => {
    const actions = intersection(permit.actions, certain)
    if (permit.via !== 'kms-grant' || actions === noActions) return []
    const own = joinedTerms({ ...way, hangsOn }, permit)
    const open = chain === undefined ? own : joinedTerms(own, chain)
    const end = chain === undefined ? {} : { rest: chain }
    return [{ ...way, via: 'create-grant', actions, ...open, steps: [step, ...way.steps], ...end }]
  })
}

/** A grant has one grantee: a principal, or a service (API Reference, CreateGrant). */
function factsOfGrantee(world: World, principal: Principal, grantee: Text): Facts {
  const ofCaller = factsOfPrincipal(principal, callerIn(world, principal).caller.roleArn)
  return key => {
    if (isGrantee(key)) return { values: [grantee] }
    if (key === 'kms:granteeserviceprincipal') return { values: [] }
    return ofCaller(key)
  }
}

function isGrantee(key: string): boolean {
  return key.toLowerCase() === 'kms:granteeprincipal'
}

/** A grant of everything that can be granted. */
function grantOf(key: Key, grantee: Principal, { steps: [{ at }] }: Way): Grant {
  const operations = actionNames(keyActions).map(name => text(name.slice('kms:'.length)))
  const on = { addresses: [key.address] }
  return { address: '', at, key: on, grantee, operations, constraints: [], createdBy: key.account }
}

const chainsKnown = new WeakMap<Approaches, Map<Identity, ReadonlyMap<string, readonly Way[]>>>()

/** For so many grantees it is worked out who can become them: each can be all others of the input. */
const mostChased = 200

/** How somebody can become an identity by assuming roles as things stand. */
function chainsOf(
  world: World,
  approaches: Approaches,
  identity: Identity,
  principal: Principal,
): readonly Way[] {
  const known = chainsKnown.get(approaches) ?? new Map<Identity, ReadonlyMap<string, readonly Way[]>>()
  chainsKnown.set(approaches, known)
  const found =
    known.get(identity) ?? (known.size < mostChased ? chainsTowards(world, approaches, identity) : undefined)
  if (found === undefined) return []
  known.set(identity, found)
  return found.get(principalId(principal)) ?? []
}

function chainsTowards(
  world: World,
  approaches: Approaches,
  { kind, arn, account, address, at }: Identity,
): ReadonlyMap<string, readonly Way[]> {
  const principal: Principal = { kind, arn, account }
  const says = `the grant is for ${called(principal, address)}`
  const step: Step = { kind: 'kms-grant', says, at }
  const end: Way = { principal, address, via: 'kms-grant', actions: keyActions, ...noTerms, steps: [step] }
  const ledger = ledgerOf(world, [new Map()])
  ledger.add(end)
  const ways = new Map<string, Way[]>()
  for (const way of chainsTo(world, [end], ledger, approaches.assuming)) {
    const id = principalId(way.principal)
    ways.set(id, [...(ways.get(id) ?? []), way])
  }
  return ways
}
