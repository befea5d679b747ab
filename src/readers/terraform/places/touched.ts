import type { SourceLocation } from '../../../model/source-location.ts'
import { isObject, items, property } from '../json-value.ts'
import type { Value } from '../rebuild/value.ts'
import type { Instance } from '../resources.ts'
import { agrees, listed } from './agrees.ts'
import { canonicalPlanned } from './canonical.ts'
import { beforeFor } from './counterparts.ts'
import type { Evaluated } from './evaluated.ts'
import { documentAt, valueAt, type PlanFacts } from './plan-facts.ts'
import { isIndex, partsOf, pointerOf } from './pointer.ts'
import { trailOf } from './trail.ts'

/** A document at a place of a resource that is updated. */
interface DocumentPlace {
  readonly instance: Instance
  /** The way to the document. */
  readonly steps: readonly string[]
  /** The way inside it. */
  readonly inside: readonly string[]
}

/**
 * Whether a plan changes what stands at a place: anything in a resource that it creates, in one that it updates a
 * statement that no statement before is equal to, a value that the statement before did not have, or an argument whose
 * value differs.
 */
export function touchedIn(evaluated: Evaluated, facts: PlanFacts): (at: SourceLocation) => boolean {
  return ({ file, address, pointer }) => {
    const instance = file === facts.file ? facts.instanceOf(address) : undefined
    if (instance === undefined) return false
    if (instance.created) return true
    // A data source has nothing before where it is read during apply: something in it is new.
    if (instance.mode === 'data') return !isObject(instance.before)
    const { document, inside } = partsOf(pointer)
    if (document !== undefined) return isNewIn({ instance, steps: document, inside }, evaluated, facts)
    const way = inside.slice(0, 1)
    return differ(valueAt(instance.values.json, way), valueAt(instance.before, way))
  }
}

function isNewIn(place: DocumentPlace, evaluated: Evaluated, facts: PlanFacts): boolean {
  const { instance, steps, inside } = place
  const before = facts.parsed(textBefore(instance, steps))
  const after = documentAt(facts, instance.values.json, steps)
  if (after === undefined) return isNewAsWritten(place, before, evaluated)
  const [name, index = '', ...rest] = inside
  if (name !== 'Statement') return differ(after, before)
  const isOfList = isIndex(index)
  const way = isOfList || index === '' ? rest : [index, ...rest]
  const { statements, contents } = statementsOf(before)
  const all = statementsOf(after).statements
  const statement = all[isOfList ? Number(index) : 0]
  if (contents.has(canonicalPlanned(statement))) return false
  const counterpart = way.length === 0 ? undefined : counterpartOf(all, statements, statement)
  return counterpart === undefined || isNewValue(statement, counterpart, way)
}

/** Whether a statement before did not have the value that stands in it now. */
function isNewValue(statement: unknown, before: unknown, way: readonly string[]): boolean {
  const value = valueAt(statement, way)
  const old = valueAt(before, isIndex(way.at(-1) ?? '') ? way.slice(0, -1) : way)
  if (typeof value === 'object') return differ(value, old)
  const text = canonicalPlanned(value)
  return !listed(old).some(one => canonicalPlanned(one) === text)
}

/** What is known after apply only, is new unless a statement before can be the one that the source writes. */
function isNewAsWritten(
  { instance, steps, inside }: DocumentPlace,
  before: unknown,
  evaluated: Evaluated,
): boolean {
  const document = evaluated.documentOf(instance.address, pointerOf(steps))
  const statement = document === undefined ? undefined : statementOf(document, inside)
  if (statement === undefined) return true
  const budget = { left: mostComparisons }
  return !listed(property(before, 'Statement')).some(one => agrees(one, statement, budget))
}

/** More parts than the statements of any policy have. */
const mostComparisons = 20_000

function statementOf(document: Value, [name, index]: readonly string[]): Value | undefined {
  if (name !== 'Statement') return undefined
  const steps = index !== undefined && isIndex(index) ? [name, index] : [name]
  return trailOf(undefined, document, steps)[steps.length]
}

/** Of the blocks of a set, which have no order, the one that was there before. */
function textBefore({ values, before }: Instance, steps: readonly string[]): string {
  const [name = '', index = '', ...rest] = steps
  const list = items(valueAt(before, [name]))
  const element = isIndex(index)
    ? beforeFor(items(valueAt(values.json, [name])), list)[Number(index)]
    : undefined
  const text = isIndex(index) ? valueAt(element, rest) : valueAt(before, steps)
  return typeof text === 'string' ? text : ''
}

interface Statements {
  readonly statements: readonly unknown[]
  /** What they say. */
  readonly contents: ReadonlySet<string>
}

// Many findings point into one document.
const known = new WeakMap<object, Statements>()
const pairs = new WeakMap<readonly unknown[], WeakMap<readonly unknown[], ReadonlyMap<unknown, unknown>>>()

function statementsOf(document: unknown): Statements {
  if (!isObject(document)) return { statements: [], contents: new Set() }
  const cached = known.get(document)
  if (cached !== undefined) return cached
  const statements = listed(property(document, 'Statement'))
  const found = { statements, contents: new Set(statements.map(one => canonicalPlanned(one))) }
  known.set(document, found)
  return found
}

/** The statement before that one now took the place of. */
function counterpartOf(after: readonly unknown[], before: readonly unknown[], statement: unknown): unknown {
  const ofAfter = pairs.get(after) ?? new WeakMap<readonly unknown[], ReadonlyMap<unknown, unknown>>()
  pairs.set(after, ofAfter)
  const cached = ofAfter.get(before)
  if (cached !== undefined) return cached.get(statement)
  const others = beforeFor(after, before)
  const found = new Map(after.map((one, index) => [one, others[index]]))
  ofAfter.set(before, found)
  return found.get(statement)
}

function differ(after: unknown, before: unknown): boolean {
  return canonicalPlanned(after) !== canonicalPlanned(before)
}
