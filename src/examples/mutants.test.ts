import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import type { Rule } from '../rules/rule.ts'
import { mutantsOf } from './mutants.ts'
import { runExample } from './run-example.ts'
import reasons from './surviving-mutants.json' with { type: 'json' }

/** Why no example can notice what is changed, by rule. */
const known: Readonly<Record<string, Readonly<Record<string, string>>>> = reasons

test.each(builtInRules.map(rule => [rule.id, rule] as const))(
  'what is changed in %s is noticed by its examples',
  (id, rule) => {
    const survivors = [...mutantsOf(rule)].filter(mutant => survives(mutant.rule)).map(({ says }) => says)
    expect(survivors.toSorted()).toEqual(Object.keys(known[id] ?? {}).toSorted())
  },
)

/** Whether all examples say of the rule what they say of the one that it was made from. */
function survives(rule: Rule): boolean {
  const { good, bad, unsure = [] } = rule.examples
  const told = [
    ...good.map(example => ({ example, certainty: 'certain', reports: [], severity: rule.severity })),
    ...bad.map(example => ({ example, certainty: 'certain', severity: rule.severity, ...example })),
    ...unsure.map(example => ({ example, certainty: 'possible', severity: rule.severity, ...example })),
  ]
  return told.every(({ example, certainty, reports, severity }) => {
    const found = safely(() => runExample(rule, example))
    return (
      JSON.stringify(found) === JSON.stringify(reports.map(message => ({ message, severity, certainty })))
    )
  })
}

/** A message may rely on what the rule forbids: that it cannot be made is noticed too. */
function safely<Found>(find: () => Found): Found | 'failed' {
  try {
    return find()
  } catch {
    return 'failed'
  }
}
