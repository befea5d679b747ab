import type * as Yaml from 'yaml'
import type { CST, LineCounter } from 'yaml'

/** Values in values beyond this depth are refused: far more than any file needs. */
export const deepest = 256

/** Each costs about a kilobyte until all is read. A template of 1 MB has about 200,000. */
const mostLexemes = 2_000_000

/** What makes a text more than can be read. */
export type Excess = 'too-deep' | 'too-large'

/** What the tokens of a text are read with. */
export interface Reader {
  /** Given, so that the library is loaded by whoever reads YAML and by nobody else. */
  readonly yaml: Pick<typeof Yaml, 'Lexer' | 'Parser'>
  readonly lines: LineCounter
  /** Is told, with the offset where it begins, of what ends the tokens early. */
  readonly refuse: (excess: Excess, offset: number) => void
}

/**
 * The tokens of YAML text, for a `Composer`. The parser leaves deep nests as it came in, call by call, and so does what
 * composes its tokens; both run out of stack, which can end the whole program. So neither ever sees one.
 */
export function* tokensOf(text: string, { yaml, lines, refuse }: Reader): Generator<CST.Token, void> {
  lines.addNewLine(0)
  const parser = new yaml.Parser(lines.addNewLine)
  let count = 0
  for (const lexeme of new yaml.Lexer().lex(text)) {
    yield* parser.next(lexeme)
    count += 1
    // Besides what is nested there are the document and the last value.
    const isDeep = parser.stack.length > deepest + 2
    if (isDeep || count > mostLexemes) return refuse(isDeep ? 'too-deep' : 'too-large', parser.offset)
  }
  yield* parser.end()
}
