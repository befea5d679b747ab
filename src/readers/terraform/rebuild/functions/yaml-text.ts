/** What is not written exactly as Terraform's library does. */
export class UnwrittenError extends Error {
  override readonly name = 'UnwrittenError'
}

/** From this column on a string is folded where it has a space. */
const widest = 80

/** Longer names are written another way. */
const longestName = 128

/** Anything that the library takes for a line break. */
const breaks = /[\n\r\u0085\u2028\u2029]/

/** All but what is printed as it is: https://github.com/zclconf/go-cty-yaml/blob/master/yamlprivateh.go */
const special = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/

/** Whether a text is written in a block: it has lines, and nothing in it needs an escape. */
export function isLiteral(text: string): boolean {
  return text.includes('\n') && !special.test(text) && !/ (?:[\n\u2028\u2029]|$)/.test(text)
}

/** A text in a block, with its lines indented. */
export function literalLines(text: string): readonly string[] {
  if (/^[ \n]|[\u2028\u2029]|\n\n$|^\n$/.test(text))
    throw new UnwrittenError('which has a text that needs a hint')
  const ends = text.endsWith('\n')
  const lines = (ends ? text.slice(0, -1) : text).split('\n')
  return [ends ? '|' : '|-', ...lines]
}

/** A text in quotes, written from a column on. */
export function quotedText(text: string, column: number): string {
  const quoted = quotes(text)
  if (text.includes(' ') && column + quoted.length > widest) throw new UnwrittenError('which has a long text')
  return quoted
}

/** A name in quotes. */
export function quotedKey(name: string): string {
  if (breaks.test(name) || new TextEncoder().encode(name).length > longestName)
    throw new UnwrittenError('which has a long name')
  return quotes(name)
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
}

function quotes(text: string): string {
  if (text.startsWith('\ufeff')) throw new UnwrittenError('which has a byte-order mark')
  const escaped = text.replace(
    /[\n"\\\u2028\u2029]|[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu,
    character => escapes[character] ?? numeric(character.codePointAt(0) ?? 0),
  )
  return `"${escaped}"`
}

function numeric(point: number): string {
  const hex = point.toString(16).toUpperCase()
  if (point <= 0xff) return `\\x${hex.padStart(2, '0')}`
  return point <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
