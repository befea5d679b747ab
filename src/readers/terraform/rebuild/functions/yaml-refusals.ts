import type { Document, Scalar } from 'yaml'

/** What two readers of YAML could read differently. */
export class UnreadError extends Error {
  override readonly name = 'UnreadError'
}

/** Longer YAML nobody writes. */
const longestYaml = 200_000

/**
 * What one reader takes and another refuses: line breaks that only older YAML knows, a lone carriage return, tabs,
 * characters that cannot be printed, the end of a document among others, names behind question marks, and colons that
 * begin a line or end something in brackets.
 */
const odd: readonly RegExp[] = [
  /[^\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u,
  /[\u2028\u2029]|\r(?!\n)/,
  /^\.\.\.|^ *:(?:\s|$)/m,
  /(?:^|[\s,[{])\?(?:\s|$)/m,
  /:[,\]}]/,
]

/** Refuses text that is not read the same everywhere. */
export function refuseOddText(text: string): void {
  if (text.length > longestYaml) throw new UnreadError('which is long')
  if (odd.some(pattern => pattern.test(text))) throw new UnreadError('which has odd characters')
  if (isDeep(text)) throw new UnreadError('which is nested deeply')
}

/** Deeper YAML nobody writes, and its reader goes down as deep. */
const deepest = 200

/** What stands before the text of a line: each space or dash of it may be one level. */
const beforeText = /^[ -]+/gm

/** By brackets wherever they stand, and by what stands before the text of a line. */
function isDeep(text: string): boolean {
  for (const [start] of text.matchAll(beforeText)) if (start.length > deepest) return true
  let depth = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth > deepest) return true
  }
  return false
}

/** Refuses what this reader objects to: it may be fine for Terraform's. */
export function refuseOddDocument({ errors, warnings, directives }: Document.Parsed): void {
  const [first] = [...errors, ...warnings]
  if (first !== undefined) throw new UnreadError(first.message)
  if (directives.yaml.explicit === true || Object.keys(directives.tags).length > 1)
    throw new UnreadError('which has directives')
}

/** Refuses a scalar that older YAML, as Terraform reads it, has otherwise. */
export function refuseOddScalar(node: Scalar, written: string, hasBrackets: boolean): void {
  // In brackets these are no words; the whole text tells whether there are any.
  if (node.type === 'PLAIN' && hasBrackets && /^:|\?/.test(written))
    throw new UnreadError('which has odd words')
  if (node.type === 'PLAIN' && /\n\s*[-?:,[\]{}#&*!|>'"%@`]/.test(written))
    throw new UnreadError('which goes on with an odd character')
  if (node.type === 'QUOTE_DOUBLE' && written.includes('\\/')) throw new UnreadError('which escapes a slash')
  if (node.type === 'QUOTE_DOUBLE' && !isClosed(written))
    throw new UnreadError('which does not close a quote')
  if (isBlock(node) && !written.endsWith('\n')) throw new UnreadError('which ends within a block')
}

/** Whether the last quote is one: it can be escaped, and then belongs to the text. */
function isClosed(written: string): boolean {
  let before = written.length - 2
  while (written[before] === '\\') before -= 1
  return (written.length - before) % 2 === 0
}

/** Whether text stands in lines of its own. */
export function isBlock({ type }: Scalar): boolean {
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED'
}
