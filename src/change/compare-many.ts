import type { SharedAccess } from '../model/access.ts'
import { difference, intersection, noActions, overlaps, union, type ActionSet } from '../model/action-set.ts'
import type { ChangedAccess } from '../model/change.ts'
import type { Unknown } from '../model/unknown.ts'
import type { Kinds } from './compare.ts'
import { meaningOf } from './one-order.ts'

/**
 * What one side lets through and the other does not, where a principal has too many accesses to compare each with each:
 * the same circumstances are recognised by their words, and whether others come to the same is left open.
 */
export function beyondOneOfMany<Kind extends SharedAccess>(
  side: readonly Kind[],
  other: readonly Kind[],
  kinds: Kinds,
): readonly ChangedAccess<Kind>[] {
  const alike = new Map<string, ActionSet>()
  for (const access of other) {
    const name = circumstancesOf(access)
    alike.set(name, union(alike.get(name) ?? noActions, access.actions))
  }
  const all = other.reduce((actions, access) => union(actions, access.actions), noActions)
  return side.flatMap(access => {
    const left = difference(access.actions, alike.get(circumstancesOf(access)) ?? noActions)
    return [
      ...changeOf(access, difference(left, all), kinds.new),
      ...changeOf(access, intersection(left, all), kinds.open).map(change => openAmong(change, other)),
    ]
  })
}

function circumstancesOf({ conditions, unless, unknowns }: SharedAccess): string {
  return meaningOf([conditions, unless, unknowns])
}

function changeOf<Kind extends SharedAccess>(
  access: Kind,
  actions: ActionSet,
  kind: ChangedAccess['kind'],
): readonly ChangedAccess<Kind>[] {
  if (actions === noActions) return []
  const { certainty, unknowns } = access
  return [{ kind, access: { ...access, actions }, certainty, unknowns, otherwise: [] }]
}

/** As many of the other side as are shown, and gone through for that. */
const mostShown = 3
const mostLookedAt = 100

function openAmong<Kind extends SharedAccess>(
  change: ChangedAccess<Kind>,
  other: readonly Kind[],
): ChangedAccess<Kind> {
  const { access, unknowns } = change
  const hole: Unknown = {
    kind: 'unknown',
    reason: 'undecided-condition',
    name: `whether one of ${other.length} other ways comes to the same`,
    shape: 'anything',
    at: access.path[0].at,
  }
  const otherwise = other
    .slice(0, mostLookedAt)
    .filter(({ actions }) => overlaps(actions, access.actions))
    .slice(0, mostShown)
  return { ...change, certainty: 'possible', unknowns: [...unknowns, hole], otherwise }
}
