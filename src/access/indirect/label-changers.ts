import type { Access, AccessGraph } from '../../model/access.ts'
import { difference, intersection, noActions, overlaps, union } from '../../model/action-set.ts'
import { groupedBy } from '../../model/grouped-by.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import { once } from '../../model/once.ts'
import { principalId } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { showText } from '../../model/text.ts'
import { plaintextActions } from '../../policy/actions.ts'
import { showCondition } from '../../policy/conditions.ts'
import type { Grounded } from '../between.ts'
import { guardedKey } from '../guarded.ts'
import { principalOf } from '../shared-accesses.ts'
import type { World } from '../world.ts'
import { called } from './approach.ts'
import type { Direct } from './indirect.ts'
import { labelActions, meansOf, type Means } from './label-means.ts'
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
  const askers = once(() => differentAskers(world))
  const powers = once(() => powersIn(world))
  return key => {
    if (askers().length === 0) return []
    const changers = changersOf(key, direct)
    if (changers.length === 0) return []
    const asked = askers().flatMap(identity => whatLabelsOpen(world, key, identity))
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

function differentAskers(world: World): readonly Identity[] {
  const asking = world.identities.filter(whoAsksForLabels(world, opensKeys))
  return [...groupedBy(asking, whatIsAsked).values()].flatMap(alike => alike.slice(0, mostAlike))
}

function whatIsAsked({ policies, boundary }: Identity): string {
  const all = boundary === undefined ? policies : [...policies, boundary]
  return JSON.stringify(
    all.flatMap(({ document: { statements } }) =>
      statements.map(({ effect, actions, resources, conditions }) => [
        effect,
        ...[actions, resources].map(listed => [
          listed?.negated,
          listed?.items.map(({ text }) => showText(text)),
        ]),
        conditions.map(showCondition),
      ]),
    ),
  )
}

/** What somebody can do with a key by its tags or aliases, and not without. */
function whatLabelsOpen(world: World, key: Key, identity: Identity): readonly Grounded[] {
  const permits = permitsBetween(world, principalOf(identity), whateverLabels(guardedKey(world, key)))
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

/** Opening the key to somebody and closing it are both to decide about it. */
function firstChange(ways: readonly [Way, ...Way[]], asked: readonly Grounded[], means: Means) {
  const [{ principal, address }] = ways
  for (const permit of asked) {
    for (const condition of labelsIn(permit)) {
      const change = means(condition, 'yes') ?? means(condition, 'no')
      if (change === undefined) continue
      const { via, does, at, terms } = change
      return accessOfWay({
        principal,
        ...(address === undefined ? {} : { address }),
        via,
        actions: permit.actions,
        ...joinedTerms(terms, { ...noTerms, hangsOn: permit.hangsOn }),
        steps: [{ kind: via, says: `${called(principal, address)} can ${does}`, at }, ...permit.steps],
      })
    }
  }
  return undefined
}
