import type { Span } from '../../../../hcl/source-file.ts'
import type { TextPart } from '../value.ts'

/** A known text that remembers where its pieces are written. */
export interface KnownText {
  readonly text: string
  /** Its pieces in order; none is empty. */
  readonly parts: readonly TextPart[]
  /** Where each of them begins in `text`. */
  readonly starts: readonly number[]
}

/** Pieces of text that stand side by side, put together. */
export function knownTextOf(parts: readonly TextPart[]): KnownText {
  const starts: number[] = []
  let length = 0
  for (const { text } of parts) {
    starts.push(length)
    length += text.length
  }
  return { text: parts.map(({ text }) => text).join(''), parts, starts }
}

/** The pieces of a part of a text. Takes no longer for a text of many pieces than the pieces that it answers. */
export function sliceOf({ parts, starts }: KnownText, start: number, end: number): readonly TextPart[] {
  const slice: TextPart[] = []
  for (let index = pieceAt(starts, start); index < parts.length; index++) {
    const part = parts[index]
    const begin = starts[index] ?? 0
    if (part === undefined || begin >= end) break
    const from = Math.max(start - begin, 0)
    const to = Math.min(end - begin, part.text.length)
    if (from < to) slice.push(cut(part, from, to))
  }
  return slice
}

/** Where a part of a text is written; nothing when it is not in one file. */
export function spanOf(known: KnownText, start: number, end: number): Span | undefined {
  const slice = sliceOf(known, start, end)
  const from = slice[0]?.from
  const to = slice.at(-1)?.from
  if (from === undefined || to === undefined || from.file !== to.file) return undefined
  return { file: from.file, start: from.start, end: Math.max(from.start, to.end) }
}

function pieceAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}

function cut(part: TextPart, start: number, end: number): TextPart {
  if (start === 0 && end === part.text.length) return part
  const text = part.text.slice(start, end)
  const { from } = part
  if (from === undefined) return { kind: 'text', text }
  if (part.isExact === undefined) return { kind: 'text', text, from }
  const place = { file: from.file, start: from.start + start, end: from.start + end }
  return { kind: 'text', text, from: place, isExact: true }
}

/** A piece with another text in its place: its characters stand where they stood if there are as many. */
export function rewritten(part: TextPart, text: string): TextPart {
  if (text === part.text) return part
  if (part.from === undefined) return { kind: 'text', text }
  const isExact = part.isExact === true && text.length === part.text.length
  return { kind: 'text', text, from: part.from, ...(isExact ? { isExact } : {}) }
}
