import { identityAmong, nameOfRole, roleOfSession } from '../access/world.ts'
import type { Access, AccessGraph } from '../model/access.ts'
import { sameAccount } from '../model/account.ts'
import { groupedBy } from '../model/grouped-by.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import { accountOfPrincipal, principalId, type Principal } from '../model/principal.ts'
import { callerId, doubted } from './callers.ts'

const lookUps = new WeakMap<AccessGraph, ReturnType<typeof identityAmong>>()

/** The role or user of a graph that a principal is, or is a session of. */
export function identityIn(graph: AccessGraph, principal: Principal): Identity | undefined {
  const lookUp = lookUps.get(graph) ?? identityAmong(graph.identities)
  lookUps.set(graph, lookUp)
  return lookUp(principal)
}

/** Accesses by who has them, as `callerId` names him. */
type ByCaller = ReadonlyMap<string, readonly Access[]>

/**
 * What somebody can get to as one of others, where it is told of these alone: a session as its role, and a part of a
 * class as the class.
 */
export function indirectByOthers(
  graph: AccessGraph,
  key: Key,
  indirect: ByCaller,
): (principal: Principal) => readonly Access[] {
  let roles: ByCaller | undefined
  return principal => {
    if (principal.kind === 'service') return []
    const identity = identityIn(graph, principal)
    const found = classesOf(principal).flatMap(one => indirect.get(callerId(one, undefined)) ?? [])
    if (identity === undefined) {
      if (principal.kind !== 'session') return found
      roles ??= byRole(indirect)
      return [...found, ...(roles.get(roleOfSession(principal.arn)) ?? []).map(perhapsOfPath)]
    }
    // Classes leave the other half to each account, and of whom the input shows that is decided.
    const ofClasses = isOutside(principal, key) ? [] : found.filter(({ via }) => via !== 'assume-role')
    return principal.kind === 'session' ? [...ofRole(identity, indirect), ...ofClasses] : ofClasses
  }
}

function classesOf(principal: Principal): readonly Principal[] {
  const account = accountOfPrincipal(principal)
  if (account === undefined) return [{ kind: 'everyone' }]
  return [{ kind: 'everyone' }, { kind: 'everyone-of-account', account }]
}

function isOutside(principal: Principal, { account }: Key): boolean {
  const own = accountOfPrincipal(principal)
  return own !== undefined && sameAccount(own, account) === 'no'
}

/** What a role has, each of its sessions has. */
function ofRole({ arn, account, address }: Identity, indirect: ByCaller): readonly Access[] {
  return indirect.get(callerId({ kind: 'role', arn, account }, address)) ?? []
}

function byRole(indirect: ByCaller): ByCaller {
  const ofRoles = [...indirect.values()].flat().filter(({ principal }) => principal.kind === 'role')
  return groupedBy(ofRoles, ({ principal }) =>
    principal.kind === 'role' ? nameOfRole(principal).join('') : '',
  )
}

/** A session does not tell the path of its role: one with a path is perhaps another. */
function perhapsOfPath(access: Access): Access {
  const name = principalId(access.principal)
  if (/:role\/[^/]*$/.test(name)) return access
  return doubted(access, {
    kind: 'unknown',
    reason: 'not-in-input',
    name: `the path of the role whose session it is: ${name} or another`,
    shape: 'anything',
    at: access.path[0].at,
  })
}
