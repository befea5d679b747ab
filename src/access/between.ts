import { sameAccount } from '../model/account.ts'
import { difference, intersection, noActions, type ActionSet } from '../model/action-set.ts'
import type { Step, Via } from '../model/access.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import { accountOfPrincipal, showAccount, type Principal } from '../model/principal.ts'
import type { Tri } from '../model/tri.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { factsOfOrganizations, factsOfPrincipal, noFacts, type Facts } from './facts.ts'
import type { Form } from './forms.ts'
import { permitsOfGrant } from './grant-permits.ts'
import type { Guarded } from './guarded.ts'
import { whichPolicy } from './which-policy.ts'
import type { Caller } from './naming.ts'
import { opinionOf, speakerOf, together, type Opinion } from './opinion.ts'
import { policyOn, type NamedPermit, type SaidByPolicy } from './own-policy.ts'
import { refusedByOrganization, withinOrganization } from './organization-limits.ts'
import {
  after,
  both,
  doubted,
  freeActions,
  isFree,
  only,
  simplified,
  within,
  type Permit,
  type Refusal,
} from './permit.ts'
import { callerIn, type World } from './world.ts'

/** A permit and the way that it goes. */
export interface Grounded extends Permit {
  readonly via: Via
}

/** Everything that bears on one caller and one guarded thing. */
export interface Case {
  readonly world: World
  readonly guarded: Guarded
  readonly caller: Caller
  readonly facts: Facts
  readonly identity: Identity | undefined
  readonly unseen: Unseen
  /** Whether the caller is of its account. */
  readonly isOwn: Tri
  /** What each of its policies says; more than one where several resources write it. */
  readonly said: readonly SaidByPolicy[]
  /** What the IAM policies of the caller say. */
  readonly own: Opinion
  readonly boundary: Opinion | undefined
  /** What organizations deny. */
  readonly organization: readonly Refusal[]
}

/**
 * Whether IAM policies that the input does not show are left out, may allow what their account is free to allow, or are
 * taken to allow it.
 */
export type Unseen = 'in doubt' | 'left out' | 'allowing'

/** Asks all policies about one caller; `given` is what is known about the requests besides. */
export function openCase(
  world: World,
  principal: Principal,
  guarded: Guarded,
  unseen: Unseen,
  given: Facts = noFacts,
): Case {
  const { caller, identity } = callerIn(world, principal)
  const account = accountOfPrincipal(principal)
  const ofPrincipal = factsOfPrincipal(
    principal,
    caller.roleArn,
    guarded.kind === 'key-policy' ? 'kms' : 'sts',
  )
  const ofOrganizations = factsOfOrganizations(
    account === undefined ? undefined : world.organizationOf(account),
    world.organizationOf(guarded.account),
  )
  const facts: Facts = key => given(key) ?? ofPrincipal(key) ?? ofOrganizations(key)
  const asker = { guarded, caller, facts }
  const ask = (policies: readonly IdentityPolicy[], at: Identity['at']) =>
    together(policies.map(policy => opinionOf(speakerOf(policy, at), facts, guarded.inIam)))
  return {
    ...asker,
    world,
    identity,
    unseen,
    isOwn: account === undefined ? 'no' : sameAccount(account, guarded.account),
    said: guarded.documents.map(document => policyOn(document, asker)),
    own: identity === undefined ? nothing : ask(identity.policies, identity.at),
    boundary: identity?.boundary && ask([identity.boundary], identity.at),
    organization: refusedByOrganization(world, asker, guarded),
  }
}

/**
 * What one named caller can do with a key, or whether it can assume a role, as things stand: the formula of AWS's
 * evaluation logic worked out as far as it is decided before the call. An action is here exactly if some request is
 * allowed (the same as `evaluate`, see graph-laws.test.ts).
 */
export function permitsIn(one: Case): readonly Grounded[] {
  const { world, guarded, said, own, boundary, organization } = one
  const refusals = [...own.refuses, ...(boundary?.refuses ?? []), ...organization]
  const [first, ...others] = said.map(policy => byPolicy(policy, one))
  const ways = first === undefined ? [] : others.length === 0 ? first : inAll([first, ...others], guarded)
  return [...ways, ...afterAll(byGrants(one), refusedByAny(said, guarded))]
    .flatMap(way => afterAll([way], refusals))
    .flatMap(way =>
      withinOrganization(world, one, guarded.inIam, way).map(permit => grounded(way.via, permit)),
    )
    .flatMap(way => effective(one, way))
}

const nothing: Opinion = { allows: [], refuses: [] }

/** The ways that one key policy opens, without what others deny. */
function byPolicy({ named, refuses }: SaidByPolicy, one: Case): readonly Grounded[] {
  const { own, boundary } = one
  const direct = onlyForms(named, ['user', 'session', 'everyone', 'service'])
  const asRole = onlyForms(named, ['role'])
  const asAccount = onlyForms(named, ['account'])
  const limited = (permits: readonly Permit[]) =>
    boundary === undefined ? permits : within(permits, simplified(boundary.allows))
  const isRoot = one.caller.principal.kind === 'root-user'
  const byIam = (permits: readonly Permit[]) => limited(both(simplified(permits), simplified(own.allows)))
  const isService = one.caller.principal.kind === 'service'
  const alone = isService ? direct : [...limited(asRole), ...direct]
  const ways: Grounded[] = []
  if (one.isOwn !== 'no' || isService) {
    ways.push(...alone.map(permit => grounded('key-policy', doubtedUnless(one, permit))))
    const delegated = (isRoot ? asAccount : byIam(asAccount)).map(permit =>
      grounded(isRoot ? 'key-policy' : 'iam-policy', permit),
    )
    ways.push(...delegated, ...(one.unseen === 'left out' ? [] : perhapsElsewhere(one, asAccount, delegated)))
  }
  if (one.isOwn !== 'yes' && !isService)
    ways.push(...fromOutside(one, [...asRole, ...direct, ...asAccount], byIam))
  return afterAll(ways, refuses)
}

