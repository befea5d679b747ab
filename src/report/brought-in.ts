import { atLeast } from '../model/report.ts'
import type { BlindSpot } from '../model/report.ts'
import type { Draft } from './located.ts'

/** Whether the change lets a principal do more with a key than before, by the names that findings have. */
export type Grows = (key: string, principal: string) => boolean

/**
 * The findings that a change brings in: those that nobody would have had to object to before it, and those that are worse
 * now. One that hangs on something unread is old only if it was there, as heavy, before.
 */
export function broughtIn(after: readonly Draft[], before: readonly Draft[], grows: Grows): readonly Draft[] {
  const known = new Map<string, Draft[]>()
  for (const draft of before) {
    const id = identityOf(draft)
    const others = known.get(id)
    if (others === undefined) known.set(id, [draft])
    else others.push(draft)
  }
  return after.filter(draft => !(known.get(identityOf(draft)) ?? []).some(old => isAsBad(old, draft, grows)))
}

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

/** A key's policy may move to a resource of its own: the key and who may use it tell what the fault is about. */
function identityOf({ rule, input, key, address, principal }: Draft): string {
  return JSON.stringify([rule, input, ...(key === undefined ? [address] : [key, principal])])
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
function isNoWider(old: Draft, { conditions }: Draft): boolean {
  return old.conditions.every(condition => conditions.includes(condition))
}

function hasGrown({ key, principal }: Draft, grows: Grows): boolean {
  return key === undefined || principal === undefined || grows(key, principal)
}
