import { difference, intersection, noActions, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import { principalId } from '../model/principal.ts'
import type { Condition, Statement } from '../model/statement.ts'
import { holesOf, text } from '../model/text.ts'
import { distinctUnknowns, isUnknown, type Unknown } from '../model/unknown.ts'
import { coverOf } from '../policy/actions.ts'
import { admitted } from './callers.ts'
import type { Candidate } from './candidate.ts'
import { meaningOf } from './condition-keys.ts'
import { coversAll } from './coverage.ts'
import { decide, decideFact } from './decide.ts'
import { escapeFrom } from './operators.ts'
import { coversKey } from './resources.ts'

/** What a Deny statement leaves of an access. */
export function without(candidate: Candidate, deny: Statement, key: Key): readonly Candidate[] {
  if (deny.effect === 'Allow') return [candidate]
  const cover = coverOf(deny.actions)
  const touched = intersection(candidate.actions, cover.may)
  if (touched === noActions) return [candidate]
  const firing = firingOn(candidate, deny, key)
  if (firing === undefined) return [candidate]
  const certain = intersection(touched, cover.must)
  const perhaps = difference(touched, certain)
  const actionHoles = deny.actions?.items.flatMap(item => holesOf(item.text)) ?? []
  return [
    ...part(candidate, difference(candidate.actions, touched)),
    ...part(candidate, certain).flatMap(left => stopped(left, firing, key)),
    ...part(candidate, perhaps).flatMap(left =>
      stopped(left, { ...firing, hangsOn: [...firing.hangsOn, ...actionHoles] }, key),
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
}

/** Nothing when the Deny never fires on this class, or leaves a part of it alone. */
function firingOn(candidate: Candidate, deny: Statement, key: Key): Firing | undefined {
  const resource = coversKey(deny.resources, key)
  const covers = coversAll(deny.principals, candidate.principal)
  if (resource.is === 'no' || covers === 'no') return undefined
  const hangsOn: Unknown[] = [...resource.hangsOn, ...deny.conditionHoles]
  if (isUnknown(deny.effect)) hangsOn.push(deny.effect)
  if (covers === 'unknown') hangsOn.push(whomItDenies(deny))
  const conditions: Condition[] = []
  for (const condition of deny.conditions) {
    const effect = decideForDeny(condition, candidate, key)
    if (effect.is === 'never') return undefined
    if (effect.is === 'unknown') hangsOn.push(...effect.hangsOn)
    if (effect.is === 'open' || effect.is === 'narrows') conditions.push(condition)
  }
  return { conditions, hangsOn: distinctUnknowns(hangsOn) }
}

/** A class without a name is made of IAM principals, and for those `aws:PrincipalIsAWSService` is false. */
function decideForDeny(condition: Condition, { principal }: Candidate, key: Key): ReturnType<typeof decide> {
  const unnamed = principal.kind.startsWith('everyone') || principal.kind === 'principals-like'
  if (unnamed && meaningOf(condition.key) === 'is-service') {
    return decideFact(condition, text('false'))
  }
  return decide(condition, principal, key)
}

function whomItDenies(deny: Statement): Unknown {
  const hole = deny.principals?.items.map(item => item.principal).find(({ kind }) => kind === 'unknown')
  if (hole?.kind === 'unknown') return hole.unknown
  const name = 'whom a Deny statement covers'
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: deny.at }
}

function stopped(candidate: Candidate, firing: Firing, key: Key): readonly Candidate[] {
  const [only, ...more] = firing.conditions
  // Whether this Deny fires at all is not known, so that its conditions guard nothing either.
  if (firing.hangsOn.length > 0) {
    return [{ ...candidate, hangsOn: [...candidate.hangsOn, ...firing.hangsOn] }]
  }
  if (only === undefined) return []
  const escape = more.length === 0 ? escapeFrom(only) : undefined
  const capped = escape === undefined ? undefined : cappedBy(candidate, escape, key)
  return capped ?? [{ ...candidate, unless: [...candidate.unless, firing.conditions] }]
}

/** A Deny for everyone but some caps the class to those: the same as if its Allow had asked for them. */
function cappedBy(candidate: Candidate, escape: Condition, key: Key): readonly Candidate[] | undefined {
  const effect = decide(escape, candidate.principal, key)
  if (effect.is === 'open') return undefined
  if (effect.is === 'unknown') {
    return [{ ...candidate, hangsOn: [...candidate.hangsOn, ...effect.hangsOn] }]
  }
  return admitted(candidate.principal, [escape], key).map(({ principal }) => ({
    ...candidate,
    principal,
    cutFrom: [...candidate.cutFrom, principalId(candidate.principal)],
  }))
}
