/** The marks of the language that stand for themselves. Longer ones come before those that they begin with. */
export const marks = [
  '...',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '::',
  '=>',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '.',
  ',',
  '*',
  '/',
  '%',
  '+',
  '-',
  '=',
  '<',
  '>',
  '!',
  '?',
  ':',
] as const

/** What a piece of a source is. */
export type TokenKind =
  | (typeof marks)[number]
  | 'identifier'
  | 'number'
  /** The end of a line, with a comment that stands there. */
  | 'newline'
  | 'end of file'
  | 'open quote'
  | 'close quote'
  | 'open heredoc'
  /** The whole line of the marker, but for its end. */
  | 'close heredoc'
  /** Text of a template: of one line at most, its end included. */
  | 'text'
  /** `${`, `${~` */
  | 'open interpolation'
  /** `%{`, `%{~` */
  | 'open directive'
  /** `}`, `~}` behind one of the two. */
  | 'close sequence'

/** A piece of a source, by offsets. */
export interface Token {
  readonly kind: TokenKind
  readonly start: number
  /** Behind the last character. */
  readonly end: number
}
