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
import type { CallerAccess } from './callers.ts'
import { isIncluded } from './inclusion/included.ts'
import { beyondOneOfMany } from './compare-many.ts'

/** What one principal can do with a key, before and after. */
export interface OnBothSides<Kind extends SharedAccess> {
  readonly before: CallerAccess<Kind>
  readonly after: CallerAccess<Kind>
}

/** What of a principal's accesses is not what it was, action by action. */
export function changedAccesses<Kind extends SharedAccess>({
  before,
  after,
}: OnBothSides<Kind>): readonly ChangedAccess<Kind>[] {
  return [
    ...beyond(after.own, allOf(before), { new: 'gained', open: 'widened' }),
    ...beyond(before.own, allOf(after), { new: 'lost', open: 'narrowed' }),
  ]
}

function allOf<Kind>({ own, byOthers }: CallerAccess<Kind>): readonly Kind[] {
  return byOthers.length === 0 ? own : [...own, ...byOthers]
}

export interface Kinds {
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
  if (side.length * other.length > mostPairs) return beyondOneOfMany(side, other, kinds)
  return side.flatMap(access =>
    partsBetween(access.actions, other).flatMap(part => beyondInPart(access, part, kinds)),
  )
}

/** So many pairs of accesses of one principal are compared exactly; a key policy of 32 KB has room for few more. */
const mostPairs = 2_500

/** Actions that the same accesses of the other side are about. */
interface Part<Kind> {
  readonly actions: ActionSet
  readonly others: readonly Kind[]
}

function partsBetween<Kind extends SharedAccess>(
  actions: ActionSet,
  others: readonly Kind[],
): readonly Part<Kind>[] {
  let parts: readonly Part<Kind>[] = [{ actions, others: [] }]
  for (const other of others) {
    if (!overlaps(other.actions, actions)) continue
    parts = parts.flatMap(part => {
      const common = intersection(part.actions, other.actions)
      const rest = difference(part.actions, other.actions)
      return [
        ...(common === noActions ? [] : [{ actions: common, others: [...part.others, other] }]),
        ...(rest === noActions ? [] : [{ ...part, actions: rest }]),
      ]
    })
  }
  return parts
}

function beyondInPart<Kind extends SharedAccess>(
  access: Kind,
  { actions, others }: Part<Kind>,
  kinds: Kinds,
): readonly ChangedAccess<Kind>[] {
  const told = { ...access, actions }
  if (others.length === 0)
    return [
      {
        kind: kinds.new,
        access: told,
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
      access: told,
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
