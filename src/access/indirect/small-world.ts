import type { Access, AccessGraph } from '../../model/access.ts'
import { includes } from '../../model/action-set.ts'
import type { Identity } from '../../model/identity.ts'
import type { Inventory } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import { principalId } from '../../model/principal.ts'
import { literal } from '../../model/text.ts'
import { action } from '../../policy/actions.ts'
import { showCondition } from '../../policy/conditions.ts'
import { readPolicyText } from '../../policy/read-policy.ts'
import { resolve } from '../graph.ts'
import { iam, own } from '../random-conditions.ts'
import { inventoryOf } from '../random-inventory.ts'
import type { Document, Statement } from '../random-policies.ts'
import { delegation } from '../random-world-policies.ts'
import type { WrittenGrant, WrittenIdentity, WrittenKey, WrittenLimit } from '../random-worlds.ts'
import { worldOf } from '../world.ts'
import { indirectAccesses } from './indirect.ts'

// For tests only: one key and a few identities, written as IAM JSON.

/** For tests only: a role or user. */
export interface Somebody {
  readonly may?: readonly Statement[]
  readonly trust?: readonly TrustStatement[]
  readonly boundary?: readonly Statement[]
}

/** For tests only: a statement that names services and identity providers too. */
export type TrustStatement = Omit<Statement, 'Principal'> & { readonly Principal: Named }
type Named = '*' | Readonly<Record<string, string | readonly string[]>>

/** For tests only: the key delegates to its account unless its policy is given; names are `role/App`, or whole ARNs. */
export interface SmallWorld {
  readonly policy?: readonly Statement[]
  readonly key?: Partial<WrittenKey>
  readonly grants?: readonly WrittenGrant[]
  readonly limits?: readonly WrittenLimit[]
  readonly who: Readonly<Record<string, Somebody>>
}

/** For tests only: the ARN of the key. */
export const keyArn = `arn:aws:kms:us-west-2:${own}:key/1234abcd-12ab-34cd-56ef-1234567890ab`

/** For tests only. */
export function inventoryIn({
  policy = [delegation(own)],
  key,
  grants = [],
  limits = [],
  who,
}: SmallWorld): Inventory {
  const kind = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', replica: false, tags: {}, aliases: [] }
  const identities = Object.entries(who).map(([name, { may = [], boundary }]): WrittenIdentity => ({
    arn: arnOf(name),
    policies: may.length === 0 ? [] : [documentOf(may)],
    boundary: boundary === undefined ? null : documentOf(boundary),
  }))
  const world = {
    keys: [{ arn: keyArn, ...kind, policy: documentOf(policy), ...key }],
    identities,
    grants,
    limits,
  }
  const inventory = inventoryOf(world)
  const trusted = new Map(Object.entries(who).map(([name, { trust }]) => [arnOf(name), trust]))
  return {
    ...inventory,
    identities: inventory.identities.map(identity =>
      trusting(identity, trusted.get(literal(identity.arn) ?? '')),
    ),
  }
}

/** For tests only: the identity with a trust policy. */
export function trusting(identity: Identity, trust: readonly TrustStatement[] | undefined): Identity {
  if (trust === undefined) return identity
  const at = { ...identity.at, pointer: '/trust' }
  return {
    ...identity,
    trust: readPolicyText(JSON.stringify({ Version: '2012-10-17', Statement: trust }), at),
  }
}

function documentOf(statements: readonly Statement[]): Document {
  return { Version: '2012-10-17', Statement: statements }
}

function arnOf(name: string): string {
  return name.startsWith('arn:') ? name : iam(own, name)
}

/** For tests only: the graph and the indirect accesses to each key. */
export function searched(inventory: Inventory): {
  readonly graph: AccessGraph
  readonly indirect: (key: Key) => readonly Access[]
} {
  const graph = resolve([inventory])
  return { graph, indirect: indirectAccesses(worldOf([inventory]), graph) }
}

/** For tests only: who can indirectly do something, how, and what is open about it. */
export function indirectly(world: SmallWorld, name = 'kms:Decrypt'): readonly string[] {
  const inventory = inventoryIn(world)
  const { indirect } = searched(inventory)
  return inventory.keys.flatMap(key =>
    indirect(key)
      .filter(({ actions }) => includes(actions, action(name)))
      .map(told),
  )
}

/** For tests only: the words of the paths. */
export function pathsOf(world: SmallWorld, name = 'kms:Decrypt'): readonly (readonly string[])[] {
  const inventory = inventoryIn(world)
  const { indirect } = searched(inventory)
  return inventory.keys.flatMap(key =>
    indirect(key)
      .filter(({ actions }) => includes(actions, action(name)))
      .map(({ path }) => path.map(({ says }) => says)),
  )
}

/** For tests only: how an access goes, and what is open about it. */
export function told({ principal, via, certainty, conditions, unless }: Access): string {
  const name = principalId(principal).replace(iam(own, ''), '')
  const perhaps = certainty === 'certain' ? '' : ' perhaps'
  const asked = conditions.map(condition => ` when ${showCondition(condition)}`)
  const stopped = unless.map(list => ` unless ${list.map(showCondition).join(' and ')}`)
  return `${name}:${perhaps} ${via}${asked.join('')}${stopped.join('')}`
}

/** For tests only: a statement that allows actions on a resource. */
export function allow(Action: string | readonly string[], Resource = '*'): Statement {
  return { Effect: 'Allow', Action, Resource }
}

/** For tests only: a statement that denies them. */
export function deny(Action: string | readonly string[], Resource = '*'): Statement {
  return { Effect: 'Deny', Action, Resource }
}

/** For tests only: a statement of a trust policy. */
export function trusts(
  Principal: Named,
  Action: string | readonly string[] = 'sts:AssumeRole',
): TrustStatement {
  return { Effect: 'Allow', Principal, Action }
}

/** For tests only: a statement of a key policy. */
export function admits(AWS: string, Action: string | readonly string[] = 'kms:*'): Statement {
  return { Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' }
}
