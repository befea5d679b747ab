import { describe, expect, test } from 'vitest'
import { evaluated, shownType } from '../test-evaluate.ts'
import { typeOf } from '../type.ts'
import { EvaluationError, type Value } from '../value.ts'
import table from './results-of-terraform.json' with { type: 'json' }
import { textOf } from './text.ts'

interface Result {
  readonly expression: string
  readonly error?: boolean
  readonly type?: string
  readonly value?: unknown
}

/** Left to Terraform: nothing of it is told. */
const untold = new Set([
  'log(1000, 10)',
  'pathexpand("~/x")',
  'yamldecode("{a: !not-supported foo}")',
  'yamldecode("a: b: c")',
  'yamldecode("? [1]\\n: 2")',
])

const results: readonly Result[] = table.results.filter(({ expression }) => !untold.has(expression))

/** A value without holes as JSON. */
function known(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'number':
      return value.value
    case 'list':
      return value.items.map(known)
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, known(member)]))
    default:
      return textOf(value) ?? value
  }
}

describe('values and types are those of Terraform', () => {
  test.each(results.filter(({ error }) => error !== true))('$expression', ({ expression, type, value }) => {
    const found = evaluated(expression)
    // Objects of one type can list their members in another order; of nothing we do not know the type.
    const isTold = !/\[\]|null|\{/.test(JSON.stringify(value))
    expect([known(found), isTold ? shownType(typeOf(found)) : type]).toEqual([value, type])
  })
})

describe('errors are those of Terraform', () => {
  test.each(results.filter(({ error }) => error === true))('$expression', ({ expression }) => {
    expect(() => evaluated(expression)).toThrow(EvaluationError)
  })
})

test('what is left to Terraform is a hole, not an error that `try` would catch', () => {
  for (const expression of untold)
    expect(evaluated(expression)).toMatchObject({ reason: 'unsupported-function' })
})
