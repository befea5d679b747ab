import { derived, EvaluationError, listValue, unsupported, type StringPart, type Value } from '../value.ts'
import { partsOf, wrongCount } from './arguments.ts'
import { formatted } from './format-verbs.ts'
import { longestText, mostItems } from './limits.ts'
import { stringOf, tooLong } from './string-of.ts'
import type { FunctionTable } from './table.ts'
import { knownOf } from './text.ts'
import { isVerb, piecesOf, type Piece } from './verbs.ts'

/**
 * `format` and `formatlist`. What is known of a text stays known beside holes.
 * https://developer.hashicorp.com/terraform/language/functions/format
 */
export const formatFunctions: FunctionTable = {
  format: args => {
    const [format, ...values] = args
    if (format === undefined) throw wrongCount('format', 'a format and values')
    const parts = partsOf(format)
    const known = knownOf(parts)
    return known === undefined ? derived('format', args, 'string') : filled(piecesOf(known), values)
  },
  formatlist,
}

function filled(pieces: readonly Piece[], values: readonly Value[]): Value {
  const made: StringPart[] = []
  let length = 0
  let highest = 0
  for (const piece of pieces) {
    if (isVerb(piece)) highest = Math.max(highest, piece.argument)
    for (const part of isVerb(piece) ? formatted(piece, valueAt(values, piece.argument)) : piece) {
      made.push(part)
      length += part.kind === 'text' ? part.text.length : 1
    }
    if (length > longestText) return tooLong(made)
  }
  if (highest < values.length) throw new EvaluationError('a format has more values than it uses')
  return stringOf(made)
}

function valueAt(values: readonly Value[], argument: number): Value {
  const value = values[argument - 1]
  if (value === undefined) throw new EvaluationError(`a format wants ${argument} values`)
  return value
}

/** Lists are gone through together, single values are the same for each text. */
function formatlist(args: readonly Value[]): Value {
  const [format, ...values] = args
  if (format === undefined) throw wrongCount('formatlist', 'a format and values')
  const known = knownOf(partsOf(format))
  const lengths = new Set(values.flatMap(value => (value.kind === 'list' ? [value.items.length] : [])))
  const isOpen = values.some(
    value =>
      (value.kind === 'hole' && value.type === 'any') || (value.kind === 'list' && value.isLoose === true),
  )
  if (known === undefined || isOpen) return derived('formatlist', args)
  if (lengths.size > 1) throw new EvaluationError('the lists of `formatlist` are of different lengths')
  const [length = 1] = lengths
  // Nobody looks at the format then.
  if (length === 0) return listValue('list', [])
  const pieces = piecesOf(known)
  if (length * pieces.length > mostItems * 10) return unsupported('formatlist(…)', args)
  return listValue(
    'list',
    Array.from({ length }, (_, index) => filled(pieces, itemsAt(values, index))),
  )
}

function itemsAt(values: readonly Value[], index: number): readonly Value[] {
  return values.map(value => (value.kind === 'list' ? (value.items[index] ?? value) : value))
}
