/** Characters as HCL's scanner sorts them. */

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy
const lastAscii = 0x7f

/** Behind the identifier that begins at an offset; the offset itself where none begins. */
export function endOfIdentifier(text: string, start: number): number {
  if (!startsIdentifier(text.charCodeAt(start))) return start
  let at = start
  while (continuesIdentifier(text.charCodeAt(at))) at += 1
  if (!(text.charCodeAt(at) > lastAscii || at === start)) return at
  identifier.lastIndex = start
  return identifier.test(text) ? identifier.lastIndex : start
}

function startsIdentifier(code: number): boolean {
  return isLetter(code) || code === 0x5f || code > lastAscii
}

function continuesIdentifier(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 0x5f || code === 0x2d
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

/** `0` to `9`, by its code. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/**
 * Behind the number that begins at an offset with a digit. As in HCL's scanner it takes in points and exponents as long as
 * it ends with a digit, so that `1.2.3` is one number, which is then refused, and `1.a` is a number and an attribute.
 */
export function endOfNumber(text: string, start: number): number {
  let end = start + 1
  for (let at = end; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isDigit(code)) end = at + 1
    else if (code !== 0x2e && endOfExponent(text, at) === at) break
    else if (code !== 0x2e) {
      end = endOfExponent(text, at)
      at = end - 1
    }
  }
  return end
}

function endOfExponent(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code !== 0x65 && code !== 0x45) return at
  const sign = text[at + 1]
  const digit = at + (sign === '+' || sign === '-' ? 2 : 1)
  return isDigit(text.charCodeAt(digit)) ? digit + 1 : at
}

/** White space as Go's `unicode.IsSpace` has it: other than in JavaScript with U+0085, without U+FEFF. */
function isSpace(code: number): boolean {
  if (code <= lastAscii) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  if (code <= 0xff) return code === 0x85 || code === 0xa0
  if (code < 0x2000) return code === 0x1680
  return code <= 0x200a || [0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(code)
}

/** The number of white-space characters that a part of a text begins with. */
export function leadingSpaces(text: string, start = 0, end = text.length): number {
  let at = start
  while (at < end && isSpace(text.charCodeAt(at))) at += 1
  return at - start
}

/** The number of white-space characters that a part of a text ends with. */
export function trailingSpaces(text: string, start = 0, end = text.length): number {
  let at = end
  while (at > start && isSpace(text.charCodeAt(at - 1))) at -= 1
  return end - at
}
