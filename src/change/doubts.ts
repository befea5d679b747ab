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
  const unread = { before: unreadOf(before), after: unreadOf(after) }
  if (unread.before.length + unread.after.length === 0) return changes
  return changes.map(change => {
    const hidden = isOfBefore(change.kind) ? unread.after : unread.before
    const holes = hidden.filter(({ may }) => overlaps(may, change.access.actions)).map(({ hole }) => hole)
    return holes.length === 0 ? change : doubted(change, holes)
  })
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
  return holes.length === 0 ? change : doubted(change, holes)
}

function doubted(change: ChangedAccess, holes: readonly Unknown[]): ChangedAccess {
  return { ...change, certainty: 'possible', unknowns: distinctUnknowns([...change.unknowns, ...holes]) }
}

interface Unread {
  readonly hole: Unknown
  /** What it may allow. */
  readonly may: ActionSet
}

function unreadOf(key: Key | undefined): readonly Unread[] {
  const documents = key?.policies.map(({ document }) => document) ?? []
  return documents.flatMap(({ holes, statements }) => [
    ...holes.map(hole => ({ hole, may: keyActions })),
    ...statements.flatMap(forSomebody),
  ])
}

function forSomebody({ effect, principals, actions }: Statement): readonly Unread[] {
  if (effect === 'Deny' || principals === undefined || principals.negated) return []
  return principals.items.flatMap(({ principal }) =>
    principal.kind === 'unknown' ? [{ hole: principal.unknown, may: coverOf(actions).may }] : [],
  )
}
