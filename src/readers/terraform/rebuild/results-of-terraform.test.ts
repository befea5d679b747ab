import { describe, expect, test } from 'vitest'
import table from './results-of-terraform.json' with { type: 'json' }
import { evaluated, shownType } from './test-evaluate.ts'
import { plain } from './test-values.ts'
import { typeOf } from './type.ts'
import { EvaluationError } from './value.ts'

interface Result {
  readonly expression: string
  readonly error?: boolean
  readonly type?: string
  readonly value?: unknown
}

/** A string is not compared with what else a condition could give: nothing hangs on that. */
const results: readonly Result[] = table.results.filter(
  ({ expression }) => expression !== 'true ? "a" : ["a"]',
)

/** Without spaces; of an empty collection and of null we do not know the type. */
function comparable(type: string): string {
  return type
    .replaceAll(/\s/g, '')
    .replaceAll(/,(?=[\])}])/g, '')
    .replaceAll('dynamic', '?')
}

/** What the plan calls a list can be a set or tuple, and its maps look like objects: where only types differ it is open. */
const untold = new Set([
  'tolist([]) == []',
  'tolist(["a"]) == ["a"]',
  'toset(["a"]) == tolist(["a"])',
  'tomap({ a = 1 }) == { a = 1 }',
  // Null may be one of a type.
  'coalesce(null, { a = 1 }, { a = "x" })',
])

/** What is compared of a result: an error, or the value and its type, if that can be told. */
function comparableResult({ error, type = '', value }: Result): unknown {
  if (error === true) return 'error'
  const isTold = !/\[\]|\{\}|null/.test(JSON.stringify(value))
  return isTold ? { value, type: comparable(type) } : { value }
}

function resultOf(expression: string): Result {
  try {
    const found = evaluated(expression)
    return { expression, value: plain(found), type: shownType(typeOf(found)) }
  } catch (error) {
    if (error instanceof EvaluationError) return { expression, error: true }
    throw error
  }
}

describe('values and types are those of Terraform', () => {
  test.each(results.filter(({ expression }) => !untold.has(expression)))('$expression', result => {
    expect(comparableResult(resultOf(result.expression))).toEqual(comparableResult(result))
  })

  test.each([...untold])('%s is open', expression => {
    expect(evaluated(expression)).toMatchObject({ kind: 'hole' })
  })
})
