import { expect, test } from 'vitest'
import { readPolicyDocument } from '../read-policy.ts'
import { size } from './size.ts'

const one = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }

function document(length: number, statement: object = one) {
  const Statement = [
    statement,
    { ...one, Resource: `arn:aws:kms:us-west-2:111122223333:key/${'x'.repeat(length)}` },
  ]
  return readPolicyDocument(JSON.stringify({ Version: '2012-10-17', Statement }))
}

test.each([
  ['key-policy', 32_768],
  ['identity-policy', 6144],
  ['scp', 5120],
  ['rcp', 5120],
  ['endpoint-policy', 20_480],
] as const)('%s: %i', (kind, most) => {
  const codes = (length: number) => size({ document: document(length), kind }).map(({ code }) => code)
  expect(codes(most)).toEqual(['too-large'])
  expect(codes(Math.ceil(most * 0.92))).toEqual(['nearly-too-large'])
  expect(codes(Math.floor(most * 0.8))).toEqual([])
})

test('never more is counted than the shortest way to write the document has', () => {
  const statements = [
    one,
    { Sid: 'A', Effect: 'Deny', Principal: '*', NotAction: ['a:b', 'c:d'], Resource: ['*'] },
    {
      Effect: 'Deny',
      Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/App'], Service: 's3.amazonaws.com' },
      Action: 'kms:*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:a': 'b', 'aws:c': ['d', 'e'] }, Bool: { 'aws:f': true } },
    },
    { Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'arn:aws:kms:*:${aws:PrincipalAccount}:key/*' },
  ]
  for (const statement of statements) {
    // The count is told in words alone, so it is asked for by a document that is surely too long.
    const long = document(40_000, statement)
    const told = Number(/at least (\d+)/.exec(size({ document: long, kind: 'scp' })[0]?.says ?? '')?.[1])
    expect(told).toBeLessThanOrEqual(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          statement,
          { ...one, Resource: `arn:aws:kms:us-west-2:111122223333:key/${'x'.repeat(40_000)}` },
        ],
      }).length,
    )
  }
})

test('the inline policies of one role count together, and are told of once', () => {
  const [first, second] = [document(6000), document(6000)]
  const together = [first, second]
  const judge = (own: typeof first, all: readonly (typeof first)[]) =>
    size({ document: own, kind: 'identity-policy', inlineOf: 'role', together: all }).map(({ code }) => code)
  expect(judge(first, together)).toEqual(['too-large'])
  expect(judge(second, [second])).toEqual([])
})
