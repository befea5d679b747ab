import { noActions } from '../model/action-set.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { limitsSomebody, type OrganizationPolicy } from '../model/organization.ts'
import { principalId, type Principal } from '../model/principal.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { nameOf, type Statement } from '../model/statement.ts'
import { showText } from '../model/text.ts'
import { anyOf, type Tri } from '../model/tri.ts'
import { coverOf } from '../policy/actions.ts'
import { differingSayings, meaningOfSayings, sayingsOf, type Sayings } from './denials.ts'
import { holeNames, type HoleNames } from './inclusion/clauses.ts'
import { differingFacts, factsAskedBy } from './key-facts.ts'
import { meaningOf } from './one-order.ts'
import type { KeyPair } from './pairs.ts'
import { weakerDenials } from './weaker.ts'

/**
 * Something that takes access from somebody whom the input does not show, and is not what it was. What it takes from
 * roles and users of the input is told of these; what it means for whoever else is in the account, nothing tells.
 */
export interface ChangedLimit {
  /** To begin a sentence: `service control policy "deny-decrypt"`. */
  readonly name: string
  readonly at: SourceLocation
  /** It takes less away than it did; unknown where it takes other things away. */
  readonly isWeaker: Tri
  /** A policy of an organization, and no Deny of a key's policy. */
  readonly isOfOrganization: boolean
}

/** Service control policies, and Deny statements of key policies that are about accounts or about strangers. */
export function changedLimits(
  before: Inventory,
  after: Inventory,
  pairs: readonly KeyPair[],
): readonly ChangedLimit[] {
  const names = holeNames()
  const shown = new Set(
    [before, after].flatMap(({ identities }) => identities.map(({ arn }) => showText(arn))),
  )
  const denials = (key: Key) => denialsOf(key, shown, names)
  const changed = pairs.flatMap(({ fate, before: was, after: is }) =>
    fate === 'kept' && was !== undefined && is !== undefined
      ? deniedOtherwise(was, is, differingSayings(denials(was), denials(is)))
      : [],
  )
  const limits = [...changedControls(before, after, 'scp', names), ...byLabels(after, pairs), ...changed]
  return [...new Map(limits.map(limit => [limit.name, limit])).values()]
}

function deniedOtherwise(was: Key, is: Key, differing: readonly Statement[]): readonly ChangedLimit[] {
  if (differing.length === 0) return []
  const isWeaker = weakerThan(statementsOf(was), statementsOf(is))
  return differing.map(statement => ({
    name: `${nameOf(statement)} of the policy of ${is.address}`,
    at: statement.at,
    isWeaker,
    isOfOrganization: false,
  }))
}

function statementsOf({ policies }: Key): readonly Statement[] {
  return policies.flatMap(({ document }) => document.statements)
}

function weakerThan(before: readonly Statement[], after: readonly Statement[]): Tri {
  return anyOf(weakerDenials(before, after).map(({ is }) => is))
}

/** Service control policies that ask for what is not what it was of a key, each with the first such key. */
function byLabels(
  { organizationPolicies: all }: Inventory,
  pairs: readonly KeyPair[],
): readonly ChangedLimit[] {
  const asking = new Map(
    all.flatMap(policy => {
      const facts =
        policy.kind === 'scp' && limitsSomebody(policy) ? policy.document.statements.flatMap(factsOn) : []
      return facts.length === 0 ? [] : [[policy, facts]]
    }),
  )
  if (asking.size === 0) return []
  const found: ChangedLimit[] = []
  for (const { fate, before, after } of pairs) {
    if (fate !== 'kept' || before === undefined || after === undefined) continue
    const differs = differingFacts(before, after)
    if (differs === undefined) continue
    for (const [policy, facts] of asking) {
      if (!facts.some(differs)) continue
      found.push({
        name: `${policy.name}, by the tags and aliases of ${after.address},`,
        at: policy.at,
        isWeaker: 'unknown',
        isOfOrganization: true,
      })
      asking.delete(policy)
    }
  }
  return found
}

