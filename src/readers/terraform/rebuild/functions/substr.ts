import { derived, stringValue, type Value } from '../value.ts'
import { integerOf, oneText, partsOf, wrongCount } from './arguments.ts'
import { characterEnds } from './graphemes.ts'
import { knownTextOf, sliceOf, type KnownText } from './known-text.ts'
import { stringOf } from './string-of.ts'
import { isKnown, knownOf, partsOfRun, runsOf, typeOf, type Run, type Text } from './text.ts'

/**
 * `substr`: so many characters from a place on; a negative place counts from the end, a negative length takes all.
 * https://developer.hashicorp.com/terraform/language/functions/substr
 */
export function substr(args: readonly Value[]): Value {
  const [string, from, count, ...more] = args
  if (string === undefined || from === undefined || count === undefined || more.length > 0)
    throw wrongCount('substr', 'a string, an offset and a length')
  const text = partsOf(string)
  const offset = integerOf(from)
  const length = integerOf(count)
  if (typeof offset !== 'number' || typeof length !== 'number') return derived('substr', args, 'string')
  if (offset >= 0 && length === 0) return stringValue('')
  // A length of 0 takes all when the place counts from the end: a slip of Terraform's.
  const most = length <= 0 ? undefined : length
  const found = offset < 0 ? fromEnd(runsOf(text), -offset, most) : fromStart(runsOf(text), offset, most)
  return found === undefined ? derived('substr', args, 'string') : stringOf(found)
}

/** `strrev`: the characters in reverse order. */
export function strrev(args: readonly Value[]): Value {
  const text = oneText('strrev', args)
  const known = knownOf(text)
  if (known === undefined) return derived('strrev', args, typeOf(text))
  const pieces: Text[] = []
  let start = 0
  for (const end of characterEnds(known.text)) {
    pieces.push(sliceOf(known, start, end))
    start = end
  }
  return stringOf(pieces.toReversed().flat())
}

/** What is known of it, and a hole for the rest; nothing when not even the beginning is known. */
function fromStart(runs: readonly Run[], offset: number, most: number | undefined): Text | undefined {
  const first = runs[0] ?? knownTextOf([])
  if (!isKnown(first)) return undefined
  const rest = runs.slice(1).flatMap(partsOfRun)
  const ends = characterEnds(first.text, most === undefined ? offset : offset + most)
  if (offset > ends.length) return rest.length === 0 ? [] : undefined
  const start = ends[offset - 1] ?? 0
  if (most === undefined) return [...sliceOf(first, start, first.text.length), ...rest]
  const taken = ends.length - offset
  const slice = sliceOf(first, start, ends.at(-1) ?? 0)
  if (taken === most || rest.length === 0) return slice
  return [...slice, derived(`the first ${most - taken} characters`, [stringOf(rest)], typeOf(rest))]
}

function fromEnd(runs: readonly Run[], offset: number, most: number | undefined): Text | undefined {
  const last = runs.at(-1) ?? knownTextOf([])
  if (!isKnown(last)) return undefined
  const ends = characterEnds(last.text)
  if (offset > ends.length && runs.length > 1) return undefined
  return between(last, ends, Math.max(ends.length - offset, 0), most)
}

function between(known: KnownText, ends: readonly number[], offset: number, most: number | undefined): Text {
  const start = ends[offset - 1] ?? 0
  const end = most === undefined ? known.text.length : (ends[offset + most - 1] ?? known.text.length)
  return sliceOf(known, start, end)
}
