import { expect, test } from 'vitest'
import type { KeyUse } from '../model/key-use.ts'
import type { Principal } from '../model/principal.ts'
import { text } from '../model/text.ts'
import { objectionOf, ruleAbout, statementOf } from './fake-world.ts'
import type { Objection } from './objection.ts'
import { reportedOnce } from './reported-under.ts'

const accesses = ruleAbout('access', 'ACCESSES')
const changes = ruleAbout('access-change', 'CHANGES')
const keys = ruleAbout('key', 'KEYS')
const underAccesses = ruleAbout('access', 'UNDER', { reportedUnder: ['ACCESSES'] })
const problems = ruleAbout('problem', 'PROBLEMS', { reportedUnder: ['ACCESSES', 'KEYS'] })
const uses = ruleAbout('use', 'USES', { reportedUnder: ['CHANGES'] })
const aliases = ruleAbout('alias', 'ALIASES', { reportedUnder: ['CHANGES'] })

const statement = statementOf({ Action: 'kms:Decrypt' })
const shown = { statements: [statement] }
const app: Principal = { kind: 'service', name: text('s3.amazonaws.com') }
const other: Principal = { kind: 'service', name: text('sns.amazonaws.com') }
const possible = { certainty: 'possible' } as const

const bucket = { file: 'plan.json', address: 'aws_s3_bucket.data', pointer: '/kms_key' }
const use: KeyUse = {
  address: bucket.address,
  at: bucket,
  type: 'aws_s3_bucket',
  account: '111122223333',
  key: { addresses: [] },
  needs: [],
}
const lost = objectionOf(changes, { principal: app, uses: [use] })

test.each<readonly [string, readonly Objection[], readonly string[]]>([
  [
    'about the same principal and statement: a note',
    [
      objectionOf(underAccesses, { principal: app, ...shown }),
      objectionOf(accesses, { principal: app, ...shown }),
    ],
    ['ACCESSES: UNDER'],
  ],
  [
    'the same statement, and another principal: told apart',
    [
      objectionOf(underAccesses, { principal: app, ...shown }),
      objectionOf(accesses, { principal: other, ...shown }),
    ],
    ['UNDER', 'ACCESSES'],
  ],
  [
    'about two callers, of whom the other concerns one: told apart',
    [
      objectionOf(underAccesses, { principal: app, callers: [app, other] }),
      objectionOf(accesses, { principal: app }),
    ],
    ['UNDER', 'ACCESSES'],
  ],
  [
    'about a statement and nobody: the rule that it names first reports it, wherever that stands',
    [objectionOf(problems, shown), objectionOf(keys, shown), objectionOf(accesses, shown)],
    ['KEYS', 'ACCESSES: PROBLEMS'],
  ],
  [
    'what a resource lacks: under what its caller lost',
    [objectionOf(uses, { at: [bucket] }), lost],
    ['CHANGES: USES'],
  ],
  [
    'what another resource lacks: told apart',
    [objectionOf(uses, { at: [{ ...bucket, address: 'aws_s3_bucket.other' }] }), lost],
    ['USES', 'CHANGES'],
  ],
  [
    'whatever else is wrong with the resource: told apart',
    [objectionOf(aliases, { at: [bucket] }), lost],
    ['ALIASES', 'CHANGES'],
  ],
  [
    'a statement where a light and a heavy objection lead: the heavy one reports',
    [
      objectionOf(accesses, { principal: app, ...shown, severity: 'low' }),
      objectionOf(accesses, { principal: other, ...shown }),
      objectionOf(problems, { ...shown, severity: 'medium' }),
    ],
    ['ACCESSES', 'ACCESSES: PROBLEMS'],
  ],
  [
    'a statement where a possible and a certain objection lead: the certain one reports what is certain',
    [
      objectionOf(accesses, { principal: app, ...shown, ...possible }),
      objectionOf(accesses, { principal: other, ...shown }),
      objectionOf(problems, shown),
    ],
    ['ACCESSES', 'ACCESSES: PROBLEMS'],
  ],
  [
    'certain, where all that leads is possible: told apart',
    [objectionOf(accesses, { ...shown, ...possible }), objectionOf(problems, shown)],
    ['ACCESSES', 'PROBLEMS'],
  ],
])('%s', (_says, objections, expected) => {
  expect(reportedOnce(objections).map(inWords)).toEqual(expected)
})

test('one note for each rule: the heaviest, and the first of those', () => {
  const notes = (['low', 'medium', 'medium'] as const).map((severity, index) =>
    objectionOf(problems, { ...shown, severity, message: String(index) }),
  )
  const [leader] = reportedOnce([objectionOf(accesses, shown), ...notes])
  expect(leader?.related.map(({ message }) => message)).toEqual(['1'])
})

function inWords({ rule, related }: Objection): string {
  return [rule.id, ...related.map(note => note.rule.id)].join(': ')
}
