import type { Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import { holesOf, type Text } from '../model/text.ts'
import type { Tri } from '../model/tri.ts'
import type { Unknown } from '../model/unknown.ts'
import { asksForValue, isNegated } from './operators.ts'

/** What a condition does to a class of callers. */
export type Effect =
  /** It holds for all of them. */
  | { readonly is: 'always' }
  /** It holds for none. */
  | { readonly is: 'never' }
  /** It is decided when the call is made. */
  | { readonly is: 'open' }
  /** It holds for these of them, and no others. */
  | { readonly is: 'narrows'; readonly to: readonly Principal[] }
  /** It is a fact already, and these holes hide it. */
  | { readonly is: 'unknown'; readonly hangsOn: readonly Unknown[] }

/** It holds, whoever asks. */
export const always: Effect = { is: 'always' }
export const never: Effect = { is: 'never' }
export const open: Effect = { is: 'open' }

/** Narrowed to nobody is never. */
export function narrows(to: readonly Principal[]): Effect {
  return to.length === 0 ? never : { is: 'narrows', to }
}

/** No value matches, so that all hangs on whether the key is in the request, where its absence counts. */
export function withoutValues(condition: Condition): Effect {
  if (isNegated(condition)) return condition.qualifier === 'ForAnyValue' ? open : always
  return asksForValue(condition) ? never : open
}

/** The effect of a condition whose key has this value in every request. */
export function toEffect(holds: Tri, condition: Condition, fact: Text): Effect {
  if (holds === 'yes') return always
  if (holds === 'no') return never
  const holes = [...holesOf(fact), ...condition.values.flatMap(holesOf)]
  return { is: 'unknown', hangsOn: holes.length > 0 ? holes : [undecided(condition, 'how AWS compares it')] }
}

/** What AWS's documents leave open about a condition. */
export function undecided(condition: Condition, name: string): Unknown {
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at: condition.at }
}
