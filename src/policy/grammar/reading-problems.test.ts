import { expect, test } from 'vitest'
import { documentOf } from './objections-to.ts'
import { readingProblems } from './reading-problems.ts'

const one = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }

test.each([
  [
    'an element of a statement',
    { Version: '2012-10-17', Statement: [one, { ...one, Resources: '*' }] },
    ['statement 2: `Resources` is no element of a statement: did you mean `Resource`?'],
  ],
  [
    'an element of a statement that stands in no list',
    { Version: '2012-10-17', Statement: { ...one, Resources: '*' } },
    ['its statement: `Resources` is no element of a statement: did you mean `Resource`?'],
  ],
  [
    'an element of the document',
    { Versions: '2012-10-17', Version: '2012-10-17', Statement: one },
    ['`Versions` is no element of a policy document: did you mean `Version`?'],
  ],
  [
    'an element of a statement in the document',
    { Version: '2012-10-17', Resources: '*', Statement: one },
    ['`Resources` is no element of a policy document'],
  ],
  ['nothing', { Version: '2012-10-17', Statement: one }, []],
])('the name of %s', (_, written, says) => {
  const told = readingProblems({ document: documentOf(written), kind: 'key-policy' })
  expect(told.map(problem => problem.says)).toEqual(says)
})

test.each([
  ['a statement that stands there', {}, []],
  ['a statement with conditions that are not told', { Condition: '‹var.condition›' }, ['var.condition']],
])('the effect of %s', (_, more, names) => {
  const Statement = [{ ...one, ...more, Effect: 'allow' }]
  const document = documentOf({ Version: '2012-10-17', Statement })
  const told = readingProblems({ document, kind: 'key-policy' })
  expect(told.map(({ code, hangsOn = [] }) => [code, hangsOn.map(({ name }) => name)])).toEqual([
    ['invalid-effect', names],
  ])
})

test('of several ways in which a statement turns out, one that is certain is enough', () => {
  const [certain] = documentOf({ Statement: [one] }).statements
  const doubted = documentOf({ Statement: [{ ...one, Effect: 'allow', Condition: '‹var.condition›' }] })
  const [possible] = doubted.statements
  if (certain === undefined || possible === undefined) throw new Error('no statement')
  for (const statements of [
    [certain, possible],
    [possible, certain],
  ]) {
    const told = readingProblems({ document: { ...doubted, statements }, kind: 'key-policy' })
    expect(told.map(({ code, hangsOn = [] }) => [code, hangsOn.length])).toEqual([['invalid-effect', 0]])
  }
})
