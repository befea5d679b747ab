import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { runCorrected } from './run-example.ts'

/** What is left after the correction of a bad example; nothing where there is none. */
function corrected(id: string, says: string) {
  const rule = builtInRules.find(one => one.id === id)
  const example = rule?.examples.bad.find(one => one.says === says)
  if (rule === undefined || example === undefined) throw new Error(`${id} has no example "${says}"`)
  return runCorrected(rule, example)
}

test.each([
  ['POL004', 'lower case'],
  ['POL005', 'lower case'],
  ['POL006', 'a misspelt action'],
  ['POL006', 'no service'],
  ['POL006', 'a misspelt service'],
])('%s says what was meant: %s', (id, says) => {
  expect(corrected(id, says)).toEqual([])
})

test.each([
  ['POL004', 'a comment'],
  ['POL005', 'another word'],
  ['POL006', 'the beginning of two actions'],
  ['POL006', 'an action that may be new'],
])('%s invents nothing: %s', (id, says) => {
  expect(corrected(id, says)).toBeUndefined()
})
