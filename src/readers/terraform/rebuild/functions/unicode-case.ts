/**
 * Letters as Go maps them: each character to one character, whatever stands beside it (`ß` has no upper case, `Σ` always
 * becomes `σ`). https://pkg.go.dev/unicode#ToUpper
 */

/** The text in lower case. */
export function lower(text: string): string {
  return text.replace(/\p{L}|\p{N}|\p{So}|\p{M}/gu, lowerOf)
}

/** The text in upper case. */
export function upper(text: string): string {
  return text.replace(/\p{L}|\p{N}|\p{So}|\p{M}/gu, upperOf)
}

/** A character as the first of a word: digraphs such as `ǆ` have a form of their own, Georgian letters stay. */
export function titleOf(character: string): string {
  const digraph = digraphs.find(forms => forms.includes(character))
  if (digraph !== undefined) return digraph.slice(1, 2)
  return /[\u10d0-\u10ff]/.test(character) ? character : upperOf(character)
}

const digraphs = ['\u01c4\u01c5\u01c6', '\u01c7\u01c8\u01c9', '\u01ca\u01cb\u01cc', '\u01f1\u01f2\u01f3']

function lowerOf(character: string): string {
  return character === '\u0130' ? 'i' : single(character, character.toLowerCase())
}

/** Greek letters with an iota below have one character for what JavaScript makes two of. */
const withIota: readonly (readonly [RegExp, number])[] = [
  [/[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]/, 8],
  [/[\u1fb3\u1fc3\u1ff3]/, 9],
]

function upperOf(character: string): string {
  const [, distance] = withIota.find(([letters]) => letters.test(character)) ?? []
  if (distance !== undefined) return String.fromCharCode(character.charCodeAt(0) + distance)
  return single(character, character.toUpperCase())
}

function single(character: string, mapped: string): string {
  return mapped.length === 1 || mapped.length === String.fromCodePoint(mapped.codePointAt(0) ?? 0).length
    ? mapped
    : character
}
