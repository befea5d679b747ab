import * as fc from 'fast-check'
import type { Identity } from '../../model/identity.ts'
import type { Inventory } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import { literal, text } from '../../model/text.ts'
import { evaluate } from '../evaluate.ts'
import { iam, other, own, pick, sts } from '../random-conditions.ts'
import { inventoryOf, principalOf as principalNamed } from '../random-inventory.ts'
import { requestFor, scpsOf } from '../random-requests.ts'
import type { WrittenWorld } from '../random-worlds.ts'
import { callerOf } from '../request/caller.ts'
import { principalOf } from '../shared-accesses.ts'
import { trusting, type TrustStatement } from './small-world.ts'

// For tests only: worlds with chains of roles, and a naive search that asks the engine about each pair.
type Who = number | string
type Effect = 'Allow' | 'Deny'

/** For tests only: whom one identity's trust policy names, by number or ARN, and what it may assume. */
export interface WrittenLinks {
  readonly trusts: readonly (readonly [Effect, Who])[]
  readonly assumes: readonly (readonly [Effect, string, Who])[]
}

/** Somebody of the world by number, or a class. */
const trusted: fc.Arbitrary<Who> = fc.oneof(
  { arbitrary: fc.nat({ max: 3 }), weight: 6 },
  pick(iam(own, 'root'), iam(own, 'root'), iam(other, 'root'), '*'),
)
const effect = pick<Effect>('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny')
const links: fc.Arbitrary<WrittenLinks> = fc.record({
  trusts: fc.array(fc.tuple(effect, trusted), { minLength: 1, maxLength: 3 }),
  assumes: fc.array(
    fc.tuple(
      effect,
      pick('sts:AssumeRole', 'sts:*', '*'),
      fc.oneof(pick<Who>('*', iam(own, 'role/*')), trusted),
    ),
    { maxLength: 2 },
  ),
})

/** For tests only: links of four identities. */
export const randomLinks: fc.Arbitrary<readonly WrittenLinks[]> = fc.array(links, {
  minLength: 4,
  maxLength: 4,
})

/** For tests only: the world with links for the identities with these ARNs, which numbers mean. */
export function linkedInventory(
  world: WrittenWorld,
  all: readonly WrittenLinks[],
  arns: readonly string[],
): Inventory {
  const named = (who: Who) => (typeof who === 'string' ? who : (arns[who % arns.length] ?? '*'))
  const linksOf = (arn: string) => all[arns.indexOf(arn) % Math.max(all.length, 1)]
  const identities = world.identities.map(identity => {
    const Statement = (linksOf(identity.arn)?.assumes ?? []).map(([Effect, Action, who]) => ({
      Effect,
      Action,
      Resource: named(who),
    }))
    const policies = Statement.length === 0 ? identity.policies : [...identity.policies, { Statement }]
    return { ...identity, policies }
  })
  const inventory = inventoryOf({ ...world, identities })
  return {
    ...inventory,
    identities: inventory.identities.map(identity => {
      const statements = (linksOf(literal(identity.arn) ?? '')?.trusts ?? []).map(
        ([Effect, who]): TrustStatement => ({
          Effect,
          Principal: { AWS: named(who) },
          Action: 'sts:AssumeRole',
        }),
      )
      return identity.kind === 'role' ? trusting(identity, statements) : identity
    }),
  }
}

function callerFor(identity: Identity) {
  const arn = literal(identity.arn) ?? ''
  const caller = callerOf(arn, { principalArn: arn })
  if (caller === undefined) throw new Error(`${arn} is no caller`)
  return { principal: principalOf(identity), caller }
}

/** What the engine says to assuming a role, as to any request. */
function mayAssume(inventory: Inventory, by: Identity, role: Identity): boolean {
  if (role.kind !== 'role' || role.trust === undefined) return false
  const account = typeof by.account === 'string' ? by.account : undefined
  const scp = scpsOf(inventory, account)
  const rcp = inventory.organizationPolicies.filter(
    ({ kind, accounts }) => kind === 'rcp' && (accounts === 'every' || accounts.includes(role.account)),
  )
  const { caller } = callerFor(by)
  const { decision } = evaluate({
    caller,
    action: 'sts:AssumeRole',
    resource: role.arn,
    // The graph knows the caller's account under this name, too, which only a policy variable can tell.
    context: new Map(account === undefined ? [] : [['kms:calleraccount', [text(account)]]]),
    policies: {
      resource: role.trust,
      identity: by.policies.map(({ document }) => document),
      ...(by.boundary === undefined ? {} : { boundary: by.boundary.document }),
      ...(scp.length === 0 ? {} : { scp }),
      ...(rcp.length === 0 ? {} : { rcp: [rcp.map(({ document }) => document)] }),
    },
    grants: [],
  })
  return decision === 'allow'
}

/** As itself, or, once it is assumed, as the session that policies of these worlds name. */
function mayDo(inventory: Inventory, by: Identity, key: Key, name: string, isAssumed: boolean): boolean {
  const callers = [callerFor(by), ...(isAssumed && by.kind === 'role' ? [sessionOf(by)] : [])]
  return callers.some(
    caller => evaluate(requestFor(inventory, caller, key, name, new Map())).decision === 'allow',
  )
}

function sessionOf({ arn, account }: Identity) {
  const principalArn = literal(arn) ?? ''
  const session = sts(
    typeof account === 'string' ? account : own,
    `assumed-role/${principalArn.split('/').at(-1)}/s1`,
  )
  const caller = callerOf(session, { principalArn })
  if (caller === undefined) throw new Error(`${session} is no caller`)
  return { principal: principalNamed(session), caller }
}

/** For tests only: whether somebody can do something with a key as itself or as a role that it can get to. */
export function reaches(inventory: Inventory, by: Identity, key: Key, name: string): boolean {
  const all = becomes(inventory, by)
  return all.some(identity => {
    const isAssumed = all.some(one => mayAssume(inventory, one, identity))
    return mayDo(inventory, identity, key, name, isAssumed)
  })
}

/** For tests only: whether it hangs on the name of its session what a role can do with a key as itself. */
export function isOpen(inventory: Inventory, by: Identity, key: Key, name: string): boolean {
  return evaluate(requestFor(inventory, callerFor(by), key, name, new Map())).decision === 'unknown'
}

/** Everybody whom an identity can become, breadth first. */
function becomes(inventory: Inventory, start: Identity): readonly Identity[] {
  const found = [start]
  for (const by of found) {
    for (const role of inventory.identities) {
      if (!found.includes(role) && mayAssume(inventory, by, role)) found.push(role)
    }
  }
  return found
}

/** For tests only: steps of chains of other kinds than assuming roles as things stand. */
export const changingSteps: ReadonlySet<string> = new Set([
  'put-key-policy',
  'create-grant',
  'replicate-key',
  'tag-key',
  'change-alias',
  'change-iam-policy',
  'pass-role',
  'change-trust-policy',
  'lift-boundary',
  'take-over-user',
  'run-code',
])
