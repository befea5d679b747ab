import { derived, type Hole, type StringPart, type Value } from '../value.ts'
import { oneText, twoTexts } from './arguments.ts'
import { canHold } from './hole-alphabet.ts'
import { sliceOf, type KnownText } from './known-text.ts'
import { stringOf } from './string-of.ts'
import type { FunctionTable } from './table.ts'
import { isKnown, knownOf, partsOfRun, runsOf, type Run, type Text } from './text.ts'

type Side = 'start' | 'end'

/** Which characters go. */
interface Cutting {
  readonly name: string
  readonly isCut: (character: string) => boolean
  /** Those that a hole may have to lose: one of each kind that it may not be able to hold. */
  readonly characters: readonly string[]
}

const newlines: Cutting = {
  name: 'chomp',
  isCut: character => character === '\n' || character === '\r',
  characters: ['\n', '\r'],
}

/** Unicode's white space, as Go's `unicode.IsSpace` has it. JSON begins and ends with none. */
const spaces: Cutting = {
  name: 'trimspace',
  isCut: character => /^\p{White_Space}$/u.test(character),
  characters: ['\n', '\u2028'],
}

/** `chomp`, `trimspace` and `trim`: what stands at the ends goes. */
export const trimFunctions: FunctionTable = {
  chomp: args => stringOf(trimmed(newlines, oneText('chomp', args), 'end')),
  trimspace: args => stringOf(bothTrimmed(spaces, oneText('trimspace', args))),
  trim: args => trim(...twoTexts('trim', args)),
}

function trim(text: Text, cutset: Text): Value {
  const known = knownOf(cutset)?.text
  if (known === undefined) return derived('trim', [stringOf(text), stringOf(cutset)], 'string')
  const characters = new Set(known)
  const name = `trim of ${JSON.stringify(known)}`
  return stringOf(bothTrimmed({ name, isCut: one => characters.has(one), characters: [...characters] }, text))
}

function bothTrimmed(cutting: Cutting, text: Text): Text {
  return trimmed(cutting, trimmed(cutting, text, 'start'), 'end')
}

/** A text without what is cut at one side. */
function trimmed(cutting: Cutting, text: Text, side: Side): Text {
  const edge = side === 'start' ? text[0] : text.at(-1)
  if (edge === undefined || (edge.kind !== 'text' && !canLose(cutting, edge))) return text
  const [first, ...rest] = side === 'start' ? runsOf(text) : runsOf(text).toReversed()
  if (first === undefined) return text
  if (!isKnown(first)) return holeTrimmed(cutting, [first, ...rest], side)
  const kept = cut(cutting, first, side)
  return kept.length > 0 ? inOrder([kept, ...rest.map(partsOfRun)], side) : holeTrimmed(cutting, rest, side)
}

/** What is left of a hole at the edge; with all behind it, if the cut may go on there. */
function holeTrimmed(cutting: Cutting, runs: readonly Run[], side: Side): Text {
  const [first, next] = runs
  const all = inOrder(runs.map(partsOfRun), side)
  if (first === undefined || isKnown(first) || !canLose(cutting, first)) return all
  const ends = next === undefined || (isKnown(next) ? isKept(cutting, next, side) : !canLose(cutting, next))
  if (!ends) return [remainder(cutting, all)]
  return inOrder([[remainder(cutting, [first])], ...runs.slice(1).map(partsOfRun)], side)
}

function canLose(cutting: Cutting, part: StringPart): boolean {
  return cutting.characters.some(character => canHold(part, character))
}

function remainder(cutting: Cutting, text: Text): Hole {
  return derived(cutting.name, [stringOf(text)], 'string')
}

function inOrder(pieces: readonly Text[], side: Side): Text {
  return (side === 'start' ? pieces : pieces.toReversed()).flat()
}

/** Whether nothing at a side of a text is cut. */
function isKept(cutting: Cutting, { text }: KnownText, side: Side): boolean {
  return !cutting.isCut(side === 'start' ? firstOf(text) : lastOf(text))
}

/** What is left of a known text. */
function cut(cutting: Cutting, known: KnownText, side: Side): Text {
  const { text } = known
  let start = 0
  let end = text.length
  if (side === 'start')
    while (start < end && cutting.isCut(firstOf(text, start))) start += firstOf(text, start).length
  else while (end > start && cutting.isCut(lastOf(text, end))) end -= lastOf(text, end).length
  return sliceOf(known, start, end)
}

function firstOf(text: string, start = 0): string {
  return String.fromCodePoint(text.codePointAt(start) ?? 0)
}

function lastOf(text: string, end = text.length): string {
  const last = text.slice(end - 1, end)
  const isTrail = /^[\udc00-\udfff]$/.test(last) && /^[\ud800-\udbff]$/.test(text.slice(end - 2, end - 1))
  return isTrail ? text.slice(end - 2, end) : last
}
