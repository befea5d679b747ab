import type { SharedAccess } from '../model/access.ts'
import {
  difference,
  includes,
  intersection,
  noActions,
  overlaps,
  union,
  type ActionSet,
} from '../model/action-set.ts'
import type { ChangedAccess, ChangeKind } from '../model/change.ts'
import { distinctUnknowns, type Unknown } from '../model/unknown.ts'
import type { Reach } from './callers.ts'
import { isIncluded } from './inclusion/included.ts'

/** What one principal can do with a key, before and after. */
export interface Sides<Kind extends SharedAccess> {
  readonly before: Reach<Kind>
  readonly after: Reach<Kind>
}

/** What of a principal's accesses is not what it was, action by action. */
export function changedAccesses<Kind extends SharedAccess>({
  before,
  after,
}: Sides<Kind>): readonly ChangedAccess<Kind>[] {
  return [
    ...beyond(after.own, allOf(before), { new: 'gained', open: 'widened' }),
    ...beyond(before.own, allOf(after), { new: 'lost', open: 'narrowed' }),
  ]
}

function allOf<Kind>({ own, byOthers }: Reach<Kind>): readonly Kind[] {
  return byOthers.length === 0 ? own : [...own, ...byOthers]
}

interface Kinds {
  /** Of what the other side has nothing like. */
  readonly new: ChangeKind
  /** Of what the other side has under other conditions. */
  readonly open: ChangeKind
}

/** What one side lets through and the other does not. */
function beyond<Kind extends SharedAccess>(
  side: readonly Kind[],
  other: readonly Kind[],
  kinds: Kinds,
): readonly ChangedAccess<Kind>[] {
  return side.flatMap(access =>
    cellsOf(access.actions, other).flatMap(cell => beyondInCell(access, cell, kinds)),
  )
}

/** Actions that the same accesses of the other side are about. */
interface Cell<Kind> {
  readonly actions: ActionSet
  readonly others: readonly Kind[]
}

function cellsOf<Kind extends SharedAccess>(
  actions: ActionSet,
  others: readonly Kind[],
): readonly Cell<Kind>[] {
  let cells: readonly Cell<Kind>[] = [{ actions, others: [] }]
  for (const other of others) {
    if (!overlaps(other.actions, actions)) continue
    cells = cells.flatMap(cell => {
      const common = intersection(cell.actions, other.actions)
      const rest = difference(cell.actions, other.actions)
      return [
        ...(common === noActions ? [] : [{ actions: common, others: [...cell.others, other] }]),
        ...(rest === noActions ? [] : [{ ...cell, actions: rest }]),
      ]
    })
  }
  return cells
}

function beyondInCell<Kind extends SharedAccess>(
  access: Kind,
  { actions, others }: Cell<Kind>,
  kinds: Kinds,
): readonly ChangedAccess<Kind>[] {
  const part = { ...access, actions }
  if (others.length === 0)
    return [
      {
        kind: kinds.new,
        access: part,
        certainty: access.certainty,
        unknowns: access.unknowns,
        otherwise: [],
      },
    ]
  const { is, example } = isIncluded(access, others)
  if (is === 'yes') return []
  const certain = is === 'no' && access.certainty === 'certain'
  return [
    {
      kind: kinds.open,
      access: part,
      certainty: certain ? 'certain' : 'possible',
      unknowns: certain ? [] : doubts(access, others),
      otherwise: others,
      ...(example === undefined ? {} : { example }),
    },
  ]
}

/** What hides whether there is a difference: holes on either side. */
function doubts(access: SharedAccess, others: readonly SharedAccess[]): readonly Unknown[] {
  return distinctUnknowns([access, ...others].flatMap(({ unknowns }) => unknowns))
}

/** Whether some of the changes tell all of another one's actions already. */
export function isTold(change: ChangedAccess, others: readonly ChangedAccess[]): boolean {
  const told = others
    .filter(({ kind }) => kind === change.kind)
    .reduce((all, { access }) => union(all, access.actions), noActions)
  return includes(told, change.access.actions)
}
