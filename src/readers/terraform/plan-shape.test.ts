import { expect, test } from 'vitest'
import { changeShape, configurationShape, valuesShape } from './plan-shape.ts'

const change = { address: 'a', mode: 'managed', type: 't', name: 'n', change: { actions: [], before: null } }
const resource = { address: 'a', mode: 'data', type: 't', name: 'n', index: 0 }

test.each([
  [change, undefined],
  [{ ...change, index: 'x', deposed: '1', unheardOf: 1 }, undefined],
  [null, ''],
  [[change], ''],
  [{ ...change, index: null }, '/index'],
  [{ ...change, change: { actions: ['a'], after: [] } }, '/change/after'],
  [Object.create(change), '/address'],
])('a change: %j', (value, fault) => {
  expect(changeShape.faultIn(value)).toBe(fault)
})

test.each([
  [resource, undefined],
  [{ ...resource, values: { a: 1 } }, undefined],
  [{ ...resource, values: null }, '/values'],
  [{ ...resource, name: undefined }, '/name'],
])('a resource: %j', (value, fault) => {
  expect(valuesShape.faultIn(value)).toBe(fault)
})

test.each([
  [{}, undefined],
  [
    { list: [{ nested: { constant_value: 1 } }], single: { nested: { references: ['a'] } }, empty: {} },
    undefined,
  ],
  // A block whose argument happens to have the name of a part of an expression.
  [{ block: { references: { references: ['a'] } } }, undefined],
  [{ constant: { constant_value: { references: 1 } } }, undefined],
  [{ wrong: { references: [1] } }, '/references/*'],
  [{ wrong: { constant_value: 1, references: 2 } }, '/references'],
  [{ wrong: { references: 2 } }, '/*'],
  [{ wrong: [1] }, '/*'],
  [{ wrong: null }, ''],
])('expressions of a configuration: %j', (expressions, fault) => {
  const configured = { address: 'a', mode: 'ephemeral', type: 't', name: 'n', expressions }
  const inModule = { module_calls: { m: { module: { resources: [configured] } } } }
  const path = '/root_module/module_calls/*/module/resources/*/expressions/*'
  const expected = fault === undefined ? undefined : path + fault
  expect(configurationShape.faultIn({ root_module: inModule })).toBe(expected)
})
