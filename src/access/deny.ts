import { difference, intersection, noActions, union, type ActionSet } from '../model/action-set.ts'
import { principalId, type Principal } from '../model/principal.ts'
import type { Condition, Statement } from '../model/statement.ts'
import { text } from '../model/text.ts'
import { distinctUnknowns, isUnknown, type Unknown } from '../model/unknown.ts'
import { holesOfActions } from './action-holes.ts'
import { admitted, aliveUnder } from './callers.ts'
import type { Candidate } from './candidate.ts'
import { meaningOf } from './condition-keys.ts'
import { coversAll, sparedBy } from './coverage.ts'
import { decide, decideFact } from './decide.ts'
import { escapeFrom } from './operators.ts'
import { noFacts } from './facts.ts'
import { isImpliedByAny } from './implied.ts'
import type { ResourceMatch } from './resources.ts'
import type { Target } from './target.ts'

/** A Deny statement, with what it means for every access to a target. */
export interface Denial {
  readonly statement: Statement
  /** The actions that it can deny: for certain, and at most. */
  readonly must: ActionSet
  readonly may: ActionSet
  /** What lies between the two hangs on these. */
  readonly actionHoles: readonly Unknown[]
  readonly resource: ResourceMatch
}

/** The statements that can deny something on a target: also those of which nobody knows whether they are a Deny. */
export function denialsIn(statements: readonly Statement[], target: Target): readonly Denial[] {
  return statements.flatMap(statement => {
    const resource = target.covered(statement.resources, noFacts)
    if (statement.effect === 'Allow' || resource.is === 'no') return []
    const { actions, conditions } = statement
    const cover = target.catalogue.coverOf(actions)
    const alive = aliveUnder(conditions, target, cover.may)
    const actionHoles = [...holesOfActions(actions), ...alive.hangsOn]
    const must = intersection(alive.actions, cover.must)
    return [{ statement, must, may: union(alive.actions, alive.perhaps), actionHoles, resource }]
  })
}

/** What a Deny statement leaves of an access. */
export function without(candidate: Candidate, denial: Denial, target: Target): readonly Candidate[] {
  const touched = intersection(candidate.actions, denial.may)
  if (touched === noActions) return [candidate]
  const firing = firingOn(candidate, denial, target)
  if (firing === undefined) return [candidate]
  const certain = intersection(touched, denial.must)
  const perhaps = difference(touched, certain)
  return [
    ...part(candidate, difference(candidate.actions, touched)),
    ...part(candidate, certain).flatMap(left => stopped(left, firing, target)),
    ...part(candidate, perhaps).flatMap(left =>
      stopped(left, { ...firing, hangsOn: [...firing.hangsOn, ...denial.actionHoles] }, target),
    ),
  ]
}

function part(candidate: Candidate, actions: ActionSet): readonly Candidate[] {
  return actions === noActions ? [] : [{ ...candidate, actions }]
}

/** When a Deny fires on a class of callers. */
interface Firing {
  /** All must hold when the call is made; none: it always fires. */
  readonly conditions: readonly Condition[]
  /** Holes that may keep it from firing. */
  readonly hangsOn: readonly Unknown[]
  /** Those of the class whom it perhaps never concerns. */
  readonly spared: readonly Candidate[]
}

/** Nothing when the Deny never fires on this class, or leaves alone a part of it that has no name. */
function firingOn(
  candidate: Candidate,
  { statement: deny, resource }: Denial,
  target: Target,
): Firing | undefined {
  const spared = sparedBy(deny.principals, candidate.principal)
  const covers = spared === undefined ? coversAll(deny.principals, candidate.principal) : 'yes'
  if (covers === 'no') return undefined
  const hangsOn: Unknown[] = [...resource.hangsOn, ...deny.conditionHoles]
  if (isUnknown(deny.effect)) hangsOn.push(deny.effect)
  if (covers === 'unknown') hangsOn.push(whomItDenies(deny))
  const conditions: Condition[] = []
  for (const condition of [...(resource.conditions ?? []), ...deny.conditions]) {
    const escape = escapeFrom(condition)
    if (escape !== undefined && isImpliedByAny(escape, candidate.met)) return undefined
    if (isImpliedByAny(condition, candidate.met)) continue
    const effect = decideForDeny(condition, candidate, target)
    if (effect.is === 'never') return undefined
    if (effect.is === 'unknown') hangsOn.push(...effect.hangsOn)
    if (effect.is === 'open' || effect.is === 'narrows') conditions.push(condition)
  }
  return {
    conditions,
    hangsOn: distinctUnknowns(hangsOn),
    spared: (spared ?? []).map(principal => ({
      ...cutOut(candidate, principal),
      hangsOn: [...candidate.hangsOn, whomItDenies(deny)],
    })),
  }
}

