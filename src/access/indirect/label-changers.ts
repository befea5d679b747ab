import type { Access, AccessGraph } from '../../model/access.ts'
import { difference, intersection, noActions, overlaps, union } from '../../model/action-set.ts'
import { groupedBy } from '../../model/grouped-by.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import { once } from '../../model/once.ts'
import { principalId } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { showText, text } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { plaintextActions } from '../../policy/actions.ts'
import { showCondition } from '../../policy/conditions.ts'
import type { Grounded } from '../between.ts'
import { settle, type Facts } from '../facts.ts'
import { guardedKey, type Guarded } from '../guarded.ts'
import { principalOf } from '../shared-accesses.ts'
import type { World } from '../world.ts'
import { called } from './approach.ts'
import type { Direct } from './indirect.ts'
import { labelActions, meansOf, type Change, type Means } from './label-means.ts'
import { isLabel, whateverLabels, whoAsksForLabels } from './labels.ts'
import { powersIn } from './powers.ts'
import { permitsBetween } from './supposing.ts'
import { joinedTerms, noTerms } from './terms.ts'
import { accessOfWay, directWay, type Way } from './way.ts'

/**
 * Who may change the tags or aliases of a key that decide who reaches its plaintext, one way for each: its first step
 * is the change, and the others are the policies that ask for the label; `actions` are what these allow their holder.
 */
export function labelChangers(world: World, direct: Direct): AccessGraph['labelChangersOf'] {
  const askers = once(() => askersIn(world))
  const powers = once(() => powersIn(world))
  return key => {
    if (askers().some.length === 0) return []
    const changers = changersOf(key, direct)
    if (changers.length === 0) return []
    const asked = askedOf(world, key, askers())
    return changers.flatMap(ways => {
      const identity = world.identityOf(ways[0].principal)
      const access = firstChange(ways, asked, meansOf(key, identity, powers(), ways))
      return access === undefined ? [] : [{ ...access, key }]
    })
  }
}

/** A request that names the key by an alias of it needs that the key has it. */
function opensKeys(key: string): boolean {
  return isLabel(key) || /^kms:requestalias$/i.test(key)
}

/** Roles that are made alike have the same policies: a few of them stand for all. */
const mostAlike = 3
/** Each of these is compared with each key: a world of thousands that differ is looked at no further, and in doubt. */
const mostAskers = 40

interface Askers {
  readonly some: readonly Identity[]
  /** What others ask for, who are more than are looked at. */
  readonly others: readonly Condition[]
}

function askersIn(world: World): Askers {
  const asking = world.identities.filter(whoAsksForLabels(world, opensKeys))
  const different = [...groupedBy(asking, whatIsAsked).values()]
  const others = different.slice(mostAskers).map(([first]) => first)
  return {
    some: different.slice(0, mostAskers).flatMap(alike => alike.slice(0, mostAlike)),
    others: oneOfEach(
      others.flatMap(({ policies }) =>
        policies.flatMap(({ document }) => document.statements.flatMap(({ conditions }) => conditions)),
      ),
    ),
  }
}

/** One condition for each tag, and one for aliases. */
function oneOfEach(conditions: readonly Condition[]): readonly Condition[] {
  const all = conditions.filter(({ key }) => opensKeys(key))
  return [...groupedBy(all, ({ key }) => key.toLowerCase()).values()].map(([first]) => first)
}

function whatIsAsked({ policies, boundary }: Identity): string {
  const all = boundary === undefined ? policies : [...policies, boundary]
  return JSON.stringify(
    all.flatMap(({ document: { statements } }) =>
      statements.map(({ effect, actions, resources, conditions }) => [
        effect,
        ...[actions, resources].map(listed => [
          listed?.negated,
          listed?.items.map(item => showText(item.text)),
        ]),
        conditions.map(showCondition),
      ]),
    ),
  )
}

