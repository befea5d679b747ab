import { resolve } from '../access/graph.ts'
import type { AccessElsewhere, ChangedAccess, KeyChange } from '../model/change.ts'
import type { Inventory } from '../model/inventory.ts'
import { changesElsewhere } from './elsewhere.ts'
import { keyChangesIn, type TwoGraphs } from './key-changes.ts'
import { changedLimits, type ChangedLimit } from './limits.ts'
import { inOneOrder } from './one-order.ts'
import { pairedKeys, type KeyPair, type NameOfKey } from './pairs.ts'
import { untouchedIn } from './untouched.ts'

/** Two worlds, and who can do in the one what he cannot do in the other. */
export interface AccessChange extends TwoGraphs {
  /** What becomes of each key, those of after in their order, then those that are gone; mostly worked out at each call. */
  readonly keys: () => Iterable<KeyChange>
  /** Each key with what it was, in the same order. */
  readonly pairs: readonly KeyPair[]
  /** What becomes of one of them. */
  readonly changeOf: (pair: KeyPair) => KeyChange
  /** What takes access from a whole account, and is not what it was: for whoever the input does not show that is open. */
  readonly limits: readonly ChangedLimit[]
  /** What becomes of what IAM policies give on keys that neither side has. */
  readonly elsewhere: () => readonly ChangedAccess<AccessElsewhere>[]
}

/** The worlds themselves beside it. */
export interface ComparedWorlds {
  readonly before: Inventory
  readonly after: Inventory
  readonly change: AccessChange
}

/**
 * Compares what was with what will be, as sets of permissions: order, wording and equivalent spellings are no
 * difference. `nameOf` tells which keys of the two sides are one, where their ARNs do not.
 */
export function accessChange(before: Inventory, after: Inventory, nameOf: NameOfKey): AccessChange {
  const graphs = { before: resolve([inOneOrder(before)]), after: resolve([inOneOrder(after)]) }
  const pairs = pairedKeys(graphs.before.keys, graphs.after.keys, nameOf)
  let touched: ReadonlySet<KeyPair> | undefined
  const touchedOnes = () => {
    if (touched === undefined) {
      const isUntouched = untouchedIn(before, after)
      touched = new Set(pairs.filter(pair => !isUntouched(pair)))
    }
    return touched
  }
  const known: KnownChanges = { changes: new Map(), accesses: 0 }
  let changeOfTouched: ReturnType<typeof keyChangesIn> | undefined
  return {
    ...graphs,
    keys: () => changesOf(graphs, pairs, touchedOnes(), known),
    pairs,
    changeOf: pair => {
      if (!touchedOnes().has(pair)) return { ...pair, accesses: [] }
      changeOfTouched ??= keyChangesIn(graphs)
      return remembered(known, pair, changeOfTouched)
    },
    limits: changedLimits(before, after, pairs),
    elsewhere: () => changesElsewhere(graphs),
  }
}

/** What became of the first keys: rules and the summary of a change ask for the same. */
interface KnownChanges {
  readonly changes: Map<KeyPair, KeyChange>
  accesses: number
}

/** So many accesses are kept: those of 10,000 keys would take too much memory. */
const mostKept = 10_000

function remembered(known: KnownChanges, pair: KeyPair, changeOf: (pair: KeyPair) => KeyChange): KeyChange {
  const before = known.changes.get(pair)
  if (before !== undefined) return before
  const change = changeOf(pair)
  if (known.accesses + change.accesses.length + 1 > mostKept) return change
  known.changes.set(pair, change)
  known.accesses += change.accesses.length + 1
  return change
}

function* changesOf(
  graphs: TwoGraphs,
  pairs: readonly KeyPair[],
  touched: ReadonlySet<KeyPair>,
  known: KnownChanges,
): Generator<KeyChange> {
  const changeOf = keyChangesIn(graphs)
  for (const pair of pairs)
    yield touched.has(pair) ? remembered(known, pair, changeOf) : { ...pair, accesses: [] }
}
