import { overlaps, type ActionSet } from '../model/action-set.ts'
import { isOfBefore, type ChangedAccess } from '../model/change.ts'
import type { Key } from '../model/key.ts'
import type { Statement } from '../model/statement.ts'
import { distinctUnknowns, type Unknown } from '../model/unknown.ts'
import { coverOf, keyActions } from '../policy/actions.ts'

/**
 * What cannot be read of a key policy may give what seems to be gone, or may have given what seems to be new: such a
 * change is possible, and no more. So may a statement for a principal that is not told: it can be anybody.
 */
export function doubtedByUnread(
  changes: readonly ChangedAccess[],
  before: Key | undefined,
  after: Key | undefined,
): readonly ChangedAccess[] {
  const hidden = { before: unreadOf(before), after: unreadOf(after) }
  return changes.map(change =>
    doubtedByHidden(change, isOfBefore(change.kind) ? hidden.after : hidden.before),
  )
}

/** What may allow something, and cannot be read. */
export interface Hidden {
  readonly actions: ActionSet
  /** Empty: nothing of it is hidden. */
  readonly unknowns: readonly Unknown[]
}

/** What is hidden on the other side may be what a change says is not there: it is possible, and no more. */
export function doubtedByHidden(change: ChangedAccess, hidden: readonly Hidden[]): ChangedAccess {
  const holes = hidden
    .filter(({ actions }) => overlaps(actions, change.access.actions))
    .flatMap(({ unknowns }) => unknowns)
  if (holes.length === 0) return change
  return { ...change, certainty: 'possible', unknowns: distinctUnknowns([...change.unknowns, ...holes]) }
}

function unreadOf(key: Key | undefined): readonly Hidden[] {
  const documents = key?.policies.map(({ document }) => document) ?? []
  return documents.flatMap(({ holes, statements }) => [
    ...holes.map(hole => ({ actions: keyActions, unknowns: [hole] })),
    ...statements.flatMap(forSomebody),
  ])
}

function forSomebody({ effect, principals, actions }: Statement): readonly Hidden[] {
  if (effect === 'Deny' || principals === undefined || principals.negated) return []
  return principals.items.flatMap(({ principal }) =>
    principal.kind === 'unknown' ? [{ actions: coverOf(actions).may, unknowns: [principal.unknown] }] : [],
  )
}
