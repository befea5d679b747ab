import { derived, unsupported, type StringPart, type Value } from '../value.ts'
import { knownTextOf, sliceOf, type KnownText } from './known-text.ts'
import { longestText } from './limits.ts'
import { allMatches, patternOf, type Match, type Pattern, type Range } from './patterns.ts'
import { stringOf, tooLong } from './string-of.ts'
import { knownOf, type Text } from './text.ts'

/** A piece of a replacement: text, or the group of the match that stands there. */
type Piece = Text | { readonly group: number }

/** How many pieces of replacements are put in: many of them can be empty. */
const mostPieces = 10_000_000

/** `replace` with a regular expression: `$1` and `${name}` are groups of the match. */
export function replacedByPattern(
  args: readonly Value[],
  text: Text,
  source: string,
  replacement: Text,
): Value {
  const pattern = patternOf(source)
  if (pattern === undefined) return unsupported('replace(…)', args)
  const known = knownOf(text)
  const template = knownOf(replacement)
  if (known === undefined || template === undefined) return derived('replace', args, 'string')
  const matches = allMatches(pattern, known.text)
  const pieces = piecesOf(template, pattern)
  if (matches === 'too much' || matches.length * pieces.length > mostPieces)
    return unsupported('replace(…)', args)
  const made = expanded(known, matches, pieces)
  return made === undefined ? tooLong([...text, ...replacement]) : stringOf(made)
}

function expanded(text: KnownText, matches: readonly Match[], pieces: readonly Piece[]): Text | undefined {
  const made: StringPart[] = []
  let length = 0
  let end = 0
  const put = (parts: Text): void => {
    for (const part of parts) {
      made.push(part)
      length += part.kind === 'text' ? part.text.length : 1
    }
  }
  for (const match of matches) {
    const [whole] = match
    if (whole === undefined) continue
    put(sliceOf(text, end, whole.start))
    for (const piece of pieces) {
      put('group' in piece ? groupOf(text, match[piece.group]) : piece)
      if (length > longestText) return undefined
    }
    end = whole.end
  }
  put(sliceOf(text, end, text.text.length))
  return made
}

function groupOf(text: KnownText, range: Range | undefined): Text {
  return range === undefined ? [] : sliceOf(text, range.start, range.end)
}

/** A replacement as Go reads it: https://pkg.go.dev/regexp#Regexp.Expand */
function piecesOf(template: KnownText, pattern: Pattern): readonly Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { index, 0: whole, 1: dollar, 2: braced, 3: bare } of template.text.matchAll(
    /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
  )) {
    pieces.push(sliceOf(template, end, index))
    if (dollar === undefined) pieces.push({ group: groupNamed(braced ?? bare ?? '', pattern) })
    else pieces.push(knownTextOf([{ kind: 'text', text: '$' }]).parts)
    end = index + whole.length
  }
  return [...pieces, sliceOf(template, end, template.text.length)]
}

/** The number of a group; one that no pattern has if there is none of that name. */
function groupNamed(name: string, { names }: Pattern): number {
  if (/^(?:0|[1-9]\d{0,7})$/.test(name)) return Number(name)
  return names.get(name) ?? -1
}