/** The same access for a part of the class. */
function cutOut(candidate: Candidate, principal: Principal): Candidate {
  return { ...candidate, principal, cutFrom: [...candidate.cutFrom, principalId(candidate.principal)] }
}

/** A class without a name is made of IAM principals, and for those `aws:PrincipalIsAWSService` is false. */
function decideForDeny(
  condition: Condition,
  { principal }: Candidate,
  target: Target,
): ReturnType<typeof decide> {
  const unnamed = principal.kind.startsWith('everyone') || principal.kind === 'principals-like'
  if (unnamed && meaningOf(condition.key) === 'is-service') {
    return decideFact(condition, text('false'))
  }
  return decide(condition, principal, target)
}

/** What hides whom a Deny statement covers. */
export function whomItDenies(deny: Statement): Unknown {
  const hole = deny.principals?.items.map(item => item.principal).find(({ kind }) => kind === 'unknown')
  if (hole?.kind === 'unknown') return hole.unknown
  const name = 'whom a Deny statement covers'
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: deny.at }
}

function stopped(candidate: Candidate, firing: Firing, target: Target): readonly Candidate[] {
  // Whether this Deny fires at all is not known, so that its conditions guard nothing either.
  if (firing.hangsOn.length > 0) {
    return [{ ...candidate, hangsOn: [...candidate.hangsOn, ...firing.hangsOn] }]
  }
  if (firing.conditions.length === 0) return firing.spared
  const capped = cappedByAny(candidate, firing.conditions, target)
  if (capped !== undefined) return [...capped, ...firing.spared]
  return [{ ...candidate, unless: [...candidate.unless, firing.conditions] }]
}

/** A Deny with several conditions leaves those who escape any of them; nothing when that stays open for one. */
function cappedByAny(
  candidate: Candidate,
  conditions: readonly Condition[],
  target: Target,
): readonly Candidate[] | undefined {
  const left: Candidate[] = []
  for (const condition of conditions) {
    const escape = escapeFrom(condition)
    const capped = escape === undefined ? undefined : cappedBy(candidate, escape, target)
    if (capped === undefined) return undefined
    left.push(...capped)
  }
  return left
}

/** A Deny for everyone but some caps the class to those: the same as if its Allow had asked for them. */
function cappedBy(candidate: Candidate, escape: Condition, target: Target): readonly Candidate[] | undefined {
  const effect = decide(escape, candidate.principal, target)
  if (effect.is === 'open') {
    // An account that delegates within some names still does: its IAM policies decide who among them.
    const delegates = candidate.principal.kind === 'account' && meaningOf(escape.key) === 'principal-arn'
    return delegates ? [{ ...candidate, conditions: [...candidate.conditions, escape] }] : undefined
  }
  if (effect.is === 'unknown') {
    return [{ ...candidate, hangsOn: [...candidate.hangsOn, ...effect.hangsOn] }]
  }
  return admitted(candidate.principal, [escape], target).flatMap(({ principal }) =>
    stillAllowed({ ...cutOut(candidate, principal), met: [...candidate.met, escape] }, target),
  )
}

/** What was open for a class can be decided for the part of it that a Deny leaves. */
function stillAllowed(candidate: Candidate, target: Target): readonly Candidate[] {
  return admitted(candidate.principal, candidate.conditions, target).map(
    ({ principal, met, conditions, hangsOn }) => ({
      ...candidate,
      principal,
      met: [...candidate.met, ...met],
      conditions,
      hangsOn: [...candidate.hangsOn, ...hangsOn],
    }),
  )
}
