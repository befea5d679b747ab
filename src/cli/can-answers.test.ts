import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canIn } from '../report/can.ts'
import { worldWith } from '../report/who-fixed-world.ts'
import { canReporters } from '../reporters/can.ts'
import type { CanCase } from './can-case-parts.ts'
import { noCases, otherNoCases } from './can-no-cases.ts'
import { unknownCases } from './can-unknown-cases.ts'
import { openCases, yesCases } from './can-yes-cases.ts'

const cases: readonly CanCase[] = [
  ...yesCases.map(one => ({ ...one, title: `yes: ${one.title}` })),
  ...openCases.map(one => ({ ...one, title: `yes: ${one.title}` })),
  ...[...noCases, ...otherNoCases].map(one => ({ ...one, title: `no: ${one.title}` })),
  ...unknownCases.map(one => ({ ...one, title: `cannot tell: ${one.title}` })),
]

function answered({ world, question }: CanCase): string {
  const outcome = canIn(worldWith(world), {
    principal: 'aws_iam_role.app',
    action: 'kms:Decrypt',
    key: 'aws_kms_key.k',
    context: new Map(),
    ...question,
  })
  if (outcome.kind === 'mistakes') return outcome.mistakes.map(({ message }) => message).join('\n')
  return canReporters.text(outcome.report, { color: false, unicode: true, width: 100 })
}

// UPDATE_GOLDEN=1 rewrites the file: read the change before you commit it.
const file = new URL('../../testdata/reporters/can-answers.txt', import.meta.url)
if (process.env['UPDATE_GOLDEN'] === '1') {
  writeFileSync(file, cases.map(one => `##### ${one.title}\n${answered(one)}`).join('\n'))
}
const sections = new Map(
  readFileSync(file, 'utf8')
    .split(/^##### /m)
    .slice(1)
    .map(section => {
      const end = section.indexOf('\n')
      return [section.slice(0, end), section.slice(end + 1).trimEnd()] as const
    }),
)

test.each(cases)('$title', one => {
  expect(answered(one).trimEnd()).toBe(sections.get(one.title))
  const verdict = answered(one).trimEnd().split('\n').at(-1) ?? ''
  expect(one.title.startsWith(verdict.replace(/,.*/, ''))).toBe(true)
})

test('nothing but these answers is kept', () => {
  expect([...sections.keys()]).toEqual(cases.map(({ title }) => title))
})
