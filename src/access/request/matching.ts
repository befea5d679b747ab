import { literal, type Text } from '../../model/text.ts'
import { allOf, tri, type Tri } from '../../model/tri.ts'
import { isUnknown } from '../../model/unknown.ts'
import { parseArn } from '../../policy/arn.ts'
import { matchesWildcard } from '../../policy/wildcard.ts'

/** Stands for what a hole may become: no policy holds this private-use character. */
const anything = '\uE002'

/** Whether a pattern with `*` and `?` matches a text; a hole on either side may become anything. */
export function matchesText(pattern: Text, actual: Text): Tri {
  const knownPattern = literal(pattern)
  const knownActual = literal(actual)
  if (knownPattern !== undefined && knownActual !== undefined) {
    return tri(matchesWildcard(knownPattern, knownActual))
  }
  if (knownPattern !== undefined && coversAll(knownPattern, actual)) return 'yes'
  return canMeet(widest(pattern), widest(actual)) ? 'unknown' : 'no'
}

/** The six parts of an ARN are matched one by one, so that `*` never crosses a colon but in the last. */
export function matchesArn(pattern: Text, actual: Text): Tri {
  const wanted = parseArn(pattern)
  const given = parseArn(actual)
  // How AWS matches a pattern with fewer parts is not documented.
  if (wanted === undefined) return 'unknown'
  if (given === undefined) return literal(actual) === undefined ? 'unknown' : 'no'
  return allOf([
    matchesText(wanted.partition, given.partition),
    matchesText(wanted.service, given.service),
    matchesText(wanted.region, given.region),
    matchesText(wanted.account, given.account),
    matchesText(wanted.resource, given.resource),
  ])
}

function widest(value: Text): string {
  return value.map(part => (isUnknown(part) ? '*' : part)).join('')
}

/**
 * Whether the pattern matches whatever the hole becomes. A string longer than the pattern's `?`s must be taken
 * by a `*`, which then takes any longer one too; the shorter ones are tried.
 */
function coversAll(pattern: string, actual: Text): boolean {
  if (pattern === '*') return true
  if (actual.filter(isUnknown).length !== 1) return false
  const longest = pattern.split('?').length
  return Array.from({ length: longest + 1 }, (_, length) => anything.repeat(length)).every(filling =>
    matchesWildcard(pattern, actual.map(part => (isUnknown(part) ? filling : part)).join('')),
  )
}

/** Whether two patterns have a string in common: a table of their ends, filled from the back. */
function canMeet(one: string, other: string): boolean {
  let after: readonly boolean[] = []
  for (let left = one.length; left >= 0; left -= 1) {
    const row: boolean[] = Array.from({ length: other.length + 1 }, () => false)
    for (let right = other.length; right >= 0; right -= 1) {
      row[right] = meetFrom(one[left], other[right], {
        both: after[right + 1] === true,
        left: after[right] === true,
        right: row[right + 1] === true,
      })
    }
    after = row
  }
  return after[0] === true
}

interface Neighbours {
  readonly both: boolean
  readonly left: boolean
  readonly right: boolean
}

function meetFrom(one: string | undefined, other: string | undefined, next: Neighbours): boolean {
  if (one === undefined && other === undefined) return true
  if (one === '*') return next.left || (other !== undefined && next.right)
  if (other === '*') return next.right || (one !== undefined && next.left)
  if (one === undefined || other === undefined) return false
  return (one === other || one === '?' || other === '?') && next.both
}
