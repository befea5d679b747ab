import type { Step } from '../../model/access.ts'
import type { Identity } from '../../model/identity.ts'
import type { Key } from '../../model/key.ts'
import type { Condition, PolicyDocument } from '../../model/statement.ts'
import { holesOf } from '../../model/text.ts'
import { variableOf } from '../../policy/variables.ts'
import { settle, type Facts } from '../facts.ts'
import { guardedKey, type Guarded } from '../guarded.ts'
import type { World } from '../world.ts'
import { called } from './approach.ts'
import { meansOf, type Change, type Means } from './label-means.ts'
import type { Powers } from './powers.ts'
import { permitsBetween } from './supposing.ts'
import { joinedTerms, type Terms } from './terms.ts'
import type { Way } from './way.ts'

/** Tags and aliases: policies of callers ask for them, and whoever may label the key can give them. */
export function isLabel(key: string): boolean {
  return /^(?:aws:resourcetag\/|kms:resourcealiases$)/i.test(key)
}

/** Identities on whom it bears which tags and aliases a key has (Developer Guide, "ABAC for AWS KMS"). */
export function whoAsksForLabels(world: World, isAsked = isLabel): (identity: Identity) => boolean {
  const asks = asksFor(isAsked)
  const everybody = world.organizationPolicies.some(({ document }) => asks(document))
  const known = new WeakMap<Identity, boolean>()
  return identity => {
    if (everybody) return true
    const { policies, boundary } = identity
    const all = boundary === undefined ? policies : [...policies, boundary]
    const found = known.get(identity) ?? all.some(({ document }) => asks(document))
    known.set(identity, found)
    return found
  }
}

function asksFor(isAsked: (key: string) => boolean) {
  return ({ statements }: PolicyDocument): boolean =>
    statements.some(({ conditions }) =>
      conditions.some(
        ({ key, values }) =>
          isAsked(key) || values.flatMap(holesOf).some(hole => isAsked(variableOf(hole).name)),
      ),
    )
}

/** What the principal's own policies let it do once it has given the key the tags or aliases that they ask for. */
export function byLabels(world: World, key: Key, powers: Powers, ways: readonly Way[]): readonly Way[] {
  const [first] = ways
  const identity = first === undefined ? undefined : world.identityOf(first.principal)
  if (first === undefined || identity === undefined) return []
  const { principal, address } = first
  const guarded = guardedKey(world, key)
  const now = guarded.inIam.facts
  const means = meansOf(key, identity, powers, ways)
  return permitsBetween(world, principal, whateverLabels(guarded)).flatMap((permit): readonly Way[] => {
    const labelled = relabelled(permit, means, now)
    const [change] = labelled?.changes ?? []
    if (labelled === undefined || change === undefined) return []
    const does = [...new Set(labelled.changes.map(one => one.does))].join(' and ')
    const step: Step = { kind: change.via, says: `${called(principal, address)} can ${does}`, at: change.at }
    const shared = { principal, ...(address === undefined ? {} : { address }), actions: permit.actions }
    return [{ ...shared, via: change.via, ...labelled.terms, steps: [step, ...permit.steps] }]
  })
}

/** A key of which tags and aliases are not told: what asks for them stays open. */
export function whateverLabels(guarded: Guarded): Guarded {
  const { facts: now } = guarded.inIam
  const facts: Facts = name => (isLabel(name) ? undefined : now(name))
  return { ...guarded, inIam: { ...guarded.inIam, facts } }
}

interface Labelled {
  readonly terms: Terms
  /** None: as the key is labelled now, nothing has to change. */
  readonly changes: readonly Change[]
}

/** The terms once all labels are as the policies want them; nothing when they cannot be made so. */
function relabelled(terms: Terms, means: Means, now: Facts): Labelled | undefined {
  const changes: Change[] = []
  const conditions: Condition[] = []
  for (const condition of terms.conditions) {
    if (!isLabel(condition.key)) conditions.push(condition)
    else if (settle(condition, now).is !== 'always') {
      const change = means(condition, 'yes')
      if (change === undefined) return undefined
      changes.push(change)
    }
  }
  const unless: (readonly Condition[])[] = []
  for (const list of terms.unless) {
    const labels = list.filter(({ key }) => isLabel(key))
    const effects = labels.map(condition => settle(condition, now).is)
    if (effects.includes('never')) continue
    const change = labels.map(condition => means(condition, 'no')).find(one => one !== undefined)
    if (change !== undefined) changes.push(change)
    else if (labels.length === list.length) return undefined
    else unless.push(list.filter(({ key }) => !isLabel(key)))
  }
  const left: Terms = { conditions, unless, hangsOn: terms.hangsOn }
  return { terms: changes.map(change => change.terms).reduce(joinedTerms, left), changes }
}
