import { describe, expect, test } from 'vitest'
import type { CanReport, Explanation } from '../model/can.ts'
import { canIn, type WrittenQuestion } from './can.ts'
import { allow, delegation, keyWith, own, roleWith, worldWith } from './who-fixed-world.ts'

const world = worldWith({
  keys: [
    keyWith('a', [delegation, allow('kms:Encrypt', { Principal: { Service: 's3.amazonaws.com' } })]),
    keyWith('b'),
  ],
  identities: [roleWith('reader', [allow('kms:Decrypt')])],
})
const question: WrittenQuestion = {
  principal: 'aws_iam_role.reader',
  action: 'kms:Decrypt',
  key: 'alias/a',
  context: new Map(),
}

function answerTo(changes: Partial<WrittenQuestion>): CanReport['answer']['is'] | readonly string[] {
  const outcome = canIn(world, { ...question, ...changes })
  if (outcome.kind === 'report') return outcome.report.answer.is
  return outcome.mistakes.map(({ flag, message, hint }) => `${flag}: ${message} | ${hint}`)
}

describe('asks for', () => {
  test.each([
    ['a role by its address', {}, 'yes'],
    ['a role by its ARN', { principal: `arn:aws:iam::${own}:role/reader` }, 'yes'],
    ['an action without its service', { action: 'decrypt' }, 'yes'],
    ['an action that it has not', { action: 'kms:Sign' }, 'no'],
    ['a service', { principal: 's3.amazonaws.com', action: 'kms:Encrypt' }, 'yes'],
    ['a service that is not named', { principal: 'sns.amazonaws.com', action: 'kms:Encrypt' }, 'no'],
    [
      'the root user of the account',
      { principal: `arn:aws:iam::${own}:root`, action: 'kms:PutKeyPolicy' },
      'yes',
    ],
    ['the same, by the id of the account', { principal: own, action: 'kms:PutKeyPolicy' }, 'yes'],
  ] as const)('%s', (_, changes, expected) => {
    expect(answerTo(changes)).toBe(expected)
  })
})

describe('what there is not', () => {
  test.each([
    [
      { principal: 'aws_iam_role.raeder', action: 'kms:Decript', key: 'alias/c' },
      [
        '--principal: no role or user of the input is named `aws_iam_role.raeder` | did you mean `aws_iam_role.reader`?',
        '--action: `kms:Decript` is no action on a key | did you mean `kms:Decrypt`?',
        '--key: no key is named `alias/c` | did you mean `alias/a`?',
      ],
    ],
    [
      { key: 'alias/*' },
      ['--key: `alias/*` names 2 keys | name one of `plan.json:aws_kms_key.a`, `plan.json:aws_kms_key.b`'],
    ],
    [
      { principal: `arn:aws:iam::${own}:group/g` },
      [`--principal: \`arn:aws:iam::${own}:group/g\` is no principal | a group is never a principal`],
    ],
  ] as const)('%j is a mistake with its cure', (changes, mistakes) => {
    expect(answerTo(changes)).toEqual(mistakes)
  })
})

test('nothing of a sensitive policy is told', () => {
  const key = keyWith('k', [
    allow('kms:Decrypt', { Sid: 'Secret', Principal: { AWS: `arn:aws:iam::${own}:role/reader` } }),
  ])
  const [policy] = key.policies
  const secret = worldWith({
    keys: [{ ...key, policies: [{ ...policy, sensitive: true }] }],
    identities: world.graph.identities,
  })
  const outcome = canIn(secret, { ...question, key: 'alias/k' })
  expect(JSON.stringify(outcome)).not.toContain('Secret')
  expect(JSON.stringify(outcome)).toContain('(sensitive)')
})

test('with sources, each reason has its line', () => {
  const location = { file: 'main.tf', line: 7 }
  const sources = { locate: () => location, isTouched: () => false, leadingTo: () => [] }
  const outcome = canIn(world, question, sources)
  const lines = outcome.kind === 'report' ? linesIn(outcome.report.answer.why) : []
  expect(lines.length).toBeGreaterThan(1)
  expect(new Set(lines)).toEqual(new Set([location]))
})

/** The lines of all reasons that stand somewhere. */
function linesIn({ at, location, parts }: Explanation): readonly unknown[] {
  return [...(at === undefined ? [] : [location]), ...parts.flatMap(linesIn)]
}
