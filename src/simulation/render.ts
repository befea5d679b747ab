import { visible } from '../reporters/visible.ts'
import { isUnexpected, type Outcome } from './simulate.ts'

/** One decision for each case with its reasons; the last line counts them. */
export function outcomesInText(outcomes: readonly Outcome[]): string {
  const cases = outcomes.map(outcome => {
    const { id, decision, expect, reasons } = outcome
    const unlike = isUnexpected(outcome) ? `  (expected ${expect})` : ''
    return [
      `${decision.padEnd(8)}${visible(id)}${unlike}`,
      ...reasons.map(says => `        ${visible(says)}`),
    ]
  })
  return `${[...cases.flat(), '', countOf(outcomes)].join('\n')}\n`
}

function countOf(outcomes: readonly Outcome[]): string {
  const count = (decision: Outcome['decision']) => outcomes.filter(one => one.decision === decision).length
  const unlike = outcomes.filter(isUnexpected).length
  const expected = outcomes.some(({ expect }) => expect !== undefined)
  const ending = expected ? `; ${unlike === 0 ? 'all' : `${unlike} not`} as expected` : ''
  const noun = outcomes.length === 1 ? 'case' : 'cases'
  return `${outcomes.length} ${noun}: ${count('allow')} allow, ${count('deny')} deny, ${count('unknown')} unknown${ending}`
}

/** The same as a JSON array of `{id, decision, expect, reasons}`. */
export function outcomesInJson(outcomes: readonly Outcome[]): string {
  return `${JSON.stringify(outcomes, null, 2)}\n`
}
