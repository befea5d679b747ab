import { difference, noActions, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import type { Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import type { Unknown } from '../model/unknown.ts'
import { actionsWithConditionKey, keyActions } from '../policy/actions.ts'
import { meaningOf, type KeyMeaning } from './condition-keys.ts'
import { decide, silencesOtherActions } from './decide.ts'
import { asksForValue } from './operators.ts'

/** A class of callers that a statement admits, and what is still open about each call. */
export interface Callers {
  readonly principal: Principal
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
  'network',
  'service-owner',
]

/** Who of these callers the conditions leave. */
export function admitted(
  principal: Principal,
  conditions: readonly Condition[],
  key: Key,
): readonly Callers[] {
  return mostPreciseFirst(conditions).reduce<readonly Callers[]>(
    (classes, condition) => classes.flatMap(callers => applied(condition, callers, key)),
    [{ principal, conditions: [], hangsOn: [] }],
  )
}

function mostPreciseFirst(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.toSorted((one, other) => rank(one) - rank(other))
}

function rank(condition: Condition): number {
  const place = precision.indexOf(meaningOf(condition.key))
  return place >= 0 && asksForValue(condition) ? place : precision.length
}

function applied(condition: Condition, callers: Callers, key: Key): readonly Callers[] {
  const effect = decide(condition, callers.principal, key)
  switch (effect.is) {
    case 'always':
      return [callers]
    case 'never':
      return []
    case 'open':
      return [{ ...callers, conditions: [...callers.conditions, condition] }]
    case 'narrows':
      return effect.to.map(principal => ({ ...callers, principal }))
    case 'unknown':
      return [{ ...callers, hangsOn: [...callers.hangsOn, ...effect.hangsOn] }]
  }
}

/** The actions that conditions leave alive: a test on `kms:EncryptionContext:…` silences `kms:DescribeKey`. */
export function aliveUnder(conditions: readonly Condition[], actions: ActionSet): ActionSet {
  const silenced = conditions
    .filter(silencesOtherActions)
    .map(condition => difference(keyActions, actionsWithConditionKey(condition.key)))
    .reduce((one, other) => one | other, noActions)
  return difference(actions, silenced)
}
