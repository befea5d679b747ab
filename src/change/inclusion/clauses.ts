import type { Condition } from '../../model/statement.ts'
import { literal, text, type Text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { isFilledByCall, variableOf } from '../../policy/variables.ts'

/** A condition in the one spelling that all its equals share. */
export interface Clause {
  readonly id: string
  /** In lower case. */
  readonly key: string
  readonly condition: Condition
  /** What it asks of one value of the request: is it equal to this, does it match that? */
  readonly tests: readonly Test[]
}

/** The comparison with one value of the policy; clauses share it. */
export interface Test {
  readonly id: string
  readonly condition: Condition
  readonly value: Text
  /** Whether what it compares with is not known, or filled by the request. */
  readonly isHollow: boolean
}

/** Gives holes that are filled with the same value the same name. */
export type HoleNames = (hole: Unknown) => string

/**
 * Holes with the same name in the same resource are filled alike, whichever file tells of them; policy variables are
 * alike everywhere. What cannot be read at all is only like itself: its name does not tell what it hides.
 */
export function holeNames(): HoleNames {
  const unreadable = new Map<Unknown, number>()
  return hole => {
    if (isFilledByCall(hole)) {
      const { name, fallback } = variableOf(hole)
      return [variablePrefix + name, ...(fallback === undefined ? [] : [fallback])].join(',')
    }
    if (hole.reason !== 'malformed') return JSON.stringify([hole.name, hole.at.address, hole.reason])
    if (!unreadable.has(hole)) unreadable.set(hole, unreadable.size)
    return JSON.stringify([hole.name, hole.at.address, unreadable.get(hole)])
  }
}

/** Brings a condition into its one spelling: what makes no difference to AWS makes none here. */
export function clauseOf(condition: Condition, names: HoleNames): Clause {
  const key = condition.key.toLowerCase()
  const operator = operatorOf(condition.operator)
  const { qualifier } = condition
  const isNull = operator === 'Null'
  const byId = new Map(
    condition.values
      .map(value => valueOf(value, operator, names))
      .map((value): readonly [string, Text] => [JSON.stringify(value), value]),
  )
  const values = [...byId].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const spelled: Condition = {
    operator,
    ...(qualifier === undefined || isNull ? {} : { qualifier }),
    // An absent key is decided by a qualifier, and by a negated operator, without it.
    ifExists: condition.ifExists && qualifier === undefined && !isNull && !operator.includes('Not'),
    key,
    values: values.map(([, value]) => value),
    at: nowhere,
  }
  const id = JSON.stringify([key, operator, spelled.qualifier, spelled.ifExists, values.map(([one]) => one)])
  return { id, key, condition: spelled, tests: testsOf(spelled, id) }
}

/** Whether a clause holds as soon as one of the key's values is right; else all of them must be. */
export function asksForOne({ condition: { operator, qualifier } }: Clause): boolean {
  return qualifier === undefined ? !operator.includes('Not') : qualifier === 'ForAnyValue'
}

/** The keys, in lower case, that the request fills this test's value from. */
export function keysInside({ value }: Test): readonly string[] {
  return value.flatMap(part =>
    isUnknown(part) && part.reason === 'dynamic-reference'
      ? [part.name.slice(variablePrefix.length).split(',')[0] ?? '']
      : [],
  )
}

/**
 * Whether the hole of a test is certain to become one value, and so a request can be equal to it. A hole that makes up
 * a whole value may stand for a list, even an empty one, unless it is told to be an ARN.
 */
export function isOneValue({ value }: Test): boolean {
  const [only] = value
  return (
    value.length > 1 || !isUnknown(only) || only.shape !== 'anything' || only.reason === 'dynamic-reference'
  )
}

const variablePrefix = 'variable:'
const nowhere = { file: '', address: '', pointer: '' }

function operatorOf(written: string): string {
  return written.replace(/^(Arn(?:Not)?)Equals$/, '$1Like')
}

/** Values that compare alike become one; `${*}`, `${?}` and `${$}` are no holes to the evaluator. */
function valueOf(value: Text, operator: string, names: HoleNames): Text {
  const anyCase = /IgnoreCase$|^Bool$|^Null$/.test(operator)
  return text(
    ...value.map(part => {
      if (!isUnknown(part)) return anyCase ? part.toLowerCase() : part
      if (isFilledByCall(part) && isCharacter(part)) return { ...part, name: part.name.trim(), at: nowhere }
      const hidden: Unknown = {
        kind: 'unknown',
        // No longer a variable: the evaluator would look for its key in requests of one key.
        reason: isFilledByCall(part) ? 'dynamic-reference' : 'not-in-input',
        name: names(part),
        shape: part.shape,
        at: nowhere,
      }
      return hidden
    }),
  )
}

function isCharacter({ name }: Unknown): boolean {
  return ['*', '?', '$'].includes(name.trim())
}

function testsOf(condition: Condition, id: string): readonly Test[] {
  const { operator, values, key, at } = condition
  if (operator === 'Null') return [{ id, condition, value: [], isHollow: false }]
  return values.map(value => {
    const single = operator.replace('Not', '')
    return {
      id: JSON.stringify([single, value]),
      condition: { operator: single, ifExists: false, key, values: [value], at },
      value,
      isHollow: literal(value) === undefined && value.some(part => isUnknown(part) && !isFilledByCall(part)),
    }
  })
}
