import { advance, malformed, pieceOf, type Cursor } from './json-cursor.ts'
import { derived, type JsonValue, type Hole, type StringPart, type TextPart } from './value.ts'

/** Takes a JSON string with the holes in it; the cursor stands at its opening quote. */
export function takeString(cursor: Cursor): readonly StringPart[] {
  const found: StringPart[] = []
  let run: TextPart[] = []
  let isEscaped = false
  cursor.offset += 1
  for (let part = cursor.parts[cursor.part]; part !== undefined; part = cursor.parts[cursor.part]) {
    if (part.kind === 'text') {
      const { end, next } = stretch(part.text, cursor.offset, isEscaped)
      const piece = pieceOf(part, cursor.offset, end)
      if (piece.text !== '') run.push(piece)
      if (next === 'closed') {
        cursor.offset = end + 1
        return [...found, ...decoded(run)]
      }
      isEscaped = next === 'escaped'
    } else {
      for (const piece of decoded(run)) found.push(piece)
      found.push(inString(part))
      run = []
    }
    advance(cursor)
  }
  throw malformed('a string does not end')
}

/** Escapes, and the control characters that JSON does not allow in a string. */
const needsDecoding = /[\\\p{Cc}]/u

/** How far a string goes in a text, and whether it ends there or a backslash says what the next character means. */
function stretch(
  text: string,
  start: number,
  isEscaped: boolean,
): { end: number; next: 'closed' | 'escaped' | 'open' } {
  let index = isEscaped ? start + 1 : start
  for (; index < text.length; index += 1) {
    if (text[index] === '"') return { end: index, next: 'closed' }
    if (text[index] === '\\') index += 1
  }
  return { end: text.length, next: index > text.length ? 'escaped' : 'open' }
}

/** Pieces without escapes keep their places; others become one, since an escape may go over their borders. */
function decoded(run: readonly TextPart[]): readonly TextPart[] {
  const [first] = run
  if (first === undefined) return []
  if (!run.some(({ text }) => needsDecoding.test(text))) return run
  const text = fromJson(run.map(piece => piece.text).join(''))
  return [{ kind: 'text', text, ...(first.from === undefined ? {} : { from: first.from }) }]
}

function fromJson(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw malformed('a string has a character or an escape that JSON forbids')
  }
}

/** JSON within a JSON string would have to be escaped: it is not what the string holds. */
function inString(part: Hole | JsonValue): Hole {
  return part.kind === 'hole' ? part : derived('JSON in a string', [part], 'string')
}
