import { describe, expect, test } from 'vitest'
import type { Principal } from '../model/principal.ts'
import { text } from '../model/text.ts'
import { keyOfExample } from '../examples/example-key.ts'
import { objectionOf, ruleAbout, statementOf, unknownNamed } from './fake-world.ts'
import { grouped } from './group.ts'
import type { Objection } from './objection.ts'

const onAccesses = ruleAbout('access', 'ORG001')
const onPermissions = ruleAbout('permission', 'ORG002')
const onProblems = ruleAbout('problem', 'ORG003')
const onStatements = ruleAbout('statement', 'ORG004')
const account = unknownNamed('the account')
const key = { ...keyOfExample({ says: '' }), account }
const [app, other] = ['App', 'Other'].map((name): Principal => {
  const arn = text(`arn:aws:iam::111122223333:role/${name}`)
  return { kind: 'role', arn, account: '111122223333' }
})

/** The messages of what is told. */
function told(...objections: readonly Objection[]): readonly string[] {
  return grouped(objections).map(({ message }) => message)
}

function at(address: string, pointer = ''): Pick<Objection, 'at'> {
  return { at: [{ file: 'plan.json', address, pointer }] }
}

function by(principal: Principal | undefined): Pick<Objection, 'principal'> {
  return principal === undefined ? {} : { principal }
}

describe('what is possible beside what is certain', () => {
  const possible = { certainty: 'possible', unknowns: [unknownNamed('var.x')], message: 'possible' } as const
  const certain = { message: 'certain' }

  test.each<readonly [string, readonly Objection[], readonly string[]]>([
    [
      'adds nothing about the same principal',
      [
        objectionOf(onAccesses, { ...by(app), ...possible }),
        objectionOf(onAccesses, { ...by(app), ...certain }),
      ],
      ['certain'],
    ],
    [
      'is told about another principal',
      [
        objectionOf(onAccesses, { ...by(other), ...possible }),
        objectionOf(onAccesses, { ...by(app), ...certain }),
      ],
      ['possible', 'certain'],
    ],
    [
      'is told where it weighs more',
      [
        objectionOf(onAccesses, { ...by(app), ...possible }),
        objectionOf(onAccesses, { ...by(app), ...certain, severity: 'low' }),
      ],
      ['possible', 'certain'],
    ],
    [
      'is told of another place of a document',
      [
        objectionOf(onProblems, { ...at('aws_kms_key.app', '/policy/Statement/0'), ...possible }),
        objectionOf(onProblems, { ...at('aws_kms_key.app', '/policy/Statement/1'), ...certain }),
      ],
      ['possible', 'certain'],
    ],
    [
      'is told of the policy that another resource writes',
      [
        objectionOf(onStatements, { ...at('aws_kms_key_policy.app'), ...possible }),
        objectionOf(onStatements, { ...at('aws_kms_key.app'), ...certain }),
      ],
      ['possible', 'certain'],
    ],
  ])('%s', (_says, objections, expected) => {
    expect(told(...objections)).toEqual(expected)
  })
})

describe('what is one finding', () => {
  const { conditions } = statementOf({
    Condition: { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com', 'aws:SourceAccount': '1' } },
  })
  const [via, source] = conditions
  const steps = ['one', 'other'].map(says => ({ kind: 'iam-policy' as const, says, at: key.at }))
  const [step, another] = steps

  test('has the conditions that all of it has, all who hold it, and is sensitive where a part is', () => {
    const [first, ...more] = grouped([
      objectionOf(onPermissions, { severity: 'low', conditions: via ? [via] : [], holders: ['a'] }),
      objectionOf(onPermissions, { conditions, holders: ['a', 'b'], sensitive: true }),
      objectionOf(onPermissions, { severity: 'low', conditions, holders: ['c'] }),
    ])
    expect(more).toEqual([])
    expect(first).toMatchObject({ severity: 'high', conditions: [via], sensitive: true })
    expect(first?.conditions).not.toContain(source)
    expect(first?.holders).toEqual(['a', 'b', 'c'])
  })

  test('has no holders where nobody holds anything', () => {
    const [first] = grouped([objectionOf(onAccesses, by(app)), objectionOf(onAccesses, by(app))])
    expect(first !== undefined && 'holders' in first).toBe(false)
  })

  test('has the paths of its own principal alone; the others are told beside it', () => {
    const doubt = { key, certainty: 'possible', unknowns: [account] } as const
    const [first, ...more] = grouped([
      objectionOf(onAccesses, { ...doubt, ...by(app), path: step ? [step] : [] }),
      objectionOf(onAccesses, { ...doubt, ...by(other), path: another ? [another] : [] }),
    ])
    expect(more).toEqual([])
    expect(first?.path).toEqual([step])
    expect(first?.related.map(({ principal }) => principal)).toEqual([other])
  })
})

describe('an unknown account', () => {
  const doubt = { key, certainty: 'possible' } as const

  test('is one doubt, whichever rules have it', () => {
    const [first, ...more] = grouped([
      objectionOf(onAccesses, { ...doubt, ...by(app), unknowns: [account], severity: 'low' }),
      objectionOf(onStatements, { ...doubt, unknowns: [account] }),
    ])
    expect(more).toEqual([])
    expect([first?.rule.id, first?.related.map(({ rule }) => rule.id)]).toEqual(['ORG004', ['ORG001']])
  })

  test('is not the doubt where something else is unknown too', () => {
    expect(
      told(
        objectionOf(onAccesses, { ...doubt, ...by(app), unknowns: [account], message: 'the account' }),
        objectionOf(onAccesses, {
          ...doubt,
          ...by(other),
          unknowns: [account, unknownNamed('var.x')],
          message: 'both',
        }),
      ),
    ).toEqual(['the account', 'both'])
  })
})
