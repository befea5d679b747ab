import { noActions, overlaps, type ActionSet } from '../model/action-set.ts'
import type { Permission } from '../model/access.ts'
import type { Identity } from '../model/identity.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { holesOf, literal, type Text } from '../model/text.ts'
import { allOf, anyOf, tri, type Tri } from '../model/tri.ts'
import { parseArn } from '../policy/arn.ts'
import { kmsCatalogue } from '../policy/actions.ts'
import { hasWildcard, mayMatchWildcard } from '../policy/wildcard.ts'
import { factsOfAccount, factsOfPrincipal, noFacts } from './facts.ts'
import { opinionOf, speakerOf, together, type Opinion } from './opinion.ts'
import { refusedByOrganization } from './organization-limits.ts'
import { after, simplified, within, type Permit } from './permit.ts'
import { keyOfId, keysByArn } from './keys-by-arn.ts'
import type { ResourceMatch } from './resources.ts'
import { principalOf } from './shared-accesses.ts'
import { filled, type Target } from './target.ts'
import { callerIn, type World } from './world.ts'

/** An account that nobody has. */
const someOther = '000000000000'

/** The key of some other account, of which nothing else is known. */
function foreignKeyIn(world: World): Target {
  const known = foreignKeys.get(world)
  if (known !== undefined) return known
  const keyNamed = keysByArn(world.keys)
  const isId = (resource: Text) => keyOfId(resource, keyNamed) !== undefined
  const target = keyElsewhere(someOther, resource => (isId(resource) ? 'no' : coversForeignKey(resource)))
  foreignKeys.set(world, target)
  return target
}

const foreignKeys = new WeakMap<World, Target>()

/** A key that a policy names or has a pattern for, wherever that is. */
function anyKeyIn(world: World): Target {
  const known = anyKeys.get(world)
  if (known !== undefined) return known
  const keyNamed = keysByArn(world.keys)
  // What refers to a key that is created is an ARN that is not known yet.
  const matches = (resource: Text) => (keyNamed(resource) === undefined ? namesSomeKey(resource) : 'yes')
  const target: Target = { ...keyElsewhere(someOther, matches), facts: noFacts }
  anyKeys.set(world, target)
  return target
}

const anyKeys = new WeakMap<World, Target>()

function keyElsewhere(account: string, matches: (resource: Text) => Tri): Target {
  return {
    account,
    catalogue: kmsCatalogue,
    crossAccount: kmsCatalogue.all,
    facts: factsOfAccount(account),
    covered: (resources, caller) => coveredBy(filled(resources, caller), matches),
    silencedBy: () => noActions,
    admitsProviders: false,
  }
}

function coveredBy(resources: Listed<Pattern> | undefined, matches: (resource: Text) => Tri): ResourceMatch {
  if (resources === undefined) return { is: 'no', hangsOn: [] }
  // A list of exceptions leaves some key out of all those that there are, unless it excepts everything.
  if (resources.negated) {
    return { is: resources.items.some(item => literal(item.text) === '*') ? 'no' : 'yes', hangsOn: [] }
  }
  const is = anyOf(resources.items.map(item => matches(item.text)))
  return { is, hangsOn: is === 'unknown' ? resources.items.flatMap(item => holesOf(item.text)) : [] }
}

/** Whether a resource reaches keys of accounts that it does not name: of all accounts, in some Region at least. */
function coversForeignKey(resource: Text): Tri {
  if (literal(resource) === '*') return 'yes'
  const arn = parseArn(resource)
  if (arn === undefined) return coversAsText(resource)
  const id = literal(arn.resource)
  // An id cannot be chosen, so that a literal one is one key of one account.
  if (id !== undefined && !hasWildcard(arn.resource)) return 'no'
  return allOf([
    mayMatchWildcard(arn.service, 'kms'),
    reachesAccounts(arn.account),
    id === undefined ? 'unknown' : tri(/^(?:key\/|k?e?y?[*?])/.test(id)),
  ])
}

