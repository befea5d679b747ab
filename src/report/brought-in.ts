import { groupedBy } from '../model/grouped-by.ts'
import { atLeast, type BlindSpot } from '../model/report.ts'
import type { Draft } from './located.ts'

/** Whether the change lets a principal do more with a key of an input than before, by the names that findings have. */
export type Grows = (input: string, key: string, principal: string) => boolean

/**
 * The findings that a change brings in: those that nobody would have had to object to before it, and those that are worse
 * now. One that hangs on something unread is old only if it was there, as heavy, before.
 */
export function broughtIn(after: readonly Draft[], before: readonly Draft[], grows: Grows): readonly Draft[] {
  const each = before.flatMap(draft => faultsOf(draft).map(fault => ({ fault, draft })))
  const known = groupedBy(each, ({ fault }) => fault)
  const onKeys = groupedBy(before, ruleOnKey)
  const isOld = (draft: Draft) =>
    faultsOf(draft).every(fault =>
      (known.get(fault) ?? []).slice(0, mostAlike).some(({ draft: old }) => isAsBad(old, draft, grows)),
    )
  // Somebody who can do no more than before had it by a class, of whom the same was said.
  const isPartOfOld = (draft: Draft) =>
    !hasGrown(draft, grows) &&
    (onKeys.get(ruleOnKey(draft)) ?? []).slice(0, mostAlike).some(old => isAsBad(old, draft, grows))
  return after.filter(draft => !isOld(draft) && !isPartOfOld(draft))
}

/** A policy can be at fault for thousands, each of whom is looked up among the others. */
const mostAlike = 100

/** The blind spots that were none before. */
export function newBlindSpots(
  after: readonly BlindSpot[],
  before: readonly BlindSpot[],
): readonly BlindSpot[] {
  const known = new Set(before.map(identityOfSpot))
  return after.filter(spot => !known.has(identityOfSpot(spot)))
}

function identityOfSpot({ input, address, name }: BlindSpot): string {
  return JSON.stringify([input, address, name])
}

/**
 * What tells a finding from others. A policy may move to a resource of its own, and come to more roles: the key and who may use it tell what the fault is
 * about, or who holds the policy.
 */
export function faultsOf({ rule, input, key, address, inFull }: Draft): readonly string[] {
  const { caller, holders } = inFull
  if (key !== undefined) return [JSON.stringify([rule, input, key, caller])]
  const about = holders.length === 0 ? [address] : holders
  return about.map(one => JSON.stringify([rule, input, one]))
}

function ruleOnKey({ rule, input, key }: Draft): string {
  return JSON.stringify([rule, input, key])
}

function isAsBad(old: Draft, draft: Draft, grows: Grows): boolean {
  return (
    atLeast(old.severity, draft.severity) &&
    (old.certainty === 'certain' || draft.certainty === 'possible') &&
    draft.actions.every(action => old.actions.includes(action)) &&
    (isNoWider(old, draft) || !hasGrown(draft, grows))
  )
}

/** What had to hold when the call is made still has to. */
function isNoWider({ inFull: old }: Draft, { inFull: { conditions } }: Draft): boolean {
  return old.conditions.every(condition => conditions.includes(condition))
}

function hasGrown({ input, keyInput = input, key, inFull: { caller } }: Draft, grows: Grows): boolean {
  return key === undefined || caller === undefined || grows(keyInput, key, caller)
}