function afterAll(ways: readonly Grounded[], refusals: readonly Refusal[]): readonly Grounded[] {
  return ways.flatMap(way =>
    refusals.reduce<readonly Permit[]>(after, [way]).map(left => grounded(way.via, left)),
  )
}

/** What the policy of a key denies stops grants too; where several resources write it, perhaps. */
function refusedByAny(said: readonly SaidByPolicy[], guarded: Guarded): readonly Refusal[] {
  const all = said.flatMap(({ refuses, unread }) => [...refuses, ...unread])
  if (said.length === 1) return all
  return all.map(refusal => ({ ...refusal, hangsOn: [...refusal.hangsOn, whichPolicy(guarded)] }))
}

function grounded(via: Via, permit: Permit): Grounded {
  return { ...permit, via }
}

/** Where it is not told whether the caller is of the key's account, what only its own principals can do is in doubt. */
function doubtedUnless({ isOwn, guarded, caller }: Case, permit: Permit): Permit {
  if (isOwn === 'yes' || caller.principal.kind === 'service') return permit
  return doubted(permit, accountHoles(guarded, caller))
}

function accountHoles({ account }: Guarded, { principal }: Caller): readonly Unknown[] {
  return [accountOfPrincipal(principal), account].filter(one => one !== undefined).filter(isUnknown)
}

/** From another account both halves have to allow; a root user needs no IAM policy. */
function fromOutside(
  one: Case,
  named: readonly Permit[],
  byIam: (permits: readonly Permit[]) => readonly Permit[],
): readonly Grounded[] {
  const { caller, identity } = one
  if (caller.principal.kind === 'root-user') return named.map(permit => grounded('key-policy', permit))
  const known = identity === undefined ? [] : byIam(named).map(permit => grounded('iam-policy', permit))
  return one.unseen === 'left out' ? known : [...known, ...perhapsElsewhere(one, named, known)]
}

/** Whoever exists already may have policies that the input does not show. */
function perhapsElsewhere(
  { identity, caller, guarded, unseen }: Case,
  named: readonly Permit[],
  known: readonly Permit[],
): readonly Grounded[] {
  if (identity?.complete === true || caller.principal.kind === 'root-user') return []
  const told = freeActions(known)
  const account = accountOfPrincipal(caller.principal)
  const who = account === undefined ? 'its account' : showAccount(account)
  const hole: Unknown = {
    kind: 'unknown',
    reason: 'not-in-input',
    name: `IAM policies of ${who} that the input does not show`,
    shape: 'anything',
    at: identity?.at ?? guarded.at,
  }
  const step: Step = { kind: 'iam-policy', says: `if ${hole.name} allow it`, at: hole.at }
  return named
    .flatMap(permit => only(permit, difference(permit.actions, told)))
    .map(permit => (unseen === 'allowing' ? permit : doubted(permit, [hole])))
    .map(permit => grounded('iam-policy', { ...permit, steps: [...permit.steps, step] }))
}

function onlyForms(named: readonly NamedPermit[], forms: readonly Form[]): readonly Permit[] {
  return simplified(named.filter(({ form }) => forms.includes(form)).map(({ permit }) => permit))
}

/** Where several resources write a policy, each can be the last: only what all of them give is certain. */
function inAll(all: readonly (readonly Grounded[])[], guarded: Guarded): readonly Grounded[] {
  const certain = all.map(freeActions).reduce(intersection)
  const hole = whichPolicy(guarded)
  return all.flatMap((ways, index) =>
    ways.flatMap(way => {
      const kept = isFree(way) ? intersection(way.actions, certain) : noActions
      const rest = difference(way.actions, kept)
      return [
        ...(index === 0 ? only(way, kept) : []).map(permit => grounded(way.via, permit)),
        ...only(way, rest).map(permit => grounded(way.via, doubted(permit, [hole]))),
      ]
    }),
  )
}

/** Whether an implicit deny of a boundary limits what a grant gives is not documented. */
function byGrants({ guarded, caller, boundary }: Case): readonly Grounded[] {
  const given = guarded.grants.flatMap(({ grant, hangsOn }) => permitsOfGrant(grant, caller, hangsOn))
  if (boundary === undefined) return given.map(permit => grounded('kms-grant', permit))
  const free = freeActions(boundary.allows)
  const name = 'whether the permissions boundary limits what a grant gives'
  return given.flatMap(permit => [
    ...only(permit, free).map(left => grounded('kms-grant', left)),
    ...only(permit, difference(permit.actions, free)).map(left =>
      grounded(
        'kms-grant',
        doubted(left, [
          { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: guarded.at },
        ]),
      ),
    ),
  ])
}

/** What AWS carries out at all: foreign accounts can call few actions, and each type of key does only its own. */
function effective({ guarded, isOwn, caller }: Case, way: Grounded): readonly Grounded[] {
  const { possible, inIam } = guarded
  if (isOwn === 'yes' || caller.principal.kind === 'service') return cut(way, possible)
  const outside = cut(way, intersection(possible, inIam.crossAccount))
  if (isOwn === 'no') return outside
  const inside = cut(way, difference(possible, inIam.crossAccount))
  return [...outside, ...inside.map(left => grounded(left.via, doubted(left, accountHoles(guarded, caller))))]
}

function cut(way: Grounded, actions: ActionSet): readonly Grounded[] {
  return only(way, actions).map(permit => grounded(way.via, permit))
}
