import type { TwoGraphs } from '../change/key-changes.ts'
import type { ChangedAccess, KeyChange } from '../model/change.ts'
import type { DiffAccess, KeyDiff } from '../model/diff.ts'
import { differenceOf, diffRow } from './diff-difference.ts'
import { groupsOf } from './diff-groups.ts'
import { needsOfLost, type NeedsOf } from './diff-needs.ts'
import { notesOn } from './diff-notes.ts'
import { unlikeBefore } from './diff-replaced.ts'
import type { Hides } from './who-sensitive.ts'

/** A key and what becomes of it, in words for people and rows for machines; nothing for one that stays what it was. */
export function keyDiffOf(change: KeyChange, graphs: TwoGraphs, hides: Hides): KeyDiff | undefined {
  const key = change.after ?? change.before
  if (key === undefined) return undefined
  const { fate, accesses } = change
  const needsOf = needsOfLost(change, graphs)
  const unlike = fate === 'replaced' ? unlikeBefore(accesses, hides) : accesses
  const told = () => unlike.map(one => ({ change: one, difference: differenceOf(one, needsOf(one), hides) }))
  return {
    address: key.address,
    ...(key.arn === undefined ? {} : { arn: key.arn }),
    aliases: key.aliases,
    fate,
    input: key.at.file,
    notes: notesOn(change, unlike, graphs),
    callers: () => groupsOf(told(), { before: change.before ?? key, after: key }, hides),
    accesses: () => rowsOf(accesses, needsOf, hides),
  }
}

function* rowsOf(accesses: readonly ChangedAccess[], needsOf: NeedsOf, hides: Hides): Generator<DiffAccess> {
  for (const one of accesses) yield diffRow(one, differenceOf(one, needsOf(one), hides), hides)
}
