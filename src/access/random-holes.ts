import type { Identity, IdentityPolicy } from '../model/identity.ts'
import type { Inventory } from '../model/inventory.ts'
import type { GrantConstraint } from '../model/grant.ts'
import type { Key } from '../model/key.ts'
import type { Listed, Pattern, PolicyDocument, Statement } from '../model/statement.ts'
import { literal, type Text } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'

/** For tests only: hides a value. */
export const hole: Unknown = {
  kind: 'unknown',
  reason: 'known-after-apply',
  name: 'hidden',
  shape: 'anything',
  at: { file: '', address: '', pointer: '' },
}

/** Hides a value. Holes that hide equal values have one name, and no others: what has one name is filled alike. */
function hiding(value: unknown): Unknown {
  return { ...hole, name: `hidden ${JSON.stringify(value)}` }
}

/** Hides one part of a statement; `which` chooses among them. */
function hidden(statement: Statement, which: number): Statement {
  const { principals, actions, resources, conditions } = statement
  const hides: (() => Statement)[] = [() => ({ ...statement, effect: hiding(statement.effect) })]
  if (principals !== undefined)
    hides.push(() => ({
      ...statement,
      principals: {
        ...principals,
        items: hideFirst(principals.items, item => ({
          ...item,
          principal: { kind: 'unknown', unknown: hiding(item.principal) },
        })),
      },
    }))
  if (actions !== undefined) hides.push(() => ({ ...statement, actions: hiddenList(actions) }))
  if (resources !== undefined) hides.push(() => ({ ...statement, resources: hiddenList(resources) }))
  if (conditions.length > 0) {
    hides.push(() => ({
      ...statement,
      conditions: hideFirst(conditions, one => ({
        ...one,
        values: hideFirst<Text>(one.values, value => [hiding(value)]),
      })),
    }))
    hides.push(() => ({
      ...statement,
      conditions: conditions.slice(1),
      conditionHoles: [hiding(conditions[0])],
    }))
  }
  return hides[which % hides.length]?.() ?? statement
}

function hiddenList(list: Listed<Pattern>): Listed<Pattern> {
  return { ...list, items: hideFirst(list.items, item => ({ ...item, text: [hiding(item.text)] })) }
}

function hideFirst<Item>(items: readonly Item[], hide: (item: Item) => Item): readonly Item[] {
  return items.map((item, index) => (index === 0 ? hide(item) : item))
}

/** For tests only: the document with one part of it hidden; `which` chooses among them. */
export function hiddenIn(document: PolicyDocument, which: number): PolicyDocument {
  const at = which % Math.max(document.statements.length, 1)
  const statements = document.statements.map((statement, index) =>
    index === at ? hidden(statement, Math.floor(which / 7)) : statement,
  )
  return { ...document, statements }
}

/** For tests only: the inventory with one fact hidden in each thing of a kind; `which` chooses among them. */
export function hiddenInWorld(inventory: Inventory, which: number): Inventory {
  const { keys, identities, grants, organizationPolicies } = inventory
  const inner = Math.floor(which / 4)
  switch (which % 4) {
    case 0:
      return { ...inventory, keys: keys.map(key => hiddenInKey(key, inner)) }
    case 1:
      return { ...inventory, identities: identities.map(one => hiddenInIdentity(one, inner)) }
    case 2:
      return {
        ...inventory,
        organizationPolicies: organizationPolicies.map(policy => hiddenInPolicy(policy, inner)),
      }
    default:
      return {
        ...inventory,
        grants: grants.map(grant =>
          inner % 2 === 0
            ? {
                ...grant,
                constraints: hideFirst(grant.constraints, hiddenConstraint),
              }
            : { ...grant, operations: hideFirst<Text>(grant.operations, operation => [hiding(operation)]) },
        ),
      }
  }
}

/** The ARN of a source, or which encryption context is asked for. */
function hiddenConstraint(constraint: GrantConstraint): GrantConstraint {
  if (constraint.kind === 'source-arn') return { ...constraint, arn: [hiding(constraint.arn)] }
  const pairs = 'pairs' in constraint ? [...constraint.pairs] : []
  return { kind: 'unknown', unknown: hiding([constraint.kind, pairs]) }
}

function hiddenInKey(key: Key, which: number): Key {
  const inner = Math.floor(which / 5)
  switch (which % 5) {
    case 0:
      return { ...key, tags: hiding(isUnknown(key.tags) ? key.tags : [...key.tags]) }
    case 1:
      return { ...key, aliases: key.aliases.slice(1), hasAllAliases: false }
    case 2:
      return { ...key, origin: hiding(key.origin) }
    case 3:
      return { ...key, multiRegion: hiding(key.multiRegion) }
    default: {
      const [first, ...others] = key.policies
      return { ...key, policies: [{ ...first, document: hiddenIn(first.document, inner) }, ...others] }
    }
  }
}

function hiddenInIdentity(identity: Identity, which: number): Identity {
  const { boundary } = identity
  const policies = identity.policies.map(policy => hiddenInPolicy(policy, which))
  return which % 3 === 0 && boundary !== undefined
    ? { ...identity, boundary: hiddenInPolicy(boundary, Math.floor(which / 3)) }
    : { ...identity, policies }
}

/** A part of its document, or whether it is attached at all. */
function hiddenInPolicy<Policy extends Pick<IdentityPolicy, 'document' | 'hangsOn'>>(
  policy: Policy,
  which: number,
): Policy {
  return which % 3 === 0
    ? { ...policy, hangsOn: [hiding(true)] }
    : { ...policy, document: hiddenIn(policy.document, Math.floor(which / 3)) }
}

/** For tests only: the inventory of a change that creates the keys: references stand where their ARNs will stand. */
export function beforeApply(inventory: Inventory): Inventory {
  const holes = new Map(inventory.keys.map(key => [key.arn, holeOf(key)]))
  const referring = (document: PolicyDocument): PolicyDocument => ({
    ...document,
    statements: document.statements.map(statement => withReferences(statement, holes)),
  })
  const policyOf = (policy: IdentityPolicy): IdentityPolicy => ({
    ...policy,
    document: referring(policy.document),
  })
  return {
    ...inventory,
    keys: inventory.keys.map(key => {
      const { arn: _, ...unborn } = key
      const [first, ...others] = key.policies
      return { ...unborn, policies: [{ ...first, document: referring(first.document) }, ...others] }
    }),
    identities: inventory.identities.map(({ boundary, ...identity }) => ({
      ...identity,
      policies: identity.policies.map(policyOf),
      ...(boundary === undefined ? {} : { boundary: policyOf(boundary) }),
    })),
    organizationPolicies: inventory.organizationPolicies.map(policy => ({
      ...policy,
      document: referring(policy.document),
    })),
  }
}

function holeOf({ address, at }: Key): Unknown {
  return {
    kind: 'unknown',
    reason: 'known-after-apply',
    name: `${address}.arn`,
    shape: 'arn',
    at: { ...at, pointer: '/arn' },
  }
}

function withReferences(statement: Statement, holes: ReadonlyMap<string | undefined, Unknown>): Statement {
  const { resources } = statement
  if (resources === undefined) return statement
  const items = resources.items.map(item => {
    const reference = holes.get(literal(item.text))
    return reference === undefined ? item : { ...item, text: [reference] }
  })
  return { ...statement, resources: { ...resources, items } }
}
