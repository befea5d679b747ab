import { EvaluationError } from '../value.ts'
import { sliceOf, type KnownText } from './known-text.ts'
import type { Text } from './text.ts'

/** One verb of a format: `%-8.3[2]f`. */
export interface Verb {
  readonly letter: string
  /** As it is written. */
  readonly written: string
  /** Any of `0`, `#`, `-`, `+` and the space. */
  readonly flags: string
  readonly width?: number
  readonly precision?: number
  /** The argument that it takes, counted from 1. */
  readonly argument: number
}

/** Text of a format, or a verb in it. */
export type Piece = Text | Verb

/** Tells a verb from text. */
export function isVerb(piece: Piece): piece is Verb {
  return 'letter' in piece
}

const verb = /%(?:%|([0#\-+ ]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([A-Za-z]))/y

/**
 * A format in pieces; an error for what Terraform does not know: it has no `*`.
 * https://github.com/zclconf/go-cty/blob/main/cty/function/stdlib/format_fsm.rl
 */
export function piecesOf(format: KnownText): readonly Piece[] {
  const { text } = format
  const pieces: Piece[] = []
  let start = 0
  let next = 1
  for (let at = text.indexOf('%'); at !== -1; at = text.indexOf('%', start)) {
    pieces.push(sliceOf(format, start, at))
    verb.lastIndex = at
    const [written, flags = '', width, precision, argument, letter] = verb.exec(text) ?? []
    if (written === undefined)
      throw new EvaluationError(`a format has an unknown verb at character ${at + 1}`)
    if (letter === undefined) pieces.push(sliceOf(format, at, at + 1))
    else {
      const taken = argument === undefined ? next : Number(argument)
      pieces.push({
        letter,
        written,
        flags,
        argument: taken,
        ...(width === undefined ? {} : { width: Number(width) }),
        ...(precision === undefined ? {} : { precision: Number(precision) }),
      })
      next = taken + 1
    }
    start = at + written.length
  }
  return [...pieces, sliceOf(format, start, text.length)]
}
