import { signatureOf } from '../access/accesses.ts'
import type { SharedAccess } from '../model/access.ts'
import type { Principal } from '../model/principal.ts'
import { byCaller } from './callers.ts'
import { asksForKey } from './key-facts.ts'

/** Lists of accesses that many keys share: gone through once, however many keys have them. */
export interface SharedLists {
  readonly byCaller: (list: readonly SharedAccess[]) => ReadonlyMap<string, readonly SharedAccess[]>
  /** Those who do not have the same accesses in both lists. */
  readonly changed: (
    before: readonly SharedAccess[],
    after: readonly SharedAccess[],
  ) => ReadonlyMap<string, Principal>
  /** Those whose accesses compare a fact about the key with what the call carries. */
  readonly askingForKey: (list: readonly SharedAccess[]) => ReadonlyMap<string, Principal>
}

/** Remembers what it found in a list as long as that list is there. */
export function sharedLists(): SharedLists {
  const groups = new WeakMap<readonly SharedAccess[], ReadonlyMap<string, readonly SharedAccess[]>>()
  const ofList = remembered(groups, list => byCaller(list))
  const pairs = new WeakMap<
    readonly SharedAccess[],
    WeakMap<readonly SharedAccess[], ReadonlyMap<string, Principal>>
  >()
  const asking = new WeakMap<readonly SharedAccess[], ReadonlyMap<string, Principal>>()
  return {
    byCaller: ofList,
    askingForKey: remembered(asking, list => callersAskingForKey(ofList(list))),
    changed: (before, after) => {
      const ofBefore = remembered(
        pairs,
        () => new WeakMap<readonly SharedAccess[], ReadonlyMap<string, Principal>>(),
      )(before)
      return remembered(ofBefore, list => differing(ofList(before), ofList(list)))(after)
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

function callersAskingForKey(groups: Groups): ReadonlyMap<string, Principal> {
  return new Map(
    [...groups].flatMap(([id, accesses]) => {
      const found = accesses.find(asksForKey)
      return found === undefined ? [] : [[id, found.principal] as const]
    }),
  )
}

type Groups = ReadonlyMap<string, readonly SharedAccess[]>

function differing(before: Groups, after: Groups): ReadonlyMap<string, Principal> {
  const changed = new Map<string, Principal>()
  for (const [id, accesses] of [...before, ...after]) {
    const [one] = accesses
    if (one === undefined || changed.has(id)) continue
    const [was, is] = [before.get(id) ?? [], after.get(id) ?? []]
    if (was.some(isUnreadable) || signature(was) !== signature(is)) changed.set(id, one.principal)
  }
  return changed
}

/** Accesses that are in doubt for other reasons are other ones. */
function signature(accesses: readonly SharedAccess[]): string {
  return accesses
    .map(access => `${signatureOf(access)} ${holesOf(access)}`)
    .toSorted()
    .join('\n')
}

function holesOf({ unknowns }: SharedAccess): string {
  return JSON.stringify(unknowns.map(({ name, at, reason }) => [name, at.address, reason]))
}

/** What cannot be read at all has no name that tells what it hides. */
function isUnreadable({ unknowns }: SharedAccess): boolean {
  return unknowns.some(({ reason }) => reason === 'malformed')
}
