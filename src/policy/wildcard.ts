import { isUnknown } from '../model/unknown.ts'
import { literal, type Text } from '../model/text.ts'
import { tri, type Tri } from '../model/tri.ts'

/**
 * Whether a pattern with `*` (any characters) and `?` (one character) matches a string.
 * Never backtracks further than the last `*`, so hostile patterns cost no more than length × length.
 */
export function matchesWildcard(pattern: string, value: string): boolean {
  if (pattern === value) return true
  let at = 0
  let inPattern = 0
  let star = -1
  let resume = 0
  while (at < value.length) {
    const wanted = pattern[inPattern]
    if (wanted === '*') {
      star = inPattern
      resume = at
      inPattern += 1
    } else if (wanted === '?' || (wanted !== undefined && wanted === value[at])) {
      inPattern += 1
      at += 1
    } else if (star >= 0) {
      inPattern = star + 1
      resume += 1
      at = resume
    } else return false
  }
  while (pattern[inPattern] === '*') inPattern += 1
  return inPattern === pattern.length
}

/** Whether a pattern with holes matches a known string: a hole may become anything. */
export function mayMatchWildcard(pattern: Text, value: string): Tri {
  const known = literal(pattern)
  if (known !== undefined) return tri(matchesWildcard(known, value))
  const widest = pattern.map(part => (isUnknown(part) ? '*' : part)).join('')
  return matchesWildcard(widest, value) ? 'unknown' : 'no'
}

/** Whether a text has a `*` or `?` of its own. */
export function hasWildcard(value: Text): boolean {
  return value.some(part => typeof part === 'string' && /[*?]/.test(part))
}
