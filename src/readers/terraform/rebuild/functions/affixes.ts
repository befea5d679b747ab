import { booleanValue, derived, type Hole, type JsonValue, type Value } from '../value.ts'
import { twoTexts } from './arguments.ts'
import { beginningOf } from './hole-alphabet.ts'
import { sliceOf, type KnownText } from './known-text.ts'
import { stringOf } from './string-of.ts'
import type { FunctionTable } from './table.ts'
import { isKnown, knownOf, partsOfRun, runsOf, typeOf, type Run, type Text } from './text.ts'

type Side = 'start' | 'end'

/** Whether a text begins, or ends, with another; if so, what of it is left without. */
type Alignment = { readonly is: 'no' | 'unknown' } | { readonly is: 'yes'; readonly rest?: Text }

/** `startswith`, `endswith`, `trimprefix`, `trimsuffix` and `strcontains`. */
export const affixFunctions: FunctionTable = {
  startswith: args => isAligned('startswith', args, 'start'),
  endswith: args => isAligned('endswith', args, 'end'),
  trimprefix: args => withoutAffix('trimprefix', args, 'start'),
  trimsuffix: args => withoutAffix('trimsuffix', args, 'end'),
  strcontains,
}

function isAligned(name: string, args: readonly Value[], side: Side): Value {
  const [text, affix] = twoTexts(name, args)
  const { is } = aligned(text, affix, side)
  return is === 'unknown' ? derived(name, args, 'boolean') : booleanValue(is === 'yes')
}

function withoutAffix(name: string, args: readonly Value[], side: Side): Value {
  const [text, affix] = twoTexts(name, args)
  const alignment = aligned(text, affix, side)
  if (alignment.is === 'no') return stringOf(text)
  if (alignment.is === 'yes' && alignment.rest !== undefined) return stringOf(alignment.rest)
  return derived(name, args, 'string')
}

function strcontains(args: readonly Value[]): Value {
  const [text, part] = twoTexts('strcontains', args)
  const sought = knownOf(part)?.text
  const runs = runsOf(text)
  if (sought !== undefined) {
    if (sought === '' || runs.some(run => isKnown(run) && run.text.includes(sought)))
      return booleanValue(true)
    if (runs.every(isKnown)) return booleanValue(false)
  }
  const [only, ...others] = runsOf(part)
  const isThere =
    others.length === 0 && only !== undefined && !isKnown(only) && runs.some(run => isSame(run, only))
  return isThere ? booleanValue(true) : derived('strcontains', args, 'boolean')
}

/** What is compared of a text: the run at hand, how much of it is behind us, and the runs that follow. */
interface Reading {
  readonly runs: readonly Run[]
  readonly side: Side
  index: number
  used: number
}

function aligned(text: Text, affix: Text, side: Side): Alignment {
  const whole = read(text, side)
  const part = read(affix, side)
  for (;;) {
    const sought = current(part)
    if (sought === undefined) return { is: 'yes', rest: rest(whole) }
    const found = current(whole)
    if (found === undefined) return { is: typeOf(rest(part)) === 'text' ? 'no' : 'unknown' }
    if (isKnown(found) && isKnown(sought)) {
      if (!matches(whole, found, part, sought)) return { is: 'no' }
    } else if (isSame(found, sought)) {
      whole.index += 1
      part.index += 1
    } else return besidesHole(found, sought, part)
  }
}

/** What can be told where text meets a hole: an ARN begins with `arn:`. */
function besidesHole(found: Run, sought: Run, part: Reading): Alignment {
  if (isKnown(found) || !isKnown(sought) || part.side === 'end') return { is: 'unknown' }
  const beginning = beginningOf(found)
  const left = sought.text.slice(part.used)
  const shared = Math.min(beginning.length, left.length)
  if (beginning.slice(0, shared) !== left.slice(0, shared)) return { is: 'no' }
  return { is: left.length === shared && part.index === part.runs.length - 1 ? 'yes' : 'unknown' }
}

function read(text: Text, side: Side): Reading {
  const runs = runsOf(text)
  return { runs: side === 'start' ? runs : runs.toReversed(), side, index: 0, used: 0 }
}

/** The run at hand; nothing at the end. */
function current(reading: Reading): Run | undefined {
  const run = reading.runs[reading.index]
  if (run === undefined || !isKnown(run) || reading.used < run.text.length) return run
  reading.index += 1
  reading.used = 0
  return reading.runs[reading.index]
}

/** Compares as much as both runs have, and goes behind it. */
function matches(whole: Reading, found: KnownText, part: Reading, sought: KnownText): boolean {
  const length = Math.min(found.text.length - whole.used, sought.text.length - part.used)
  if (next(whole, found, length) !== next(part, sought, length)) return false
  whole.used += length
  part.used += length
  return true
}

function next({ side, used }: Reading, { text }: KnownText, length: number): string {
  return side === 'start'
    ? text.slice(used, used + length)
    : text.slice(text.length - used - length, text.length - used)
}

/** What is not compared yet, in the order of the text. */
function rest(reading: Reading): Text {
  const run = current(reading)
  if (run === undefined) return []
  const { side, used } = reading
  const others = reading.runs.slice(reading.index + 1)
  if (side === 'start') {
    const left = isKnown(run) ? sliceOf(run, used, run.text.length) : [run]
    return [...left, ...others.flatMap(partsOfRun)]
  }
  const left = isKnown(run) ? sliceOf(run, 0, run.text.length - used) : [run]
  return [...others.toReversed().flatMap(partsOfRun), ...left]
}

/** Whether two holes are certain to be filled with the same text. */
function isSame(one: Run, other: Run): boolean {
  const first = holeOf(one)
  const second = holeOf(other)
  return (
    first !== undefined && second !== undefined && first.kind === second.kind && idOf(first) === idOf(second)
  )
}

function holeOf(run: Run): Hole | JsonValue | undefined {
  return isKnown(run) ? undefined : run
}

function idOf(part: Hole | JsonValue): string | JsonValue {
  if (part.kind === 'hole') return part.id
  return part.value.kind === 'hole' ? part.value.id : part
}
