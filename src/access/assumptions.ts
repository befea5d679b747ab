import { noActions, overlaps } from '../model/action-set.ts'
import type { Assumption, Step } from '../model/access.ts'
import type { Identity } from '../model/identity.ts'
import { sameAccount } from '../model/account.ts'
import {
  accountOfPrincipal,
  principalId,
  showAccount,
  showPrincipal,
  type Principal,
} from '../model/principal.ts'
import { nameOf, type Statement } from '../model/statement.ts'
import { literal, showText, type Text } from '../model/text.ts'
import { distinctUnknowns, isUnknown } from '../model/unknown.ts'
import { hasWildcard } from '../policy/wildcard.ts'
import { allowedBy } from './allow.ts'
import { assumeCatalogue, assumingActions, trustTarget } from './assume-target.ts'
import { openCase, permitsIn } from './between.ts'
import type { Candidate } from './candidate.ts'
import { denialsIn, without } from './deny.ts'
import { guardedRole } from './guarded.ts'
import { isContradiction } from './satisfiable.ts'
import { principalOf } from './shared-accesses.ts'
import type { World } from './world.ts'

/** Who can assume which role, each role worked out when it is asked about. */
export function assumptionsIn(world: World): (role: Identity) => readonly Assumption[] {
  const known = new WeakMap<Identity, readonly Assumption[]>()
  let index: AssumerIndex | undefined
  return role => {
    index ??= indexOf(world)
    const found = known.get(role) ?? assumptionsOf(world, role, index)
    known.set(role, found)
    return found
  }
}

/** Everybody who can assume a role: the classes and names of its trust policy, and those whom their account lets. */
function assumptionsOf(world: World, role: Identity, index: AssumerIndex): readonly Assumption[] {
  const classes = classesOf(role)
  const named = new Map<string, Principal>()
  for (const { principal } of classes) {
    if (world.identityOf(principal) !== undefined) named.set(principalId(principal), principal)
  }
  const accounts = classes.flatMap(({ principal }) =>
    principal.kind === 'account' ? [principal.account] : [],
  )
  if (accounts.length > 0) {
    for (const identity of assumersOf(index, role)) {
      if (!accounts.some(account => sameAccount(account, identity.account) !== 'no')) continue
      named.set(showText(identity.arn), principalOf(identity))
    }
  }
  return [
    ...classes
      .filter(({ principal }) => !named.has(principalId(principal)))
      .map(candidate => asAssumption(role, candidate)),
    ...[...named.values()].flatMap(principal => namedAssumptions(world, role, principal)),
  ]
}

/** What the statements of the trust policy admit, after its Deny statements. */
function classesOf(role: Identity): readonly Candidate[] {
  const { trust } = role
  if (trust === undefined) return []
  const target = trustTarget(role)
  const denials = denialsIn(trust.statements, target)
  return trust.statements
    .flatMap(statement => allowedBy(statement, target))
    .flatMap(candidate =>
      denials
        .filter(({ statement }) => statement !== candidate.statement)
        .reduce<readonly Candidate[]>(
          (left, denial) => left.flatMap(one => without(one, denial, target)),
          [candidate],
        ),
    )
    .map(candidate => ({ ...candidate, hangsOn: [...candidate.hangsOn, ...trust.holes] }))
    .filter(({ actions, principal }) => overlaps(actions, assumingActions(principal)))
}

function asAssumption(role: Identity, candidate: Candidate): Assumption {
  const { statement, principal, conditions, unless } = candidate
  const unknowns = distinctUnknowns(candidate.hangsOn)
  const first = trustStep(role, statement, showPrincipal(principal))
  const second = otherHalf(role, principal, statement)
  return {
    role,
    principal,
    certainty: unknowns.length === 0 ? 'certain' : 'possible',
    path: second === undefined ? [first] : [first, second],
    conditions,
    unless,
    unknowns,
    statement,
  }
}

function trustStep({ address }: Identity, statement: Statement, whom: string): Step {
  const says = `trust policy of ${address}, ${nameOf(statement)}, allows ${whom}`
  return { kind: 'assume-role', says, at: statement.at }
}

/** What has to allow it besides the trust policy. */
function otherHalf(role: Identity, principal: Principal, { at }: Statement): Step | undefined {
  if (principal.kind === 'everyone') {
    return { kind: 'foreign-account', says: 'each account allows it to its own principals, as it likes', at }
  }
  const account = accountOfPrincipal(principal)
  if (account === undefined || principal.kind === 'root-user') return undefined
  const isOutside = sameAccount(account, role.account) !== 'yes'
  if (principal.kind === 'account') {
    const says = `IAM policies of ${showAccount(account)} decide who in it`
    return { kind: isOutside ? 'foreign-account' : 'account-delegation', says, at }
  }
  return isOutside
    ? { kind: 'foreign-account', says: `if IAM policies of ${showAccount(account)} allow it too`, at }
    : undefined
}

/** Somebody of whom the input knows what it may do. */
function namedAssumptions(world: World, role: Identity, principal: Principal): readonly Assumption[] {
  const address = world.identityOf(principal)?.address
  return permitsIn(openCase(world, principal, guardedRole(role), 'left out'))
    .filter(permit => overlaps(permit.actions, assumingActions(principal)) && !isContradiction(permit))
    .flatMap(({ steps, conditions, unless, hangsOn }) => {
      const [first, ...more] = steps
      const statement = role.trust?.statements.find(({ at }) => at.pointer === first?.at.pointer)
      if (first === undefined || statement === undefined) return []
      return [
        {
          role,
          principal,
          ...(address === undefined ? {} : { principalAddress: address }),
          certainty: hangsOn.length === 0 ? ('certain' as const) : ('possible' as const),
          path: [first, ...more] as const,
          conditions,
          unless,
          unknowns: hangsOn,
          statement,
        },
      ]
    })
}

/** Identities whose IAM policies let them assume roles: by the role that they name, and by patterns. */
interface AssumerIndex {
  readonly byName: ReadonlyMap<string, ReadonlySet<Identity>>
  readonly byPattern: ReadonlySet<Identity>
}

function indexOf(world: World): AssumerIndex {
  const byName = new Map<string, Set<Identity>>()
  const byPattern = new Set<Identity>()
  for (const identity of world.identities) {
    for (const { document, hangsOn } of identity.policies) {
      if (document.holes.length > 0 || hangsOn.length > 0) byPattern.add(identity)
      for (const { effect, actions, resources } of document.statements) {
        if (effect === 'Deny' || assumeCatalogue.coverOf(actions).may === noActions) continue
        for (const { text } of resources?.items ?? []) take(byName, byPattern, identity, text)
        if (resources?.negated === true) byPattern.add(identity)
      }
    }
  }
  return { byName, byPattern }
}

function take(
  byName: Map<string, Set<Identity>>,
  byPattern: Set<Identity>,
  identity: Identity,
  resource: Text,
): void {
  // The ARN of a role that is created has holes too, and is a name all the same.
  const isName = literal(resource) === undefined ? resource.some(isUnknown) : true
  if (hasWildcard(resource) || !isName) byPattern.add(identity)
  else {
    const name = showText(resource)
    const others = byName.get(name)
    if (others === undefined) byName.set(name, new Set([identity]))
    else others.add(identity)
    const [only] = resource
    if (resource.length === 1 && isUnknown(only)) byPattern.add(identity)
  }
}

function assumersOf({ byName, byPattern }: AssumerIndex, { arn }: Identity): readonly Identity[] {
  return [...new Set([...(byName.get(showText(arn)) ?? []), ...byPattern])]
}
