import { endOfIdentifier, endOfNumber, isDigit } from './characters.ts'
import { scanFault, token, type Mode, type Scanner } from './scanner.ts'
import type { HclError } from './syntax.ts'
import { marks, type Token } from './tokens.ts'

type PlainMode = Extract<Mode, { readonly kind: 'plain' }>

/** Takes the next token of expressions and blocks. */
export function scanPlain(scanner: Scanner, mode: PlainMode): Token {
  const { text } = scanner
  const newline = skipToToken(scanner)
  if (newline !== undefined) return newline
  if (scanner.offset >= text.length) return token(scanner, 'end of file', 0)
  const word = endOfIdentifier(text, scanner.offset)
  if (word > scanner.offset) return token(scanner, 'identifier', word - scanner.offset)
  if (isDigit(text.charCodeAt(scanner.offset)))
    return token(scanner, 'number', endOfNumber(text, scanner.offset) - scanner.offset)
  switch (text[scanner.offset]) {
    case '"':
      scanner.modes.push({ kind: 'quoted' })
      return token(scanner, 'open quote', 1)
    case '{':
      mode.open += 1
      return token(scanner, '{', 1)
    case '}':
      return closingBrace(scanner, mode, 1)
    case '~':
      if (text[scanner.offset + 1] !== '}' || mode.open > 0) throw strangeCharacter(scanner)
      return closingBrace(scanner, mode, 2)
    case '<':
      // `<<<EOT` is an operator and a heredoc.
      return text[scanner.offset + 1] === '<' && text[scanner.offset + 2] !== '<'
        ? openHeredoc(scanner)
        : mark(scanner)
    default:
      return mark(scanner)
  }
}

/** Skips white space and comments; the end of a line is a token. */
function skipToToken(scanner: Scanner): Token | undefined {
  const { text } = scanner
  for (;;) {
    const next = text[scanner.offset]
    const second = text[scanner.offset + 1]
    if (next === ' ' || next === '\t') scanner.offset += 1
    else if (next === '\n') return token(scanner, 'newline', 1)
    else if (next === '\r' && second === '\n') return token(scanner, 'newline', 2)
    else if (next === '#' || (next === '/' && second === '/')) {
      const newline = text.indexOf('\n', scanner.offset)
      if (newline !== -1) return token(scanner, 'newline', newline + 1 - scanner.offset)
      scanner.offset = text.length
    } else if (next === '/' && second === '*') {
      const end = text.indexOf('*/', scanner.offset + 2)
      if (end === -1) throw scanFault(scanner, 'a comment does not end', 2)
      scanner.offset = end + 2
    } else return undefined
  }
}

/** A brace ends the sequence of a template unless one was opened within it. */
function closingBrace(scanner: Scanner, mode: PlainMode, length: number): Token {
  if (mode.open > 0) {
    mode.open -= 1
    return token(scanner, '}', length)
  }
  if (scanner.modes.length === 1) {
    if (length > 1) throw strangeCharacter(scanner)
    return token(scanner, '}', length)
  }
  scanner.modes.pop()
  return token(scanner, 'close sequence', length)
}

function openHeredoc(scanner: Scanner): Token {
  const { text } = scanner
  const start = scanner.offset + (text[scanner.offset + 2] === '-' ? 3 : 2)
  const end = endOfIdentifier(text, start)
  const newline = text[end] === '\r' ? end + 1 : end
  if (end === start || text[newline] !== '\n')
    throw scanFault(scanner, 'expected the name of a heredoc and a line end behind `<<`', 2)
  scanner.modes.push({ kind: 'heredoc', marker: text.slice(start, end), isLineStart: true })
  return token(scanner, 'open heredoc', newline + 1 - scanner.offset)
}

const marksBySign = new Map(marks.map(one => [one[0], marks.filter(other => other[0] === one[0])]))

function mark(scanner: Scanner): Token {
  const possible = marksBySign.get(scanner.text[scanner.offset])
  const found = possible?.find(one => scanner.text.startsWith(one, scanner.offset))
  if (found === undefined) throw strangeCharacter(scanner)
  return token(scanner, found, found.length)
}

function strangeCharacter(scanner: Scanner): HclError {
  const character = String.fromCodePoint(scanner.text.codePointAt(scanner.offset) ?? 0)
  return scanFault(scanner, 'a character that the language does not use', character.length)
}
