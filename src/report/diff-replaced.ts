import { noActions, union, type ActionSet } from '../model/action-set.ts'
import type { ChangedAccess } from '../model/change.ts'
import { groupedBy } from '../model/grouped-by.ts'
import { callerId, inWords } from './who-access.ts'
import type { Hides } from './who-sensitive.ts'

/**
 * Of a replaced key, the accesses of those who can do something else with the new key than they could with the old one:
 * the old key's are lost and the new one's gained in any case.
 */
export function unlikeBefore(changes: readonly ChangedAccess[], hides: Hides): readonly ChangedAccess[] {
  const byCaller = groupedBy(changes, ({ access }) => callerId(access, hides))
  return [...byCaller.values()].flatMap(own => (isAsBefore(own, hides) ? [] : own))
}

function isAsBefore(own: readonly ChangedAccess[], hides: Hides): boolean {
  const [lost, gained] = (['lost', 'gained'] as const).map(kind =>
    reach(
      own.filter(change => change.kind === kind),
      hides,
    ),
  )
  return lost === gained
}

/** What a caller can do, whatever the statements and paths that give it. */
function reach(changes: readonly ChangedAccess[], hides: Hides): string {
  const actions = new Map<string, ActionSet>()
  for (const { access } of changes) {
    const { conditions, unless, unknowns } = inWords(access, hides)
    const circumstances = JSON.stringify([conditions.toSorted(), unless.toSorted(), unknowns])
    actions.set(circumstances, union(actions.get(circumstances) ?? noActions, access.actions))
  }
  return JSON.stringify([...actions].map(([name, set]) => `${set.toString(36)} ${name}`).toSorted())
}
