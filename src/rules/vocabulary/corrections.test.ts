import { expect, test } from 'vitest'
import type { Statement } from '../../model/statement.ts'
import type { WrittenStatement } from '../correction.ts'
import { statementOf, unknownNamed } from '../fake-world.ts'
import { withActions, withCondition, withConditions, withoutCondition } from './corrections.ts'

const rest = { Sid: 'App', Principal: { AWS: '111122223333' }, Resource: '*' }
const viaS3 = { 'kms:ViaService': 's3.us-west-2.amazonaws.com' }
const source = { 'aws:SourceAccount': '111122223333' }
const both = statementOf({
  ...rest,
  Action: 'kms:Decrypt',
  Condition: { StringEquals: { ...viaS3, ...source } },
})

test.each<readonly [string, Statement]>([
  ['beside others, in its place', statementOf({ ...rest, Action: 'kms:*' })],
  ['in the place of its negation', statementOf({ ...rest, NotAction: 'kms:Decrypt' })],
])('an element is written %s', (_says, statement) => {
  const written = withActions(statement, ['kms:Encrypt'])
  expect(Object.entries(written ?? {}).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)).toEqual([
    'Sid: "App"',
    'Effect: "Allow"',
    'Principal: {"AWS":"arn:aws:iam::111122223333:root"}',
    'Action: "kms:Encrypt"',
    'Resource: "*"',
  ])
})

test('an element that the statement lacks is written too', () => {
  expect(withActions(statementOf(rest), ['kms:Encrypt', 'kms:Decrypt'])).toMatchObject({
    Resource: '*',
    Action: ['kms:Encrypt', 'kms:Decrypt'],
  })
})

test.each<readonly [string, WrittenStatement | undefined, object]>([
  [
    'one more, beside those of its operator',
    withCondition(both, 'StringEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'),
    { StringEquals: { ...viaS3, ...source, 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  ],
  [
    'another value of one that it has, by whatever case it is written in',
    withCondition(both, 'StringLike', 'KMS:ViaService', 's3.*.amazonaws.com'),
    { StringEquals: source, StringLike: { 'KMS:ViaService': 's3.*.amazonaws.com' } },
  ],
  ['one less', withoutCondition(both, 'kms:viaservice'), { StringEquals: source }],
])('conditions: %s', (_says, written, expected) => {
  expect(written?.['Condition']).toEqual(expected)
})

test('a statement that cannot be read whole is not written anew: what cannot be read must not get lost', () => {
  const hidden: Statement = { ...both, effect: unknownNamed('var.effect') }
  expect(withConditions(hidden, [['Bool', 'aws:SecureTransport', 'true']])).toBeUndefined()
  expect(withoutCondition(hidden, 'kms:ViaService')).toBeUndefined()
  expect(withActions(hidden, ['kms:Encrypt'])).toBeUndefined()
})
