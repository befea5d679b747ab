import { holds } from '../../access/request/conditions.ts'
import { literal, text, type Text } from '../../model/text.ts'
import type { Budget } from './budget.ts'
import { asksForOne, type Clause, type Test } from './clauses.ts'
import { canHaveMany, isDoubtful } from './domain.ts'
import { patternOf } from './patterns.ts'
import { valuesFor } from './values.ts'

/** One way in which all clauses of a key can turn out, and values of the key for which they do. */
export interface Point {
  /** None when the key is absent. */
  readonly values: readonly Text[]
  /** `1` or `0` for each clause. */
  readonly outcomes: string
  /** Whether a request can be like that, whatever the holes turn out to be. */
  readonly certain: boolean
}

/** A condition key, with all ways in which its clauses can turn out. */
export interface Dimension {
  readonly key: string
  readonly points: readonly Point[]
  /** Whether these are all. */
  readonly complete: boolean
}

/** What is asked of one key, and what other keys say of it. */
export interface KeyQuestion {
  readonly key: string
  readonly clauses: readonly Clause[]
  /** Values that fit those of other keys. */
  readonly related: readonly string[]
  /** Values that fit other keys differently are kept apart, however alike the clauses find them. */
  readonly tag: (value: string) => string
  /** Whether a request can always be what this test with a hole asks for. */
  readonly isFree: (test: Test) => boolean
}

/** Finds all ways in which the clauses of one key can turn out, absent first, plain values before odd ones. */
export function dimensionOf(question: KeyQuestion, budget: Budget): Dimension {
  const { key, clauses } = question
  const tests = [...new Map(clauses.flatMap(({ tests: all }) => all.map(test => [test.id, test]))).values()]
  const values = valuesFor(key, tests, budget)
  const absent = variantsOf(question, [])
  const found = new Map<string, Point>()
  let complete = values.complete && absent !== undefined
  const candidates = [...values.texts, ...question.related].map(value => text(value))
  const cost = tests.reduce((sum, { condition }) => sum + priceOf(condition.operator), 1)
  for (const value of [...candidates, ...hollowValues(question, tests)]) {
    const variants = budget.spend(cost) ? variantsOf(question, [value]) : undefined
    if (variants === undefined) complete = false
    for (const point of variants ?? []) keep(found, point, question)
  }
  for (const point of forced(question, tests)) keep(found, point, question)
  const many = canHaveMany(key) === 'no' ? undefined : listsOf([...found.values()], question, budget)
  return {
    key,
    points: [...(absent ?? []), ...(many?.points ?? found.values())],
    complete: complete && many?.complete !== false,
  }
}

/** Addresses and ARNs are taken apart for each comparison. */
function priceOf(operator: string): number {
  if (operator === 'IpAddress') return 8
  return operator.startsWith('Arn') ? 3 : 1
}

const mostPoints = 600
const mostOpen = 4

function keep(found: Map<string, Point>, point: Point, { tag }: KeyQuestion): boolean {
  const [value] = point.values
  const id = `${point.outcomes} ${point.values.length === 1 ? tag(literal(value ?? []) ?? '') : ''}`
  const before = found.get(id)
  if (before !== undefined && (before.certain || !point.certain)) return false
  found.set(id, point)
  return before === undefined
}

/** The tags of a list, each once. */
function tagsIn(values: readonly Text[], tag: KeyQuestion['tag']): string {
  const tags = values.map(value => tag(literal(value) ?? '')).filter(one => one !== '')
  return [...new Set(tags)].toSorted().join(' ')
}

