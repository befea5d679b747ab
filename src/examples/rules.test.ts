import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { runCorrected, runExample } from './run-example.ts'

describe.each(builtInRules.map(rule => [rule.id, rule] as const))('%s', (_, rule) => {
  const { good, bad, unsure = [] } = rule.examples

  test.each(good.map(example => [example.says, example] as const))('allows: %s', (_says, example) => {
    expect(runExample(rule, example)).toEqual([])
  })

  test.each(bad.map(example => [example.says, example] as const))('forbids: %s', (_says, example) => {
    const { reports, severity = rule.severity } = example
    expect(runExample(rule, example)).toEqual(
      reports.map(message => ({ message, severity, certainty: 'certain' })),
    )
  })

  test.each(bad.map(example => [example.says, example] as const))(
    'is content once corrected, where it says how: %s',
    (_says, example) => {
      expect(runCorrected(rule, example) ?? []).toEqual([])
    },
  )

  test.each(unsure.map(example => [example.says, example] as const))('is unsure: %s', (_says, example) => {
    const { reports, severity = rule.severity } = example
    expect(runExample(rule, example)).toEqual(
      reports.map(message => ({ message, severity, certainty: 'possible' })),
    )
  })
})

test('the list of rules holds every file of the folder, and a rule is named like its file', () => {
  const files = readdirSync('policies', { recursive: true, encoding: 'utf8' })
    .filter(file => file.includes('/') && file.endsWith('.ts'))
    .map(file => file.replace(/^.*\/|\.ts$/g, ''))
  expect(builtInRules.map(rule => rule.name).toSorted()).toEqual(files.toSorted())
  expect(builtInRules.map(rule => rule.id)).toEqual(builtInRules.map(rule => rule.id).toSorted())
})
