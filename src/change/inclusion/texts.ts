import { isUnknown } from '../../model/unknown.ts'
import type { Budget } from './budget.ts'
import type { Test } from './clauses.ts'
import { typeOf, usualValues } from './domain.ts'
import { anyArn, filledIn, patternOf } from './patterns.ts'
import type { Values } from './values.ts'
import { witnessesOf } from './witnesses.ts'

/**
 * Texts: those that are written, patterns filled in, usual values of the key, and then whatever else a text can match.
 */
export function textsFor(key: string, tests: readonly Test[], budget: Budget): Values {
  const written = filled(tests, 'other')
  const usual = usualValues(key)
  if (tests.every(isEquality)) {
    return { texts: [...written, unlike(written), ...usual], complete: true }
  }
  const strange = tests.some(isStrange)
  const patterns = tests.flatMap(test => {
    const pattern = patternOf(test)
    return pattern === undefined ? [] : [pattern]
  })
  const shapes = typeOf(key) === 'ARN' ? [anyArn] : []
  const { texts, complete } = witnessesOf([...patterns, ...shapes], budget)
  const all = [...written, ...usual, 'other', ...filled(tests, ''), ...filled(tests, '1'), ...texts]
  return { texts: all.filter(value => !/\p{Surrogate}/u.test(value)), complete: complete && !strange }
}

function filled(tests: readonly Test[], filling: string): readonly string[] {
  return tests.flatMap(test => filledIn(test, filling) ?? [])
}

/** Only known texts, each equal to one value. */
function isEquality({ condition: { operator }, isHollow }: Test): boolean {
  return (operator === 'StringEquals' || operator === 'BinaryEquals') && !isHollow
}

function unlike(written: readonly string[]): string {
  const taken = new Set(written)
  let other = 'other'
  while (taken.has(other)) other += '-one'
  return other
}

/**
 * Texts that the search through characters cannot tell right: characters of two halves, of which `?` takes one; letters
 * whose other case is not one letter; and those that the evaluator itself uses as signs.
 */
function isStrange({ condition: { operator }, value }: Test): boolean {
  const strange = operator.endsWith('IgnoreCase') ? /[^\0-\x7F]/ : /[\uD800-\uDFFF\uE000-\uE003]/
  return value.some(part => !isUnknown(part) && strange.test(part))
}
