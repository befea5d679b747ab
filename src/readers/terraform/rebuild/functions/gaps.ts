import { type StringPart } from '../value.ts'
import { canHold } from './hole-alphabet.ts'
import type { KnownText } from './known-text.ts'
import { isKnown, runsOf, type Text } from './text.ts'

/** Known text, or the holes that stand side by side between two of them. */
export type Stretch = KnownText | readonly StringPart[]

/** Longer texts are not looked for beside holes: the look takes their length squared. */
const longestSought = 200

/** A text as known stretches and the gaps between. */
export function stretchesOf(text: Text): readonly Stretch[] {
  const stretches: (KnownText | StringPart[])[] = []
  for (const run of runsOf(text)) {
    const last = stretches.at(-1)
    if (isKnown(run)) stretches.push(run)
    else if (Array.isArray(last)) last.push(run)
    else stretches.push([run])
  }
  return stretches
}

/** Whether a stretch is a gap. */
export function isGap(stretch: Stretch): stretch is readonly StringPart[] {
  return Array.isArray(stretch)
}

/** Whether what fills a gap can hold a text. */
export function gapCanHold(gap: readonly StringPart[], sought: string): boolean {
  return gap.length > 1 || gap.some(part => canHold(part, sought))
}

/**
 * Whether a text can lie across the edge of a gap, whatever fills it. If not, it is found in each stretch by itself as
 * it is found in the whole.
 */
export function canStraddle(stretches: readonly Stretch[], sought: string): boolean {
  if (stretches.every(stretch => !isGap(stretch))) return false
  if (sought.length > longestSought) return true
  return stretches.some((stretch, index) => {
    if (isGap(stretch)) return false
    const { text } = stretch
    const isBehind = index > 0
    const isBefore = index < stretches.length - 1
    return (
      (isBefore && endsWithBeginning(text, sought)) ||
      (isBehind && beginsWithEnd(text, sought)) ||
      (isBehind && isBefore && sought.slice(1, -1).includes(text))
    )
  })
}

function endsWithBeginning(text: string, sought: string): boolean {
  return lengthsWithin(text, sought).some(length => text.endsWith(sought.slice(0, length)))
}

function beginsWithEnd(text: string, sought: string): boolean {
  return lengthsWithin(text, sought).some(length => text.startsWith(sought.slice(-length)))
}

/** The lengths of the proper beginnings of a text that fit in another. */
function lengthsWithin(text: string, sought: string): readonly number[] {
  const longest = Math.min(sought.length - 1, text.length)
  return Array.from({ length: Math.max(longest, 0) }, (_, index) => index + 1)
}
