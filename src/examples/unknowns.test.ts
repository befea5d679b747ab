import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import { resolve } from '../access/graph.ts'
import type { ReadInput } from '../model/inventory.ts'
import type { Report } from '../model/report.ts'
import { draftsOf, reportOf } from '../report/report.ts'
import { defaultSettings } from '../report/settings.ts'
import { exampleOf, hidden, hiddenIn } from './random-examples.ts'
import type { Example } from '../rules/example.ts'
import { judge } from '../rules/judge.ts'
import { inventoryOfExample } from './run-example.ts'

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
    { graph: resolve([inventory]), trust: defaultSettings.trust },
    objection => draftsOf(objection),
  )
  return reportOf({ inputs: [input], errors: [], change: undefined, judgement, old: 0 }, defaultSettings)
}

/** What of an example is left in the text: what is hidden is no text that was left. */
const aboutTheText = new Set(['KMS027'])

function certain({ findings }: Report): readonly string[] {
  return findings
    .filter(({ certainty, rule }) => certainty === 'certain' && !aboutTheText.has(rule))
    .map(({ rule }) => rule)
}

/** By rule, in findings of their own or as notes of others. */
function told({ findings }: Report): readonly string[] {
  return findings.flatMap(({ rule, related }) => [rule, ...related.map(note => note.rule ?? rule)])
}

test('a certain finding may become possible when values are hidden: it never vanishes or turns up anew', () => {
  fc.assert(
    fc.property(hidden, ({ all, paths }) => {
      const before = report(exampleOf(all))
      const after = report(exampleOf(hiddenIn(all, paths)))
      const owed = after.blindSpots.length > 0 ? [] : certain(before)
      expect(told(before)).toEqual(expect.arrayContaining([...certain(after)]))
      expect(told(after)).toEqual(expect.arrayContaining([...owed]))
      expect(after.summary.verdict === 'ok' && before.summary.verdict !== 'ok').toBe(false)
    }),
    { numRuns: 3_000 },
  )
})
