import { signatureOf } from '../access/accesses.ts'
import type { SharedAccess } from '../model/access.ts'
import type { Principal } from '../model/principal.ts'
import { callerId } from './callers.ts'

/** Lists of accesses that many keys share: gone through once, however many keys have them. */
export interface SharedLists {
  readonly byCaller: (list: readonly SharedAccess[]) => ReadonlyMap<string, readonly SharedAccess[]>
  /** Those who do not have the same accesses in both lists. */
  readonly changed: (
    before: readonly SharedAccess[],
    after: readonly SharedAccess[],
  ) => ReadonlyMap<string, Principal>
}

/** Remembers what it found in a list as long as that list is there. */
export function sharedLists(): SharedLists {
  const groups = new WeakMap<readonly SharedAccess[], ReadonlyMap<string, readonly SharedAccess[]>>()
  const byCaller = remembered(groups, grouped)
  const pairs = new WeakMap<
    readonly SharedAccess[],
    WeakMap<readonly SharedAccess[], ReadonlyMap<string, Principal>>
  >()
  return {
    byCaller,
    changed: (before, after) => {
      const ofBefore = remembered(
        pairs,
        () => new WeakMap<readonly SharedAccess[], ReadonlyMap<string, Principal>>(),
      )(before)
      return remembered(ofBefore, list => differing(byCaller(before), byCaller(list)))(after)
    },
  }
}

function remembered<Key extends object, Value>(
  known: { get: (key: Key) => Value | undefined; set: (key: Key, value: Value) => unknown },
  make: (key: Key) => Value,
): (key: Key) => Value {
  return key => {
    const found = known.get(key) ?? make(key)
    known.set(key, found)
    return found
  }
}

type Groups = ReadonlyMap<string, readonly SharedAccess[]>

function grouped(list: readonly SharedAccess[]): Groups {
  const groups = new Map<string, SharedAccess[]>()
  for (const access of list) {
    const id = callerId(access.principal, access.principalAddress)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [access])
    else group.push(access)
  }
  return groups
}

function differing(before: Groups, after: Groups): ReadonlyMap<string, Principal> {
  const changed = new Map<string, Principal>()
  for (const [id, accesses] of [...before, ...after]) {
    const [one] = accesses
    if (one === undefined || changed.has(id)) continue
    if (signature(before.get(id)) !== signature(after.get(id))) changed.set(id, one.principal)
  }
  return changed
}

function signature(accesses: readonly SharedAccess[] = []): string {
  return accesses.map(signatureOf).toSorted().join('\n')
}