function factsOn({ actions, conditions }: Statement): readonly string[] {
  return coverOf(actions).may === noActions ? [] : conditions.flatMap(factsAskedBy)
}

type Organized = Pick<Inventory, 'organizationPolicies'>

type Controls = ReadonlyMap<string, OrganizationPolicy>

/** Policies of organizations, of one kind, that only one side has, by their meaning. */
export function changedControls(
  before: Organized,
  after: Organized,
  kind: OrganizationPolicy['kind'],
  names: HoleNames = holeNames(),
): readonly ChangedLimit[] {
  const [was, is] = [before, after].map(side => controlsOf(side, kind, names))
  if (was === undefined || is === undefined) return []
  const [gone, come] = [onlyIn(was, is), onlyIn(is, was)]
  return [...come, ...gone].map(policy => ({
    name: policy.name,
    at: policy.at,
    isWeaker: isWeakerThan(namesake(policy, gone), namesake(policy, come)),
    isOfOrganization: true,
  }))
}

function onlyIn(side: Controls, other: Controls): readonly OrganizationPolicy[] {
  return [...side].flatMap(([meaning, one]) => (other.has(meaning) ? [] : [one]))
}

function namesake({ name }: OrganizationPolicy, all: readonly OrganizationPolicy[]) {
  return all.find(one => one.name === name)
}

/** What a level allows counts for what the others of it allow too. */
function isWeakerThan(was: OrganizationPolicy | undefined, is: OrganizationPolicy | undefined): Tri {
  if (was?.level !== undefined || is?.level !== undefined) return 'unknown'
  if (was === undefined) return 'no'
  if (is === undefined) return 'yes'
  if (meaningOf([was.accounts, was.spares]) !== meaningOf([is.accounts, is.spares])) return 'unknown'
  return weakerThan(was.document.statements, is.document.statements)
}

/** Those that say something of actions on keys. */
function controlsOf(
  { organizationPolicies: all }: Organized,
  wanted: OrganizationPolicy['kind'],
  names: HoleNames,
): Controls {
  return new Map(
    all
      .filter(policy => policy.kind === wanted && limitsSomebody(policy))
      .flatMap(policy => {
        const { accounts, spares, level, hangsOn, document } = policy
        const says = sayingsOf(document.statements, names)
        // Nothing of a level but what it allows is allowed, so that one without a word for keys stops all.
        if (says.size + document.holes.length === 0 && level === undefined) return []
        const reach = accounts === 'every' ? accounts : accounts.map(meaningOf).toSorted()
        const rest = [reach, spares, level, hangsOn.map(names), document.holes.map(names)]
        return [[meaningOf([rest, meaningOfSayings(says)]), policy] as const]
      }),
  )
}

function denialsOf(key: Key, shown: ReadonlySet<string>, names: HoleNames): Sayings {
  const statements = key.policies.flatMap(({ document }) => document.statements)
  return sayingsOf(
    statements.flatMap(statement => aboutOthers(statement, shown)),
    names,
  )
}

/** The statement for those of its principals of whom no list of accesses tells. */
function aboutOthers(statement: Statement, shown: ReadonlySet<string>): readonly Statement[] {
  const { effect, principals } = statement
  if (effect === 'Allow' || principals === undefined) return []
  // A Deny for all but some is one for whole accounts too.
  if (principals.negated) return [statement]
  const items = principals.items.filter(({ principal }) => !isTold(principal, shown))
  return items.length === 0 ? [] : [{ ...statement, principals: { ...principals, items } }]
}

/** Classes and services are told of as such, and roles and users where the input shows them. */
function isTold(principal: Principal, shown: ReadonlySet<string>): boolean {
  switch (principal.kind) {
    case 'everyone':
    case 'service':
    case 'federated':
    case 'unusable':
      return true
    case 'role':
    case 'user':
      return shown.has(principalId(principal))
    default:
      return false
  }
}
