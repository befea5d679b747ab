import { needsOf, type Needs } from '../access/needed.ts'
import { holdsClass } from '../change/classes.ts'
import type { TwoGraphs } from '../change/key-changes.ts'
import type { SharedAccess } from '../model/access.ts'
import { difference, intersection, noActions, overlaps, union, type ActionSet } from '../model/action-set.ts'
import { isOfBefore, type ChangedAccess, type KeyChange } from '../model/change.ts'
import type { NeededAccess } from '../model/needed-access.ts'
import { isNamed } from '../model/principal.ts'
import { actionNames } from '../policy/actions.ts'
import { listed } from '../rules/phrases.ts'

/** Who or what of the world after a change still needs an access that it takes or narrows, in sentences. */
export type NeedsOf = (change: ChangedAccess) => readonly string[]

/** Looks at the uses of a key when something of it is lost, and not before. */
export function needsOfLost(keys: KeyChange, graphs: TwoGraphs): NeedsOf {
  const key = keys.after ?? keys.before
  let needs: Needs | undefined
  return change => {
    if (key === undefined || !isOfBefore(change.kind)) return []
    needs ??= needsOf(graphs.after, key)
    const { principal } = change.access
    // Roles and users with policies of their own are told by their own names, whatever class they had it by.
    const found = isNamed(principal)
      ? needs.of(principal)
      : needs.named.filter(
          need => holdsClass(principal, need.principal) !== 'no' && isLeftWithout(need, keys, graphs),
        )
    return [...new Set(found.flatMap(need => inWords(need, change)))]
  }
}

/** Whether somebody could do before what it needs, by whatever class, and no longer can. */
function isLeftWithout(
  { principal, actions }: NeededAccess,
  { before, after }: Pick<KeyChange, 'before' | 'after'>,
  graphs: TwoGraphs,
): boolean {
  if (before === undefined || !isNamed(principal)) return false
  const had = allOf(graphs.before.shownBetween(principal, before))
  const has = after === undefined ? noActions : allOf(graphs.after.shownBetween(principal, after))
  return overlaps(difference(had, has), actions)
}

function allOf(accesses: readonly SharedAccess[]): ActionSet {
  return accesses.reduce((all, { actions }) => union(all, actions), noActions)
}

/** As many actions as are told by name. */
const most = 3

function inWords(
  { actions, certainty, says }: NeededAccess,
  { kind, access, certainty: isChanged }: ChangedAccess,
): readonly string[] {
  const names = actionNames(intersection(actions, access.actions))
  if (names.length === 0) return []
  const told = names.length <= most ? names : [...names.slice(0, most - 1), `${names.length - most + 1} more`]
  const perhaps = certainty === 'possible' || isChanged === 'possible' || kind === 'narrowed'
  return [`${says}, and ${perhaps ? 'may still need' : 'still needs'} ${listed(told)}`]
}
