import type { Facts } from '../access/facts.ts'
import { undecided } from '../access/effect.ts'
import { isNegated, isPattern } from '../access/operators.ts'
import type { Condition } from '../model/statement.ts'
import { holesOf, literal, showText, text, type Text } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { showCondition } from '../policy/conditions.ts'
import { isFilledByCall, variableOf } from '../policy/variables.ts'

/** What a condition comes to: on what the call carries, decided, or not to be told. */
export type SpelledOut = Condition | 'always' | 'never' | Unknown

/**
 * A condition that compares a fact about the key with what the call carries, with the fact in its place:
 * `aws:ResourceTag/team is ${aws:PrincipalTag/team}` asks of a key with the tag `a` that `aws:PrincipalTag/team is a`
 * (IAM User Guide, "Variables and tags"; a variable without a value matches nothing, as an absent key does).
 */
export function spelledOut(condition: Condition, facts: Facts): SpelledOut {
  const fact = facts(condition.key.toLowerCase())
  if (fact === undefined) return filled(condition, facts)
  if ('hidden' in fact || fact.more !== undefined) return cannotTell(condition, facts)
  if (fact.values.length === 0) return ofAbsent(condition)
  const [value, ...others] = fact.values
  const known = value === undefined || others.length > 0 ? undefined : literal(value)
  return known === undefined ? cannotTell(condition, facts) : turnedRound(condition, known, facts)
}

/** Named by the facts: holes with one name are filled alike, and these are not where the facts differ. */
function cannotTell(condition: Condition, facts: Facts): Unknown {
  const variables = condition.values.flatMap(holesOf).filter(isFilledByCall)
  const names = [condition.key.toLowerCase(), ...variables.map(hole => variableOf(hole).name)]
  const known = names.map(facts).flatMap(fact => {
    if (fact === undefined) return []
    return 'hidden' in fact ? fact.hidden.map(({ name }) => name) : fact.values.map(showText)
  })
  const where = known.length === 0 ? 'the key has none' : `that of the key is ${known.join(', ')}`
  return undecided(condition, `whether ${showCondition(condition)}, where ${where}`)
}

/** In the order of the IAM User Guide: a set qualifier, `IfExists`, the operator's sign. */
function ofAbsent(condition: Condition): SpelledOut {
  if (condition.qualifier !== undefined) return condition.qualifier === 'ForAllValues' ? 'always' : 'never'
  return condition.ifExists || isNegated(condition) ? 'always' : 'never'
}

/** What the call has to carry for the fact to be equal to one of the values. */
function turnedRound(condition: Condition, fact: string, facts: Facts): SpelledOut {
  const { operator, qualifier, values, at } = condition
  if (qualifier !== undefined || !/^String(?:Not)?Equals(?:IgnoreCase)?$/.test(operator))
    return cannotTell(condition, facts)
  const anyCase = operator.endsWith('IgnoreCase')
  const wanted = new Map<string, Asked[]>()
  for (const value of values) {
    const asked = askedOf(value, fact, anyCase)
    if (asked === 'nothing') continue
    if (asked === 'anything') return isNegated(condition) ? 'never' : 'always'
    if (asked === undefined) return cannotTell(condition, facts)
    const name = asked.key.toLowerCase()
    const known = wanted.get(name)
    if (known === undefined) wanted.set(name, [asked])
    else known.push(asked)
  }
  const [all, ...others] = wanted.values()
  const [first] = all ?? []
  if (all === undefined || first === undefined) return isNegated(condition) ? 'always' : 'never'
  if (others.length > 0) return cannotTell(condition, facts)
  return { operator, ifExists: false, key: first.key, values: all.map(({ value }) => text(value)), at }
}

interface Asked {
  readonly key: string
  readonly value: string
}

/** What a variable in a text has to be for the text to be the fact; `nothing` can make it so, `anything` does. */
function askedOf(value: Text, fact: string, anyCase: boolean): Asked | 'nothing' | 'anything' | undefined {
  const [inCase, parts] = anyCase
    ? [fact.toLowerCase(), value.map(part => (isUnknown(part) ? part : part.toLowerCase()))]
    : [fact, value]
  const [hole, ...more] = parts.filter(isUnknown)
  if (hole === undefined) return (literal(parts) ?? '') === inCase ? 'anything' : 'nothing'
  if (more.length > 0 || !isFilledByCall(hole)) return undefined
  const { name, fallback } = variableOf(hole)
  if (fallback !== undefined || isCharacter(name)) return undefined
  const place = parts.indexOf(hole)
  const [before = '', after = ''] = [literal(parts.slice(0, place)), literal(parts.slice(place + 1))]
  const fits =
    inCase.startsWith(before) && inCase.endsWith(after) && inCase.length >= before.length + after.length
  return fits
    ? { key: hole.name, value: inCase.slice(before.length, inCase.length - after.length) }
    : 'nothing'
}

/** The condition on what the call carries, with the facts in its values. */
function filled(condition: Condition, facts: Facts): SpelledOut {
  if (condition.qualifier !== undefined) return cannotTell(condition, facts)
  const values: Text[] = []
  for (const value of condition.values) {
    const parts = value.map(part => partWith(part, facts, condition))
    if (parts.includes(undefined)) return cannotTell(condition, facts)
    if (parts.includes('no value')) continue
    values.push(text(...parts.flatMap(part => (typeof part === 'object' ? [part.is] : []))))
  }
  if (values.length === 0) return isNegated(condition) ? 'always' : ofNoValue(condition, facts)
  return { ...condition, values }
}

/** Nothing matches a value that there is not; with `IfExists` it holds where the key is absent. */
function ofNoValue(condition: Condition, facts: Facts): SpelledOut {
  return condition.ifExists ? cannotTell(condition, facts) : 'never'
}

type Filled = { readonly is: Text[number] } | 'no value' | undefined

function partWith(part: Text[number], facts: Facts, condition: Condition): Filled {
  if (!isUnknown(part) || !isFilledByCall(part)) return { is: part }
  const { name, fallback } = variableOf(part)
  const fact = facts(name)
  if (fact === undefined) return { is: part }
  if ('hidden' in fact || fact.more !== undefined) return undefined
  const [only, ...others] = fact.values
  if (only === undefined) return fallback === undefined ? 'no value' : { is: fallback }
  const known = literal(only)
  if (others.length > 0 || known === undefined) return undefined
  // Whether AWS reads wildcards in what a variable stands for is not told.
  return isPattern(condition) && /[*?:]/.test(known) ? undefined : { is: known }
}

/** `${*}`, `${?}` and `${$}` stand for the character itself. */
function isCharacter(name: string): boolean {
  return name === '*' || name === '?' || name === '$'
}
