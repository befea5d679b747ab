import type { Condition } from '../model/statement.ts'
import { literal, text, type Text } from '../model/text.ts'
import { hasWildcard } from '../policy/wildcard.ts'
import { holds } from './request/conditions.ts'

/** What must hold, and what must not hold as a whole. */
interface Asked {
  readonly conditions: readonly Condition[]
  readonly unless: readonly (readonly Condition[])[]
}

/**
 * Whether it is shown that no call can meet these conditions: `kms:ViaService` cannot be S3 and EC2 at once. Only what
 * tests one key for equality with known values is looked at; anything else stays open, and so possible.
 */
export function isContradiction({ conditions, unless }: Asked): boolean {
  // One condition alone, of a statement that allows, can be met.
  if (conditions.length + unless.length < 2) return false
  const keys = new Map<string, Asked>()
  for (const condition of conditions) add(keys, condition, { conditions: [condition], unless: [] })
  for (const list of unless) {
    const [first, ...others] = list
    if (first === undefined) continue
    if (others.some(other => other.key.toLowerCase() !== first.key.toLowerCase())) continue
    add(keys, first, { conditions: [], unless: [list] })
  }
  return [...keys].some(([key, asked]) => !manyValued.has(key) && isImpossible(key, asked))
}

function add(keys: Map<string, Asked>, { key }: Condition, asked: Asked): void {
  const name = key.toLowerCase()
  const before = keys.get(name) ?? { conditions: [], unless: [] }
  keys.set(name, {
    conditions: [...before.conditions, ...asked.conditions],
    unless: [...before.unless, ...asked.unless],
  })
}

/** Keys that one request can carry with several values: equality tells less about them. */
const manyValued: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'kms:encryptioncontextkeys',
  'kms:grantoperations',
  'kms:resourcealiases',
])

/** Compared by equality, so that values which no condition names are all alike. */
const byEquality = /^(?:String(?:Not)?Equals|Bool|Null)$/

/** A value that no policy names. */
const other = text('\uE003')
const mostValues = 100

function isImpossible(key: string, asked: Asked): boolean {
  const all = [...asked.conditions, ...asked.unless.flat()]
  if (all.length < 2 || !all.every(isPlain)) return false
  const named = all.flatMap(({ operator, values }) => (operator === 'Null' ? [] : values))
  if (named.length > mostValues) return false
  const isBool = all.some(({ operator }) => operator === 'Bool')
  if (isBool && !all.every(({ operator }) => operator === 'Bool' || operator === 'Null')) return false
  const values = isBool ? [text('true'), text('false')] : [...named, other]
  return ![undefined, ...values].some(value => isMet(key, value, asked))
}

function isPlain({ operator, values }: Condition): boolean {
  return (
    byEquality.test(operator) && values.every(value => literal(value) !== undefined && !hasWildcard(value))
  )
}

function isMet(key: string, value: Text | undefined, { conditions, unless }: Asked): boolean {
  const context = new Map(value === undefined ? [] : [[key, [value]]])
  return (
    conditions.every(condition => holds(condition, context) !== 'no') &&
    !unless.some(list => list.every(condition => holds(condition, context) === 'yes'))
  )
}
