import { expect, test } from 'vitest'
import { needsItsKey } from './in-statements.ts'
import { documentOf } from './objections-to.ts'

test.each([
  ['StringEquals', 'a', true],
  ['StringNotEquals', 'a', false],
  ['StringEqualsIfExists', 'a', false],
  ['ForAnyValue:StringEquals', 'a', true],
  ['ForAnyValue:StringNotEqualsIfExists', 'a', true],
  ['ForAllValues:StringEquals', 'a', false],
  ['Null', 'false', true],
  ['Null', 'FALSE', true],
  ['Null', 'true', false],
  ['Null', ['false', 'true'], false],
  ['Null', ['false', 'false'], true],
  ['Null', '‹var.absent›', false],
  ['Null', 'fal‹var.se›', false],
])('%s with %j: %s', (operator, values, needed) => {
  const { statements } = documentOf({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Condition: { [operator]: { 'kms:ViaService': values } } },
  })
  expect(statements.flatMap(({ conditions }) => conditions.map(needsItsKey))).toEqual([needed])
})