/** Every test that may turn out either way does both, alike in all clauses. Nothing when there are too many. */
function variantsOf({ key, clauses }: KeyQuestion, values: readonly Text[]): readonly Point[] | undefined {
  const context = new Map(values.length === 0 ? [] : [[key, values]])
  const outcomes = clauses.map(({ condition }) => holds(condition, context))
  const [value] = values
  const known = value === undefined || !isDoubtful(key, literal(value) ?? 'hole')
  const open = new Map<string, number>()
  const tests = clauses.map(({ tests: all, ...clause }, index) => {
    if (outcomes[index] !== 'unknown') return []
    const each = values.length === 0 || all.length === 0 ? [{ id: clause.id, is: 'unknown' }] : []
    const asked = all.map(test => ({ id: test.id, is: holds(test.condition, context) }))
    const here = each.length > 0 ? each : asked
    for (const { id, is } of here) if (is === 'unknown' && !open.has(id)) open.set(id, open.size)
    return here
  })
  if (open.size > mostOpen) return undefined
  return Array.from({ length: 2 ** open.size }, (_, choice) => ({
    values,
    outcomes: clauses
      .map((clause, index) => {
        const outcome = outcomes[index]
        if (outcome !== 'unknown') return outcome === 'yes' ? '1' : '0'
        const met = (tests[index] ?? []).some(
          ({ id, is }) => is === 'yes' || (is === 'unknown' && ((choice >> (open.get(id) ?? 0)) & 1) === 1),
        )
        return met === isPositive(clause) ? '1' : '0'
      })
      .join(''),
    certain: known && open.size === 0,
  }))
}

function isPositive({ condition: { operator } }: Clause): boolean {
  return !operator.includes('Not')
}

/** Values that are equal to a hole, whatever it becomes. */
function hollowValues({ isFree }: KeyQuestion, tests: readonly Test[]): readonly Text[] {
  return tests
    .filter(test => test.isHollow && test.condition.operator.startsWith('StringEquals') && isFree(test))
    .map(({ value }) => value)
}

/** A pattern with a hole matches something, and that serves where no other test of this key objects. */
function forced({ key, clauses, isFree }: KeyQuestion, tests: readonly Test[]): readonly Point[] {
  const asked = tests.filter(({ condition: { operator } }) => operator !== 'Null')
  const [test] = asked
  if (test === undefined || asked.length > 1 || !test.isHollow || !isFree(test)) return []
  if (patternOf(test) === undefined) return []
  const present = new Map([[key, [test.value]]])
  const outcomes = clauses.map(clause => {
    if (clause.condition.operator !== 'Null') return isPositive(clause) ? '1' : '0'
    return holds(clause.condition, present) === 'yes' ? '1' : '0'
  })
  const isKnown = clauses.every(
    ({ condition }) => condition.operator !== 'Null' || holds(condition, present) !== 'unknown',
  )
  return isKnown ? [{ values: [test.value], outcomes: outcomes.join(''), certain: true }] : []
}

/**
 * Lists of values: how a clause turns out for a list follows from how it does for a shorter one and for the value that
 * is added, so lists are made longer until nothing new turns up.
 */
function listsOf(
  singles: readonly Point[],
  { key, clauses, tag }: KeyQuestion,
  budget: Budget,
): { readonly points: readonly Point[]; readonly complete: boolean } {
  const asks = clauses.map(asksForOne)
  const isList = canHaveMany(key) === 'yes'
  const found = new Map<string, Point>()
  const queue = [...singles]
  const idOf = ({ values, outcomes }: Pick<Point, 'values' | 'outcomes'>) =>
    `${outcomes} ${tagsIn(values, tag)}`
  for (const single of singles) found.set(idOf(single), single)
  for (const list of queue) {
    for (const single of singles) {
      if (!budget.spend(clauses.length) || found.size > mostPoints) return { points: queue, complete: false }
      const outcomes = asks
        .map((one, index) => {
          const [left, right] = [list.outcomes[index] === '1', single.outcomes[index] === '1']
          return (one ? left || right : left && right) ? '1' : '0'
        })
        .join('')
      const certain = isList && list.certain && single.certain
      const point = { values: [...list.values, ...single.values], outcomes, certain }
      const before = found.get(idOf(point))
      if (before !== undefined && (before.certain || !certain)) continue
      found.set(idOf(point), point)
      queue.push(point)
    }
  }
  return { points: queue, complete: true }
}
