import type { SharedAccess } from '../model/access.ts'
import { isOfBefore, type ChangedAccess, type ChangeKind } from '../model/change.ts'
import type { ChangedCallers, ChangeGroup, Difference } from '../model/diff.ts'
import { groupedBy } from '../model/grouped-by.ts'
import { standings } from '../model/who.ts'
import { asChanged } from './diff-difference.ts'
import { callersOf, type KeyFacts } from './who-callers.ts'
import { classesIn, membersIn } from './who-members.ts'
import type { Hides } from './who-sensitive.ts'

/** A change, and how it is one in words. */
export interface ToldChange<Kind extends SharedAccess = SharedAccess> {
  readonly change: ChangedAccess<Kind>
  readonly difference: Difference
}

/** A key as it was and as it will be; the same where there is but one. */
export interface KeyOnBothSides {
  readonly before: KeyFacts
  readonly after: KeyFacts
}

/** Those to whom the same happens together: gained first, and of each kind first what a reviewer must see first. */
export function groupsOf(told: readonly ToldChange[], key: KeyOnBothSides, hides: Hides): ChangedCallers {
  const ofKind = (kind: ChangeKind) => {
    const alike = told.filter(({ change }) => change.kind === kind)
    return groupsOfKind(kind, alike, isOfBefore(kind) ? key.before : key.after, hides)
  }
  const [gained, widened, narrowed, lost] = [
    ofKind('gained'),
    ofKind('widened'),
    ofKind('narrowed'),
    ofKind('lost'),
  ]
  return {
    groups: [...gained, ...widened, ...lost, ...narrowed],
    members: {
      gained: membersIn(gained),
      widened: membersIn(widened),
      narrowed: membersIn(narrowed),
      lost: membersIn(lost),
    },
  }
}

function groupsOfKind(
  kind: ChangeKind,
  told: readonly ToldChange[],
  key: KeyFacts,
  hides: Hides,
): readonly ChangeGroup[] {
  const classes = classesIn(
    told.map(({ change }) => change.access),
    hides,
  )
  const alike = groupedBy(told, ({ difference }) => JSON.stringify(difference))
  return [...alike.values()]
    .flatMap(([first, ...others]) => {
      const accesses = [first, ...others].map(({ change }) => asChanged(change))
      return callersOf(accesses, key, hides, classes).map(group => ({ ...group, kind, ...first.difference }))
    })
    .toSorted((one, other) => standings.indexOf(one.standing) - standings.indexOf(other.standing))
}
