import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import type { ReadInput } from '../model/inventory.ts'
import type { Report } from '../model/report.ts'
import { draftsOf, reportOf } from '../report/report.ts'
import { defaultSettings } from '../report/settings.ts'
import { exampleOf, hidden, hiddenIn, hiddenInChange } from './random-examples.ts'
import type { Example } from '../rules/example.ts'
import { judge } from '../rules/judge.ts'
import { inventoryOfExample, worldOfExample } from './run-example.ts'

function report(example: Example): Report {
  const inventory = inventoryOfExample(example)
  const input: ReadInput = {
    path: 'example',
    kind: 'terraform-plan',
    providers: [],
    complete: true,
    errored: false,
    notes: [],
    notJudged: {},
    inventory,
  }
  const judgement = judge(
    builtInRules.map(rule => ({ rule })),
    { ...worldOfExample(example), trust: defaultSettings.trust },
    objection => draftsOf(objection),
  )
  return reportOf({ inputs: [input], errors: [], change: undefined, judgement, old: 0 }, defaultSettings)
}

/** What of an example is left in the text: what is hidden is no text that was left. */
const isAboutTheText = (rule: string) => rule === 'KMS027' || rule.startsWith('POL')

function certain({ findings }: Report): readonly string[] {
  return findings
    .filter(({ certainty, rule }) => certainty === 'certain' && !isAboutTheText(rule))
    .map(({ rule }) => rule)
}

/** By rule, in findings of their own, as notes of others, or in the summary as what cannot be told. */
function told({ findings, undetermined }: Report): readonly string[] {
  return [
    ...findings.flatMap(({ rule, related }) => [rule, ...related.map(note => note.rule ?? rule)]),
    ...undetermined.map(({ rule }) => rule),
  ]
}

/**
 * Somebody can do more than before: whether that is new, as part of everybody, from another account or freed from a Deny
 * hangs on what was, so that where some of it is hidden, another one of these tells it.
 */
const growth = ['DIFF001', 'DIFF002', 'DIFF003', 'DIFF004', 'DIFF014', 'DIFF018']

/**
 * A chain is told of whom nothing more direct gives the same with as little in doubt: these tell of that, and of a role
 * that anyone can assume TRUST001 does. Who is not known yet may be the role itself.
 */
const moreDirect = new Set(['KMS001', 'KMS002', 'KMS005', 'GRANT001', 'TRUST001'])

/** With those in whose place others stand. */
function withOthers(rules: readonly string[]): readonly string[] {
  return [
    ...rules,
    ...(rules.some(rule => growth.includes(rule)) ? growth : []),
    ...(rules.some(rule => moreDirect.has(rule)) ? ['GRAPH001'] : []),
  ]
}

/** Of whom a policy named before, where that is hidden, nobody can say that he lost something: perhaps all did. */
function isUntold(rule: string, paths: Paths): boolean {
  const isLoss = rule === 'DIFF005' || rule === 'DIFF006'
  return isLoss && paths.some(([part, , element = 'all']) => part === 'before' && element !== 'Action')
}

type Paths = readonly (readonly (string | number)[])[]

test.each([
  ['what there is', hidden],
  ['a change', hiddenInChange],
])(
  'a certain finding may become possible when values are hidden: it never vanishes or turns up anew: %s',
  (_, drawn) => {
    fc.assert(
      fc.property(drawn, ({ all, paths }) => {
        const before = report(exampleOf(all))
        const after = report(exampleOf(hiddenIn(all, paths)))
        const owed = after.blindSpots.length > 0 ? [] : certain(before).filter(rule => !isUntold(rule, paths))
        expect(withOthers(told(before))).toEqual(expect.arrayContaining([...certain(after)]))
        expect(withOthers(told(after))).toEqual(expect.arrayContaining([...owed]))
        expect(after.summary.verdict === 'ok' && before.summary.verdict !== 'ok').toBe(false)
      }),
      { numRuns: 400 },
    )
  },
)