/** What policies give on a key by its tags or aliases. */
interface Asked {
  readonly permits: readonly Grounded[]
  readonly labels: readonly Condition[]
  readonly others: readonly Condition[]
  readonly now: Facts
}

function askedOf(world: World, key: Key, { some, others }: Askers): Asked {
  const guarded = guardedKey(world, key)
  const permits = some.flatMap(identity => whatLabelsOpen(world, guarded, identity))
  return { permits, labels: oneOfEach(permits.flatMap(labelsIn)), others, now: guarded.inIam.facts }
}

/** What somebody can do with a key by its tags or aliases, and not without. */
function whatLabelsOpen(world: World, guarded: Guarded, identity: Identity): readonly Grounded[] {
  const permits = permitsBetween(world, principalOf(identity), whateverLabels(guarded))
  const anyway = permits.filter(permit => labelsIn(permit).length === 0)
  const free = anyway.map(({ actions }) => actions).reduce(union, noActions)
  return permits.flatMap(permit => {
    const actions = difference(intersection(permit.actions, plaintextActions), free)
    return actions === noActions ? [] : [{ ...permit, actions }]
  })
}

function labelsIn({ conditions, unless }: Pick<Grounded, 'conditions' | 'unless'>): readonly Condition[] {
  return [...conditions, ...unless.flat()].filter(condition => opensKeys(condition.key))
}

/** Of each who may set or take away any label, all ways to do that. */
function changersOf(key: Key, { everyAccessTo, accessOn }: Direct): readonly (readonly [Way, ...Way[]])[] {
  const { own, shared } = everyAccessTo(key)
  const ways = [...own, ...shared.map((access): Access => accessOn(key, access))]
    .filter(({ actions }) => overlaps(actions, labelActions))
    .map(directWay)
  return [...groupedBy(ways, ({ principal }) => principalId(principal)).values()]
}

function firstChange(ways: readonly [Way, ...Way[]], { permits, labels, others, now }: Asked, means: Means) {
  if (labels.some(label => canChange(label, means)))
    for (const permit of permits)
      for (const condition of labelsIn(permit)) {
        const change = turned(condition, now, means)
        if (change !== undefined) return changing(ways[0], change, permit)
      }
  const [change] = others.flatMap(label => changeOf(label, means) ?? [])
  if (change === undefined) return undefined
  return changing(ways[0], change, { actions: plaintextActions, hangsOn: [notLookedAt(change)], steps: [] })
}

/** Opening the key to somebody and closing it are both to decide about it. */
function turned(condition: Condition, now: Facts, means: Means): Change | undefined {
  const { is } = settle(condition, now)
  const opening = is === 'always' ? undefined : means(condition, 'yes')
  return opening ?? (is === 'never' ? undefined : means(condition, 'no'))
}

/** Aliases are each a resource of its own, so that what can be done depends on which the policies ask for. */
function canChange(label: Condition, means: Means): boolean {
  return !isTag(label) || changeOf(label, means) !== undefined
}

/** A tag, whatever value it is to have, or an alias. */
function changeOf(label: Condition, means: Means): Change | undefined {
  const isThere: Condition = { ...label, operator: 'Null', values: [text('false')] }
  const asked = isTag(label) ? isThere : label
  return means(asked, 'yes') ?? means(asked, 'no')
}

function isTag({ key }: Condition): boolean {
  return key.toLowerCase().startsWith('aws:resourcetag/')
}

function changing(
  { principal, address }: Way,
  { via, does, at, terms }: Change,
  { actions, hangsOn, steps }: Pick<Grounded, 'actions' | 'hangsOn' | 'steps'>,
) {
  return accessOfWay({
    principal,
    ...(address === undefined ? {} : { address }),
    via,
    actions,
    ...joinedTerms(terms, { ...noTerms, hangsOn }),
    steps: [{ kind: via, says: `${called(principal, address)} can ${does}`, at }, ...steps],
  })
}

function notLookedAt({ at }: Change): Unknown {
  const name = `what more than ${mostAskers} different policies that ask for tags or aliases allow`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}
