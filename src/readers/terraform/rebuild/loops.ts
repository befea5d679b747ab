import { splatItem, type ForExpression, type SplatExpression } from '../../../hcl/syntax.ts'
import { toBoolean, toStringValue } from './convert.ts'
import { entriesOf } from './entries.ts'
import { evaluate } from './evaluate.ts'
import { asElement } from './given.ts'
import { byUtf8 } from './order.ts'
import { decide, type Run } from './run.ts'
import type { Scope } from './scope.ts'
import { withSensitive } from './sensitive.ts'
import { isLoose } from './set-items.ts'
import { elementsOf, isSeveral } from './several.ts'
import {
  booleanValue,
  derived,
  EvaluationError,
  knownText,
  listValue,
  objectValue,
  type BooleanValue,
  type Hole,
  type Value,
} from './value.ts'

/** `[for …]` and `{for …}`. */
export function forValue(run: Run, expression: ForExpression, scope: Scope): Value {
  const collection = evaluate(run, expression.collection, scope)
  if (isOpen(collection)) return derived('a list', [collection])
  const entries = entriesOf(collection)
  if (entries === undefined) throw new EvaluationError('`for` goes over collections only')
  const inner = entries.map(([key, item]) => named(scope, expression, key, item))
  const kept: Scope[] = []
  const tests: Value[] = []
  for (const one of inner) {
    const test = testOf(run, expression, one)
    const keeps = test.kind === 'hole' ? decide(run, test) : test.value
    if (keeps === undefined) return derived('a list', [test, collection])
    if (keeps) kept.push(one)
    tests.push(test)
  }
  const value =
    expression.key === undefined
      ? listed(run, expression, kept)
      : mapped(run, expression, expression.key, kept)
  return withSensitive(likeCollection(value, collection), tests)
}

/** Whether not even the number of elements is known: an element of a loose list can stand for none, or for several. */
function isOpen(value: Value): boolean {
  if (value.kind === 'hole') return true
  return value.kind === 'list' && isLoose(value) && elementsOf(value).some(isSeveral)
}

/** What is made of the elements of a list of which order or number is not certain is such a list itself. */
function likeCollection(value: Value, collection: Value): Value {
  const isLooseList = value.kind === 'list' && isLoose(collection)
  const loose = isLooseList ? { ...value, isLoose: true as const } : value
  return collection.sensitive === true ? { ...loose, sensitive: true } : loose
}

function named(scope: Scope, { keyName, itemName }: ForExpression, key: Value, item: Value): Scope {
  const names = new Map(scope.names)
  if (keyName !== undefined) names.set(keyName, key)
  names.set(itemName, item)
  return { ...scope, names }
}

/** Whether an element passes the condition. */
function testOf(run: Run, { condition }: ForExpression, scope: Scope): BooleanValue | Hole {
  if (condition === undefined) return booleanValue(true)
  const passes = toBoolean(evaluate(run, condition, scope))
  if (passes.kind === 'null') throw new EvaluationError('the condition of `for` is null')
  return passes
}

function listed(run: Run, { value }: ForExpression, scopes: readonly Scope[]): Value {
  return listValue(
    'tuple',
    scopes.map(scope => asElement(evaluate(run, value, scope))),
  )
}

function mapped(
  run: Run,
  expression: ForExpression,
  key: ForExpression['value'],
  scopes: readonly Scope[],
): Value {
  const members = new Map<string, Value[]>()
  const unknown: Value[] = []
  const names: Value[] = []
  for (const scope of scopes) {
    const name = toStringValue(evaluate(run, key, scope))
    names.push(name)
    if (name.kind === 'null') throw new EvaluationError('a key of `for` is null')
    const value = asElement(evaluate(run, expression.value, scope))
    const known = knownText(name)
    if (known === undefined) {
      unknown.push(name, value)
      continue
    }
    const others = members.get(known)
    if (others === undefined) members.set(known, [value])
    else if (expression.groups) others.push(value)
    else throw new EvaluationError('two elements have one key')
  }
  const found = objectValue(
    new Map(
      [...members]
        .toSorted(([one], [other]) => byUtf8(one, other))
        .flatMap(([name, values]) => {
          const [first] = values
          if (first === undefined) return []
          return [[name, expression.groups ? listValue('tuple', values) : first] as const]
        }),
    ),
  )
  return withSensitive(unknown.length > 0 ? derived('a map', [...unknown, found]) : found, names)
}

/** `source[*].a`: of null nothing, of a single value that value. */
export function splatValue(run: Run, expression: SplatExpression, scope: Scope): Value {
  const source = evaluate(run, expression.source, scope)
  if (isOpen(source)) return derived('a list', [source])
  if (source.kind === 'null') return listValue('tuple', [])
  const items = source.kind === 'list' ? source.items : [source]
  const value = listValue(
    source.kind === 'list' && source.type !== 'tuple' ? 'list' : 'tuple',
    items.map(item =>
      asElement(
        evaluate(run, expression.each, { ...scope, names: new Map([...scope.names, [splatItem, item]]) }),
      ),
    ),
  )
  return likeCollection(value, source)
}
