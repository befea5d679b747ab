import type { Tri } from '../../../model/tri.ts'
import { beginningOf } from './functions/hole-alphabet.ts'
import { isKnown, runsOf, type Run } from './functions/text.ts'
import type { StringPart } from './value.ts'
import { keyOf } from './value-key.ts'

/** Whether two strings are equal: what is known at their ends, and how long they are at least, can tell them apart. */
export function sameText(left: readonly StringPart[], right: readonly StringPart[]): Tri {
  if (keyOfParts(left) === keyOfParts(right)) return 'yes'
  const one = outlineOf(runsOf(left))
  const other = outlineOf(runsOf(right))
  if (one.whole !== undefined && other.whole !== undefined) return 'no'
  return isTooShort(one, other) ||
    isTooShort(other, one) ||
    differAtStart(one, other) ||
    differAtEnd(one, other)
    ? 'no'
    : 'unknown'
}

function keyOfParts(parts: readonly StringPart[]): string {
  return keyOf({ kind: 'string', parts })
}

/** What is certain of a string. */
interface Outline {
  readonly start: string
  readonly end: string
  readonly shortest: number
  /** All of it, if nothing is a hole. */
  readonly whole?: string
}

function outlineOf(runs: readonly Run[]): Outline {
  const start = runs.slice(0, 2).map(startOf)
  const last = runs.at(-1)
  const end = last !== undefined && isKnown(last) ? last.text.normalize('NFC') : ''
  const shortest = runs.reduce((sum, run) => sum + shortestOf(run), 0)
  const outline = { start: isKnownAt(runs, 0) ? start.join('') : (start[0] ?? ''), end, shortest }
  return runs.every(isKnown) ? { ...outline, whole: end } : outline
}

function isKnownAt(runs: readonly Run[], index: number): boolean {
  const run = runs[index]
  return run !== undefined && isKnown(run)
}

function startOf(run: Run): string {
  return isKnown(run) ? run.text.normalize('NFC') : beginningOf(run)
}

function shortestOf(run: Run): number {
  if (isKnown(run)) return run.text.normalize('NFC').length
  return run.kind === 'hole' && run.type !== 'text' ? 0 : 1
}

function isTooShort({ whole }: Outline, other: Outline): boolean {
  return whole !== undefined && whole.length < other.shortest
}

function differAtStart({ start: one }: Outline, { start: other }: Outline): boolean {
  const length = Math.min(one.length, other.length)
  return one.slice(0, length) !== other.slice(0, length)
}

function differAtEnd({ end: one }: Outline, { end: other }: Outline): boolean {
  const length = Math.min(one.length, other.length)
  return length > 0 && one.slice(-length) !== other.slice(-length)
}
