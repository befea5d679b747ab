// Control, format (bidirectional, zero-width, tags), lone surrogate, line and paragraph separator.
const acting = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/**
 * The text on one line, with each character that a terminal or browser would act on instead of
 * showing it written as `\u{…}`.
 */
export function visible(text: string): string {
  return text.replace(acting, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** The same for a text that may have several lines, such as a policy statement to paste. */
export function visibleLines(text: string): readonly string[] {
  return text.split(/\r?\n/).map(line => visible(line.replaceAll('\t', '  ')))
}

/** At most so many UTF-16 units; what is cut ends with `...`. No character is cut in two. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  return `${text.slice(0, length - 3).replace(/[\uD800-\uDBFF]$/, '')}...`
}
