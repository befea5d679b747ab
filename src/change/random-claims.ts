import type { SharedAccess } from '../model/access.ts'
import { difference, noActions, union } from '../model/action-set.ts'
import type { ChangedAccess, KeyChange } from '../model/change.ts'
import { isNamed, principalId, type Principal } from '../model/principal.ts'
import { actionNames } from '../policy/actions.ts'
import { kindsOf } from './random-comparisons.ts'

// For tests only: what is said for certain of a world with holes, against the world without.
/** For tests only: certain changes of a world with holes that are none of the world itself, a few of many. */
export function unfounded(open: Iterable<KeyChange>, known: Iterable<KeyChange>): readonly string[] {
  const told = new Map([...known].map(change => [nameOf(change), change]))
  return [...open]
    .flatMap(change =>
      change.accesses
        .filter(({ certainty }) => certainty === 'certain')
        .filter(one => !isAmong(one, told.get(nameOf(change))?.accesses ?? []))
        .map(one => `${nameOf(change)}: ${described(one)}`),
    )
    .slice(0, 3)
}

/** For tests only: what becomes of which key. */
export function nameOf({ fate, before, after }: KeyChange): string {
  return [fate, before?.arn, after?.arn].join(' ')
}

/** Whether changes in the same direction of the same caller have all of its actions. */
function isAmong({ kind, access }: ChangedAccess, others: readonly ChangedAccess[]): boolean {
  const kinds = Object.values(kindsOf).find(set => set.has(kind))
  const all = others
    .filter(other => kinds?.has(other.kind) === true)
    .filter(other => speaksOfHim(other.access.principal, access.principal))
    .reduce((set, other) => union(set, other.access.actions), noActions)
  return difference(access.actions, all) === noActions
}

/** A class speaks of all whom it holds, an account of its root user too. */
function speaksOfHim(listed: Principal, him: Principal): boolean {
  if (principalId(listed) === principalId(him)) return true
  if (isNamed(listed)) return false
  return 'account' in listed ? 'account' in him && listed.account === him.account : him.kind !== 'federated'
}

/** For tests only: a change for people. */
export function described({ kind, certainty, access }: ChangedAccess<SharedAccess>): string {
  const { principal, via, actions } = access
  return `${certainty} ${kind} of ${principalId(principal)} by ${via}: ${actionNames(actions).slice(0, 3).join(', ')}`
}
