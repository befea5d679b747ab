import { expect, test } from 'vitest'
import { readPolicyDocument } from '../read-policy.ts'
import type { Kind } from './in-statements.ts'
import { documentOf } from './objections-to.ts'
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

/** A document with a resource of so many characters, beside a statement. */
function withResource(length: number, ...statements: readonly object[]) {
  const Statement = [...statements, { Effect: 'Allow', Resource: 'x'.repeat(length) }]
  return documentOf({ Version: '2012-10-17', Statement })
}

const long = 40_000

/** How many characters a document has at least, as it is told of one that is far too long. */
function leastOf(...statements: readonly object[]): number {
  const [told] = size({ document: withResource(long, ...statements), kind: 'key-policy' })
  return Number(/at least (\d+)/.exec(told?.says ?? '')?.[1])
}

test.each([
  ['a variable as it is written', { Resource: '${aws:username}' }, { Resource: 'x'.repeat(15) }],
  ['a hole as nothing', { Resource: 'a‹a long name›b' }, { Resource: 'ab' }],
  [
    'a role by its ARN',
    { Principal: { AWS: 'arn:aws:iam::111122223333:role/App' } },
    { Principal: { Service: 'x'.repeat(34) } },
  ],
  [
    'an account by its id, which is the shortest way to name it',
    { Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
    { Principal: { Service: '111122223333' } },
  ],
  [
    'a hole in a role as nothing',
    { Principal: { AWS: 'arn:aws:iam::‹data.aws_caller_identity.current.account_id›:role/App' } },
    { Principal: { Service: 'arn:aws:iam:::role/App' } },
  ],
  [
    'an account that is not told as nothing',
    { Principal: { AWS: 'arn:aws:iam::‹var.account›:root' } },
    { Principal: { Service: '' } },
  ],
  [
    'a principal that is not told as nothing',
    { Principal: { AWS: '‹var.role›' } },
    { Principal: { Service: '' } },
  ],
  ['everybody', { Principal: '*' }, { Principal: { Service: 'x' } }],
  ['an id', { Principal: { AWS: 'AIDAEXAMPLE' } }, { Principal: { Service: 'x'.repeat(11) } }],
  ['a name of which a part is not told as nothing', { Sid: 'A‹var.name›' }, {}],
])('%s is counted', (_, counted, other) => {
  expect(leastOf(counted)).toBe(leastOf(other))
})

test('a statement that may not stand there is not counted', () => {
  const Statement = { Effect: 'Allow', Action: 'kms:Decrypt', Condition: '‹var.condition›' }
  expect(leastOf(Statement)).toBe(leastOf())
})

const near = (most: number, least: number) => [
  `nearly-too-large: it has at least ${least} characters, and a trust policy may have ${most}`,
]

test.each([
  [1843, []],
  [1844, near(2048, 1844)],
  [2048, near(2048, 2048)],
  [2049, near(2048, 2049).map(says => `${says} unless AWS is asked for more`)],
  [4096, near(2048, 4096).map(says => `${says} unless AWS is asked for more`)],
  [4097, ['too-large: it has at least 4097 characters, and a trust policy may have 4096']],
])('a trust policy of %i characters', (characters, objections) => {
  expect(toldOf(characters, 'trust-policy')).toEqual(objections)
})

test('nine tenths are not nearly all', () => {
  expect(toldOf(4608, 'scp')).toEqual([])
  expect(toldOf(4609, 'scp')).toHaveLength(1)
})

/** What is told of a document that has so many characters at least. */
function toldOf(characters: number, kind: Kind): readonly string[] {
  const sized = withResource(characters - (leastOf() - long))
  return size({ document: sized, kind }).map(({ code, says }) => `${code}: ${says}`)
}
