import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { callerOf } from '../../access/request/caller.ts'
import { holds } from '../../access/request/conditions.ts'
import { completed } from '../../access/request/context.ts'
import { literal, type Text } from '../../model/text.ts'
import type { Circumstances } from './circumstances.ts'
import { isIncluded } from './included.ts'
import { by, own, when, type Block } from './written.ts'

const numRuns = Number(process.env['KEYPLAN_LAWS'] ?? 1_000)
const timeout = 120_000
const other = '444455556666'

const pick = fc.constantFrom
const arns = [own, other].flatMap(account => [
  `arn:aws:iam::${account}:role/App`,
  `arn:aws:iam::${account}:user/Ann`,
])
const block: fc.Arbitrary<Block> = fc.oneof(
  fc
    .tuple(
      pick('ArnLike', 'ArnNotLike', 'StringEquals', 'StringLike', 'StringLikeIfExists'),
      pick(...arns, `arn:aws:iam::${own}:*`, 'arn:aws:iam::*:role/*'),
    )
    .map(([operator, value]) => by(operator, 'aws:PrincipalArn', value)),
  fc
    .tuple(
      pick('StringEquals', 'StringNotEquals', 'StringEqualsIfExists'),
      pick('aws:PrincipalAccount', 'kms:CallerAccount'),
      pick(own, other),
    )
    .map(([operator, key, value]) => by(operator, key, value)),
  fc
    .tuple(pick('StringEquals', 'StringNotEquals'), pick('User', 'AssumedRole', 'Account'))
    .map(([operator, value]) => by(operator, 'aws:PrincipalType', value)),
  fc
    .tuple(pick('StringEquals', 'StringNotLike'), pick('Ann', 'Bob'))
    .map(([operator, value]) => by(operator, 'aws:username', value)),
  pick('true', 'false').map(value => by('Bool', 'aws:PrincipalIsAWSService', value)),
  fc
    .tuple(
      pick('aws:PrincipalArn', 'aws:username', 'kms:CallerAccount', 'aws:PrincipalType'),
      pick('true', 'false'),
    )
    .map(([key, value]) => by('Null', key, value)),
)
const circumstances: fc.Arbitrary<Circumstances> = fc
  .tuple(
    fc.array(block, { maxLength: 3 }),
    fc.oneof({ arbitrary: fc.constant([]), weight: 2 }, fc.array(block, { maxLength: 2 })),
  )
  .map(([conditions, denied]) => ({
    conditions: conditions.flatMap(one => when(one).conditions),
    unless: denied.map(one => when(one).conditions),
    unknowns: [],
  }))

type Context = ReadonlyMap<string, readonly Text[]>

function contextOf(arn: string): Context | undefined {
  const caller = callerOf(arn, {})
  return caller && completed(new Map(), caller, 'kms:Decrypt', own)
}

const names = [
  'root',
  'role/App',
  'role/Other',
  'role/other',
  'user/Ann',
  'user/Bob',
  'user/Other',
  'user/other',
]
const callers = [own, other, '777788889999', '999999999999'].flatMap(account => [
  ...names.map(name => `arn:aws:iam::${account}:${name}`),
  `arn:aws:sts::${account}:federated-user/Bob`,
])
const contexts = [...callers, 'sqs.amazonaws.com', '*'].flatMap(arn => contextOf(arn) ?? [])

function isMet({ conditions, unless }: Circumstances, request: Context): boolean {
  return (
    conditions.every(condition => holds(condition, request) === 'yes') &&
    unless.every(list => list.some(condition => holds(condition, request) === 'no'))
  )
}

test(
  'what is said of callers is true of those that there are',
  () => {
    const count = { yes: 0, no: 0, unknown: 0 }
    fc.assert(
      fc.property(circumstances, fc.array(circumstances, { minLength: 1, maxLength: 2 }), (one, others) => {
        const { is } = isIncluded(one, others)
        count[is] += 1
        const against = contexts.filter(each => isMet(one, each) && !others.some(any => isMet(any, each)))
        expect(is === 'yes' ? against : []).toEqual([])
        expect(is === 'no' ? against.length : 1).toBeGreaterThan(0)
      }),
      { numRuns },
    )
    console.log(`yes ${count.yes}, no ${count.no}, unknown ${count.unknown}`)
    // About 30 in 100, whatever the seed.
    expect(count.unknown).toBeLessThan(numRuns * 0.37)
    expect(contexts.slice(0, -2).map(context => literal(context.get('aws:principalarn')?.[0] ?? []))).toEqual(
      callers,
    )
  },
  timeout,
)
