import { includes, type ActionSet } from '../model/action-set.ts'
import { actionNames, keyActions } from '../policy/actions.ts'

/** Few enough to read in one breath. */
const shown = 3

/** Actions in words, to follow "can": `kms:Decrypt and kms:Encrypt`, `kms:Decrypt and 7 more actions`. */
export function actionsInWords(actions: ActionSet): string {
  if (includes(actions, keyActions)) return 'kms:*'
  const names = mostTelling(actionNames(actions))
  if (names.length <= shown) return listed(names)
  return `${names.slice(0, shown - 1).join(', ')} and ${names.length - shown + 1} more actions`
}

const telling = ['kms:Decrypt', 'kms:PutKeyPolicy', 'kms:CreateGrant', 'kms:ScheduleKeyDeletion', 'kms:Sign']

/** What matters most to a reviewer comes first. */
function mostTelling(names: readonly string[]): readonly string[] {
  return [...telling.filter(name => names.includes(name)), ...names.filter(name => !telling.includes(name))]
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1)
  if (last === undefined) return ''
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}
