import { derived, listValue, unsupported, type StringPart, type Value } from '../value.ts'
import { twoTexts } from './arguments.ts'
import { canStraddle, gapCanHold, isGap, stretchesOf } from './gaps.ts'
import { sliceOf } from './known-text.ts'
import { mostItems } from './limits.ts'
import { stringOf } from './string-of.ts'
import { knownOf, type Text } from './text.ts'

/**
 * `split`. A text with holes is split only if no hole can hold the separator, or a part of it.
 * https://developer.hashicorp.com/terraform/language/functions/split
 */
export function split(args: readonly Value[]): Value {
  const [separator, text] = twoTexts('split', args)
  const sought = knownOf(separator)?.text
  const stretches = stretchesOf(text)
  const isOpen =
    sought === undefined ||
    canStraddle(stretches, sought) ||
    stretches.some(stretch => isGap(stretch) && (sought === '' || gapCanHold(stretch, sought)))
  if (isOpen) return derived('split', args)
  const pieces: StringPart[][] = [[]]
  for (const stretch of stretches) {
    if (isGap(stretch)) push(pieces, stretch)
    else {
      const ranges = rangesBetween(stretch.text, sought)
      if (pieces.length + ranges.length > mostItems) return unsupported('split(…)', args)
      for (const [index, [start, end]] of ranges.entries()) {
        if (index > 0) pieces.push([])
        push(pieces, sliceOf(stretch, start, end))
      }
    }
  }
  // Split into its characters, an empty text has none; by anything else it has one piece.
  return listValue('list', sought === '' && stretches.length === 0 ? [] : pieces.map(stringOf))
}

function push(pieces: readonly StringPart[][], parts: Text): void {
  const last = pieces.at(-1)
  for (const part of parts) last?.push(part)
}

/** What stands between the separators; without one, each character. */
function rangesBetween(text: string, separator: string): readonly (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = []
  let start = 0
  if (separator === '') {
    for (const character of text) {
      ranges.push([start, start + character.length])
      start += character.length
    }
    return ranges
  }
  for (let at = text.indexOf(separator); at !== -1; at = text.indexOf(separator, start)) {
    ranges.push([start, at])
    start = at + separator.length
  }
  return [...ranges, [start, text.length]]
}
