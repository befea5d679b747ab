import { derived, type Hole, type StringPart, type Value } from '../value.ts'
import { threeTexts } from './arguments.ts'
import { canStraddle, gapCanHold, isGap, stretchesOf } from './gaps.ts'
import { sliceOf, type KnownText } from './known-text.ts'
import { longestText } from './limits.ts'
import { replacedByPattern } from './replace-pattern.ts'
import { stringOf, tooLong } from './string-of.ts'
import { knownOf, typeOf, type Text } from './text.ts'

/**
 * `replace`: a text between slashes is a regular expression.
 * https://developer.hashicorp.com/terraform/language/functions/replace
 */
export function replace(args: readonly Value[]): Value {
  const [text, part, replacement] = threeTexts('replace', args)
  const sought = knownOf(part)?.text
  if (sought === undefined) return derived('replace', args, 'string')
  if (sought.length > 1 && sought.startsWith('/') && sought.endsWith('/'))
    return replacedByPattern(args, text, sought.slice(1, -1), replacement)
  return replaced(args, text, sought, replacement)
}

function replaced(args: readonly Value[], text: Text, sought: string, replacement: Text): Value {
  const stretches = stretchesOf(text)
  const hasGaps = stretches.some(isGap)
  if (hasGaps && (sought === '' || canStraddle(stretches, sought))) return derived('replace', args, 'string')
  const made: StringPart[] = []
  let isChanged = false
  for (const stretch of stretches) {
    if (isGap(stretch)) {
      const parts = gapCanHold(stretch, sought) ? [gapReplaced(stretch, sought, replacement)] : stretch
      isChanged ||= parts !== stretch
      for (const part of parts) made.push(part)
    } else {
      const places = placesIn(stretch.text, sought)
      if (places.length * sizeOf(replacement) > longestText) return tooLong([...text, ...replacement])
      isChanged ||= places.length > 0
      put(made, stretch, places, sought, replacement)
    }
  }
  if (stretches.length === 0 && sought === '') return stringOf(replacement)
  return stringOf(isChanged ? made : text)
}

function gapReplaced(gap: readonly StringPart[], sought: string, replacement: Text): Hole {
  const isNeverEmpty = replacement.length > 0 && typeOf(replacement) === 'text'
  const operands = [stringOf(gap), stringOf([{ kind: 'text', text: sought }]), stringOf(replacement)]
  return derived('replace', operands, isNeverEmpty ? typeOf(gap) : 'string')
}

function sizeOf(text: Text): number {
  return text.reduce((sum, part) => sum + (part.kind === 'text' ? part.text.length : 1), 0)
}

/** Where a text stands in another, from left to right; the empty text stands before each character and at the end. */
function placesIn(text: string, sought: string): readonly number[] {
  const places: number[] = []
  if (sought === '') {
    for (let at = 0; at < text.length; at += characterAt(text, at).length) places.push(at)
    return [...places, text.length]
  }
  for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length))
    places.push(at)
  return places
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0)
}

function put(
  made: StringPart[],
  known: KnownText,
  places: readonly number[],
  sought: string,
  replacement: Text,
): void {
  let end = 0
  for (const place of places) {
    for (const part of sliceOf(known, end, place)) made.push(part)
    for (const part of replacement) made.push(part)
    end = place + sought.length
  }
  for (const part of sliceOf(known, end, known.text.length)) made.push(part)
}