/** Account ids have one length: `1*` is ten billion of them, `111122223333*` one. */
function reachesAccounts(account: Text): Tri {
  const written = literal(account)
  if (written === undefined) return mayMatchWildcard(account, someOther)
  return tri(hasWildcard(account) && !/^\d{12}/.test(written))
}

/**
 * Whether a resource that is no whole ARN reaches keys of accounts that it does not name: the wildcard of `arn:aws:kms:*`
 * stands for several parts.
 */
export function coversAsText(resource: Text): Tri {
  const told = /^arn:([a-z-]+):kms:(?:([a-z\d-]+):)?/.exec(literal(resource) ?? '')
  const [, partition = 'aws', region = 'us-east-1'] = told ?? []
  return mayMatchWildcard(resource, `arn:${partition}:kms:${region}:${someOther}:key/0`)
}

/** Whether a resource is a key, or a pattern that keys match: an alias and other services' resources are none. */
function namesSomeKey(resource: Text): Tri {
  const arn = parseArn(resource)
  if (arn === undefined) return coversAsText(resource)
  if (mayMatchWildcard(arn.service, 'kms') === 'no') return 'no'
  const [start] = arn.resource
  return typeof start === 'string' && /^(?:key\/|k?e?y?[*?])/.test(start) ? 'yes' : 'no'
}

/** What an identity's policies allow on the key of some other account, should that account admit it. */
export function permissionsOnForeignKeys(world: World, identity: Identity): readonly Permission[] {
  return permissionsOn(world, identity, foreignKeyIn(world))
}

/** What an identity's policies allow on keys that they name or have a pattern for, wherever those are. */
export function permissionsOnKeys(world: World, identity: Identity): readonly Permission[] {
  return permissionsOn(world, identity, anyKeyIn(world))
}

/** Whether its policies let an identity do one of these actions with a key, wherever that is. */
export function mayReachSomeKey(world: World, identity: Identity, actions: ActionSet): Tri {
  const answers = permissionsOnKeys(world, identity)
    .filter(permission => overlaps(permission.actions, actions))
    .map(({ certainty }): Tri => (certainty === 'certain' ? 'yes' : 'unknown'))
  const unread = identity.policies.some(({ document }) => document.holes.length > 0)
  return anyOf([...answers, unread ? 'unknown' : 'no'])
}

/** By policy and statement, after what the identity's policies, its boundary and its organization deny. */
function permissionsOn(world: World, identity: Identity, target: Target): readonly Permission[] {
  const principal = principalOf(identity)
  const { caller } = callerIn(world, principal)
  const facts = factsOfPrincipal(principal, undefined)
  const ask = (policy: Identity['policies'][number]) =>
    opinionOf(speakerOf(policy, identity.at), facts, target)
  const boundary = identity.boundary && ask(identity.boundary)
  const refuses = [
    ...together(identity.policies.map(ask)).refuses,
    ...(boundary?.refuses ?? []),
    ...refusedByOrganization(world, { caller, facts }, { account: someOther, inIam: target }),
  ]
  return identity.policies.flatMap(policy =>
    policy.document.statements.flatMap(statement => {
      const speaker = { ...speakerOf(policy, identity.at), statements: [statement], holes: [] }
      const left = refuses.reduce<readonly Permit[]>(after, opinionOf(speaker, facts, target).allows)
      return limited(left, boundary).map(({ actions, conditions, unless, hangsOn }): Permission => ({
        policy,
        statement,
        actions,
        certainty: hangsOn.length === 0 ? 'certain' : 'possible',
        conditions,
        unless,
        unknowns: hangsOn,
      }))
    }),
  )
}

function limited(permits: readonly Permit[], boundary: Opinion | undefined): readonly Permit[] {
  return boundary === undefined ? permits : within(permits, simplified(boundary.allows))
}
