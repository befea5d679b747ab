import { includes, intersection, noActions, type ActionSet } from '../model/action-set.ts'
import {
  actionNames,
  actionsOfKeyType,
  crossAccountActions,
  destroyActions,
  keyActions,
  manageActions,
  permissionActions,
  readActions,
  useActions,
} from '../policy/actions.ts'
import type { Key } from '../model/key.ts'
import { isUnknown } from '../model/unknown.ts'
import { listed } from '../rules/phrases.ts'

/** Few enough to be told by name. */
const fewest = 3

/** What matters most to a reviewer comes first. */
const kinds = [
  { says: 'use it', part: 'use it with', actions: useActions },
  { says: 'change who has access', part: 'change access by', actions: permissionActions },
  { says: 'take it out of use', part: 'take it out of use by', actions: destroyActions },
  { says: 'manage it', part: 'manage it by', actions: manageActions },
  { says: 'read about it', part: 'read about it by', actions: readActions },
]

/** What somebody can do with a key at most. */
export interface Reach {
  readonly actions: ActionSet
  /** All of it in words, to follow "can". */
  readonly says: string
}

/** Actions in words, to follow "can": `take every key action`, `use it and kms:DescribeKey`. */
export function whatInWords(actions: ActionSet, reach: Reach): string {
  const possible = reach.actions
  if (includes(actions, possible)) return reach.says
  const names = actionNames(actions)
  if (names.length <= fewest) return listed(names)
  return listed(kinds.flatMap(kind => kindInWords(kind, actions, possible)))
}

function kindInWords(
  kind: (typeof kinds)[number],
  actions: ActionSet,
  possible: ActionSet,
): readonly string[] {
  const taken = intersection(actions, kind.actions)
  if (taken === noActions) return []
  const names = actionNames(taken)
  if (includes(taken, intersection(possible, kind.actions))) return names.length === 1 ? names : [kind.says]
  if (names.length <= fewest) return names
  return [`${kind.part} ${names.slice(0, 2).join(', ')} and ${names.length - 2} more actions`]
}

/**
 * What a caller can do with this key at most: each kind of key does its own, and foreign accounts can call few
 * (Developer Guide, "Allowing users in other accounts to use a KMS key"): none of them can put the key policy.
 */
export function reachOf({ spec, usage }: Pick<Key, 'spec' | 'usage'>, isForeign: boolean): Reach {
  const ofType = actionsOfKeyType(isUnknown(spec) ? undefined : spec, isUnknown(usage) ? undefined : usage)
  return isForeign
    ? {
        actions: intersection(ofType, crossAccountActions),
        says: 'take every action that another account can call',
      }
    : { actions: intersection(ofType, keyActions), says: 'take every key action' }
}
