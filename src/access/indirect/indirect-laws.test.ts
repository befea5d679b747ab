import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Access } from '../../model/access.ts'
import { includes } from '../../model/action-set.ts'
import type { Identity } from '../../model/identity.ts'
import type { Inventory } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import { principalId } from '../../model/principal.ts'
import { literal, text } from '../../model/text.ts'
import { action } from '../../policy/actions.ts'
import { evaluate } from '../evaluate.ts'
import { iam, other, own, pick, sts } from '../random-conditions.ts'
import { inventoryOf, principalOf as principalNamed } from '../random-inventory.ts'
import { requestFor, scpsOf } from '../random-requests.ts'
import { randomWorld } from '../random-worlds.ts'
import { callerOf } from '../request/caller.ts'
import { principalOf } from '../shared-accesses.ts'
import { searched, trusting, type TrustStatement } from './small-world.ts'

// Chains of roles against a naive search that asks the engine about each pair. Nothing waits for the call in these
// worlds but what the random key policies ask for: what is compared is a request that sends nothing.
const numRuns = Number(process.env['KEYPLAN_LAWS'] ?? 300)

/** Somebody of the world by number, or a class. */
const trusted = fc.oneof(
  { arbitrary: fc.nat({ max: 3 }), weight: 6 },
  pick(iam(own, 'root'), iam(own, 'root'), iam(other, 'root'), '*'),
)
const effect = pick<'Allow' | 'Deny'>('Allow', 'Allow', 'Allow', 'Allow', 'Allow', 'Deny')
const trusts = fc.array(fc.tuple(effect, trusted), { minLength: 1, maxLength: 3 })
const assumes = fc.array(
  fc.tuple(effect, pick('sts:AssumeRole', 'sts:*', '*'), fc.oneof(pick('*', iam(own, 'role/*')), trusted)),
  { maxLength: 2 },
)
const four = { minLength: 4, maxLength: 4 }
const writtenWorld = fc.tuple(randomWorld, fc.array(trusts, four), fc.array(assumes, four))

const inventories = writtenWorld.map(([world, trust, assume]): Inventory => {
  const arns = world.identities.map(({ arn }) => arn)
  const named = (who: number | string) => (typeof who === 'string' ? who : (arns[who % arns.length] ?? '*'))
  const identities = world.identities.map((identity, index) => {
    const Statement = (assume[index] ?? []).map(([Effect, Action, who]) => ({
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
    identities: inventory.identities.map((identity, index) => {
      const statements = (trust[index] ?? []).map(([Effect, who]): TrustStatement => ({
        Effect,
        Principal: { AWS: named(who) },
        Action: 'sts:AssumeRole',
      }))
      return identity.kind === 'role' ? trusting(identity, statements) : identity
    }),
  }
})

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

function reaches(inventory: Inventory, by: Identity, key: Key, name: string): boolean {
  const all = becomes(inventory, by)
  return all.some(identity => {
    const isAssumed = all.some(one => mayAssume(inventory, one, identity))
    return mayDo(inventory, identity, key, name, isAssumed)
  })
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

/** Whether an access holds for a request that sends nothing besides the facts of key and caller. */
function isUnconditional({ certainty, conditions, unless }: Access): boolean {
  return certainty === 'certain' && conditions.length === 0 && unless.length === 0
}

/** Chains of other kinds than assuming roles as things stand. */
const changes: ReadonlySet<string> = new Set([
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

const asked = ['kms:Decrypt', 'kms:DescribeKey', 'kms:PutKeyPolicy']

function* questionsOf(inventory: Inventory) {
  const { graph, indirect } = searched(inventory)
  for (const key of inventory.keys) {
    const chains = indirect(key).filter(({ path }) => !path.some(({ kind }) => changes.has(kind)))
    for (const by of inventory.identities) {
      const id = principalId(principalOf(by))
      const all = [
        ...graph.accessesBetween(principalOf(by), key),
        ...chains.filter(one => principalId(one.principal) === id),
      ]
      for (const name of asked) {
        yield { key, by, name, accesses: all.filter(({ actions }) => includes(actions, action(name))) }
      }
    }
  }
}

test('who gets to a key for certain by assuming roles, gets there by asking the engine about each step', () => {
  fc.assert(
    fc.property(inventories, inventory => {
      for (const { key, by, name, accesses } of questionsOf(inventory)) {
        if (!accesses.some(isUnconditional)) continue
        const reached = reaches(inventory, by, key, name)
        expect({ by: literal(by.arn), name, key: key.address, reached }).toMatchObject({ reached: true })
      }
    }),
    { numRuns },
  )
})

test('who gets to a key by asking the engine about each step has an access', () => {
  fc.assert(
    fc.property(inventories, inventory => {
      for (const { key, by, name, accesses } of questionsOf(inventory)) {
        if (accesses.length > 0) continue
        const reached = reaches(inventory, by, key, name)
        expect({ by: literal(by.arn), name, key: key.address, reached }).toMatchObject({ reached: false })
      }
    }),
    { numRuns },
  )
})

test('a fair share of it is chains', () => {
  let chained = 0
  let all = 0
  for (const inventory of fc.sample(inventories, { numRuns: 200, seed: 1 })) {
    for (const { accesses } of questionsOf(inventory)) {
      all += 1
      if (accesses.length > 0 && accesses.every(({ via }) => via === 'assume-role')) chained += 1
    }
  }
  expect(chained / all).toBeGreaterThan(0.03)
})
