import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { severities } from '../model/report.ts'
import { awsPrincipal } from '../policy/principals.ts'
import { text } from '../model/text.ts'
import { keyOfExample } from '../examples/example-key.ts'
import { objectionOf, ruleAbout, statementOf, unknownNamed } from './fake-world.ts'
import { grouped } from './group.ts'
import type { Objection } from './objection.ts'
import type { Rule } from './rule.ts'

const ids = ['ORG001', 'ORG002', 'ORG003', 'ORG004']
const statements = ['Decrypt', 'Encrypt', 'PutKeyPolicy'].map(name => statementOf({ Action: `kms:${name}` }))
const callers = ['*', 'arn:aws:iam::111122223333:role/App', 'arn:aws:iam::111122223333:role/Other'].map(
  written => awsPrincipal(text(written)),
)

const account = unknownNamed('the account')
const key = { ...keyOfExample({ says: '' }), account }

const rules: fc.Arbitrary<readonly Rule[]> = fc.tuple(...ids.map(ruleNamed))

function ruleNamed(id: string): fc.Arbitrary<Rule> {
  const about = fc.constantFrom('access', 'statement', 'key', 'problem', 'use')
  return fc
    .tuple(about, fc.subarray(ids))
    .map(([one, reportedUnder]) => ruleAbout(one, id, { reportedUnder }))
}

function objectionBy(all: readonly Rule[]): fc.Arbitrary<Objection> {
  return fc
    .record({
      rule: fc.constantFrom(...all),
      severity: fc.constantFrom(...severities),
      certainty: fc.constantFrom('certain' as const, 'possible' as const),
      principal: fc.constantFrom(undefined, ...callers),
      statements: fc.subarray(statements),
      pointer: fc.constantFrom('/a', '/b'),
      hangsOn: fc.constantFrom('nothing', 'a value', 'the account'),
    })
    .map(({ rule, principal, pointer, hangsOn, certainty, ...more }) =>
      objectionOf(rule, {
        ...more,
        certainty: hangsOn === 'nothing' ? certainty : 'possible',
        ...(principal === undefined ? {} : { principal }),
        at: [{ file: 'plan.json', address: 'aws_kms_key.app', pointer }],
        ...(hangsOn === 'the account' && { key }),
        unknowns: hangsOn === 'nothing' ? [] : [hangsOn === 'the account' ? account : unknownNamed('var.x')],
      }),
    )
}

const drawn = rules.chain(all => fc.array(objectionBy(all), { maxLength: 8 }))

test('no objection is lost: it is told, or a note, or one of its rule that weighs as much is', () => {
  fc.assert(
    fc.property(drawn, objections => {
      const told = grouped(objections)
      const isTold = (objection: Objection) => told.some(one => speaksFor(one, objection))
      expect(objections.filter(objection => !isTold(objection))).toEqual([])
    }),
    { numRuns: 5_000 },
  )
})

test('a leader weighs as much as its notes, and is as certain; but for an unknown account, which is one doubt', () => {
  fc.assert(
    fc.property(drawn, objections => {
      for (const leader of grouped(objections))
        for (const note of leader.related.filter(
          ({ rule, key: doubted }) => rule.id !== leader.rule.id && doubted === undefined,
        ))
          expect(weighsLess(leader, note)).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

/** A note is as certain as what it is a note of, which says what is at stake. */
function speaksFor(told: Objection, objection: Objection): boolean {
  if (told.certainty === 'possible' && objection.certainty === 'certain') return false
  const ofRule = told.related.filter(({ rule }) => rule.id === objection.rule.id)
  return (
    (told.rule.id === objection.rule.id && !weighsLess(told, objection)) ||
    ofRule.some(one => severities.indexOf(one.severity) <= severities.indexOf(objection.severity))
  )
}

function weighsLess(one: Objection, other: Objection): boolean {
  return (
    severities.indexOf(one.severity) > severities.indexOf(other.severity) ||
    (one.certainty === 'possible' && other.certainty === 'certain')
  )
}
