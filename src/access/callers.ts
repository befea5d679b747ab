import { difference, intersection, noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import { holesOf } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import { meaningOf, type KeyMeaning } from './condition-keys.ts'
import { decide, silencesOtherActions } from './decide.ts'
import { asksForValue } from './operators.ts'
import type { Target } from './target.ts'

/** A class of callers that a statement admits, and what is still open about each call. */
export interface Callers {
  readonly principal: Principal
  /** What made the class as narrow as it is: each call of its meets these. */
  readonly met: readonly Condition[]
  /** Decided when the call is made. */
  readonly conditions: readonly Condition[]
  /** Facts that are hidden; with any of these, the class is admitted perhaps. */
  readonly hangsOn: readonly Unknown[]
}

/** The narrowest first, so that a class is cut by account before the rest of the conditions stay open on it. */
const precision: readonly KeyMeaning[] = [
  'principal-arn',
  'user-id',
  'account',
  'organization',
  'service-owner',
  'network',
]

/** Who of these callers the conditions leave. */
export function admitted(
  principal: Principal,
  conditions: readonly Condition[],
  target: Target,
): readonly Callers[] {
  return mostPreciseFirst(conditions).reduce<readonly Callers[]>(
    (classes, condition) => classes.flatMap(callers => applied(condition, callers, target)),
    [{ principal, met: [], conditions: [], hangsOn: [] }],
  )
}

/**
 * The same, and beside a class that reaches into other accounts the key's own account, as far as it belongs to the
 * class: it can call more.
 */
export function admittedWithOwn(
  principal: Principal,
  conditions: readonly Condition[],
  target: Target,
): readonly Callers[] {
  const classes = admitted(principal, conditions, target)
  if (!classes.some(callers => reachesOutside(callers.principal))) return classes
  return [
    ...classes,
    ...admitted({ kind: 'everyone-of-account', account: target.account }, conditions, target),
  ]
}

/** Whether the class has principals of any account. */
export function reachesOutside({ kind }: Principal): boolean {
  return kind === 'everyone' || kind === 'everyone-of-organization' || kind === 'everyone-from-network'
}

function mostPreciseFirst(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.toSorted((one, other) => rank(one) - rank(other))
}

/** Of the owners for whom a service acts, the account tells more than the ARN of a bucket, which names none. */
function rank(condition: Condition): number {
  const place = precision.indexOf(meaningOf(condition.key))
  if (place < 0 || !asksForValue(condition)) return precision.length
  return condition.key.toLowerCase() === 'aws:sourcearn' ? place + 0.5 : place
}

function applied(condition: Condition, callers: Callers, target: Target): readonly Callers[] {
  const effect = decide(condition, callers.principal, target)
  switch (effect.is) {
    case 'always':
      return [callers]
    case 'never':
      return []
    case 'open':
      return [{ ...callers, conditions: [...callers.conditions, condition] }]
    case 'narrows':
      return effect.to.map(principal => ({ ...callers, principal, met: [...callers.met, condition] }))
    case 'unknown':
      return [{ ...callers, hangsOn: [...callers.hangsOn, ...effect.hangsOn] }]
  }
}

/** The actions that conditions leave alive: for certain, and perhaps. */
export interface Alive {
  readonly actions: ActionSet
  readonly perhaps: ActionSet
  /** Hides whether those that are alive perhaps are. */
  readonly hangsOn: readonly Unknown[]
}

/** What conditions leave of some actions: a test on `kms:EncryptionContext:…` silences `kms:DescribeKey`. */
export function aliveUnder(
  conditions: readonly Condition[],
  target: Pick<Target, 'silencedBy'>,
  actions: ActionSet,
): Alive {
  let silenced = noActions
  let doubtful = noActions
  const hangsOn: Unknown[] = []
  for (const condition of conditions) {
    const silences = silencesOtherActions(condition)
    if (silences === 'no') continue
    const others = target.silencedBy(condition.key)
    if (silences === 'yes') silenced = union(silenced, others)
    else {
      doubtful = union(doubtful, others)
      hangsOn.push(...condition.values.flatMap(holesOf))
    }
  }
  const left = difference(actions, silenced)
  return { actions: difference(left, doubtful), perhaps: intersection(left, doubtful), hangsOn }
}
