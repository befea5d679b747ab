import { expect, test } from 'vitest'
import { keyStatement, trustStatement } from '../../examples/example-statement.ts'
import type { Principal } from '../../model/principal.ts'
import { allow, deny, own } from '../example-statements.ts'
import { hole, type ExampleAttributes, type ExampleValue } from '../example.ts'
import type { Correction } from '../correction.ts'
import { accessTo, statementOf, unknownNamed } from '../fake-world.ts'
import {
  withExceptionsByArn,
  withLogsOfRegion,
  withoutOwnerOnlyActions,
  withViaServiceAsMeant,
} from './meant-statements.ts'

function writtenBy(correction: Correction | undefined) {
  return correction?.kind === 'statement' ? correction.write : undefined
}

const foreign = { Principal: { AWS: 'arn:aws:iam::444455556666:role/Ext' } }

test.each<[string, ExampleValue, readonly ExampleValue[]]>([
  ['dead actions go', ['kms:Decrypt', 'kms:PutKeyPolicy'], ['kms:Decrypt']],
  ['a pattern with actions that work stays', ['kms:*', 'kms:Schedule*'], ['kms:*']],
  ['a statement of dead actions goes', 'kms:PutKeyPolicy', []],
])('what no other account can do: %s', (_, Action, left) => {
  const written = writtenBy(withoutOwnerOnlyActions(keyStatement(allow({ ...foreign, Action }))))
  expect(written?.map(one => one['Action'])).toEqual(left)
})

test.each([
  ['all but some', keyStatement(allow({ ...foreign, NotAction: ['kms:Decrypt', 'kms:PutKeyPolicy'] }))],
  ['no actions', { ...keyStatement(allow()), statement: statementOf({ Principal: '*' }) }],
])('what no other account can do is left where the statement has %s', (_, one) => {
  expect(withoutOwnerOnlyActions(one)).toBeUndefined()
})

const admin = 'arn:aws:iam::111122223333:role/Admin'

test('a Deny spares by condition, with its other conditions', () => {
  const Condition = { Bool: { 'aws:SecureTransport': 'false' } }
  expect(
    writtenBy(withExceptionsByArn(keyStatement(deny({ NotPrincipal: { AWS: [admin, admin] }, Condition })))),
  ).toEqual([
    deny({
      Principal: '*',
      Condition: { ...Condition, ArnNotEquals: { 'aws:PrincipalArn': [admin, admin] } },
    }),
  ])
})

test.each<[string, ExampleAttributes]>([
  ['an Allow', allow({ NotPrincipal: { AWS: admin } })],
  ['no exceptions', deny({ Principal: { AWS: admin } })],
  ['a session of a role', deny({ NotPrincipal: { AWS: 'arn:aws:sts::111122223333:assumed-role/App/me' } })],
  ['an effect that is not told', { ...deny({ NotPrincipal: { AWS: admin } }), Effect: hole('var.effect') }],
  ['a condition that is not told', deny({ NotPrincipal: { AWS: admin }, Condition: hole('var.condition') })],
  ['an account, whose ARN is none of its principals', deny({ NotPrincipal: own('root') })],
  ['a role beside a service', deny({ NotPrincipal: { AWS: admin, Service: 's3.amazonaws.com' } })],
  ['somebody who is not told', deny({ NotPrincipal: { AWS: [admin, hole('var.admin')] } })],
  [
    'a condition on the same key',
    deny({ NotPrincipal: { AWS: admin }, Condition: { ArnLike: { 'aws:PrincipalArn': '*:role/x' } } }),
  ],
])('nothing is written for %s', (_, statement) => {
  expect(withExceptionsByArn(keyStatement(statement))).toBeUndefined()
})

test.each<[string, string, ExampleValue, ExampleAttributes | undefined]>([
  [
    'a wildcard',
    'StringEquals',
    's3.*.amazonaws.com',
    { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
  ],
  [
    'its negation',
    'StringNotEquals',
    's3.*.amazonaws.com',
    { StringNotLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
  ],
  [
    'a service alone',
    'StringEquals',
    's3',
    { StringEquals: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } },
  ],
  [
    'no Region',
    'StringLike',
    's3.amazonaws.com',
    { StringLike: { 'kms:ViaService': 's3.us-west-2.amazonaws.com' } },
  ],
  [
    'the suffix of China',
    'StringLike',
    's3.*.amazonaws.com.cn',
    { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
  ],
  ['an empty value', 'StringEquals', '', undefined],
  ['another Region', 'StringEquals', 's3.eu-west-1.amazonaws.com', undefined],
  ['a variable', 'StringEquals', hole('var.via'), undefined],
  [
    'a wildcard beside a service',
    'StringEquals',
    ['s3.*.amazonaws.com', 'ec2'],
    { StringLike: { 'kms:ViaService': ['s3.*.amazonaws.com', 'ec2.us-west-2.amazonaws.com'] } },
  ],
])('kms:ViaService as it was meant: %s', (_, operator, value, Condition) => {
  const statement = allow({
    Principal: own('role/App'),
    Condition: { [operator]: { 'kms:ViaService': value } },
  })
  const meant = writtenBy(withViaServiceAsMeant(keyStatement(statement)))
  expect(meant?.map(one => one['Condition'])).toEqual(Condition === undefined ? undefined : [Condition])
})

const viaS3 = { 'kms:ViaService': 's3' }

test('kms:ViaService as it was meant stands with the other conditions', () => {
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', ...viaS3 } }
  const meant = writtenBy(withViaServiceAsMeant(keyStatement(allow({ Principal: '*', Condition }))))
  expect(meant?.map(one => one['Condition'])).toEqual([
    {
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'kms:ViaService': 's3.us-west-2.amazonaws.com' },
    },
  ])
})

test('a variable stays beside a service as it was meant', () => {
  const Condition = { StringEquals: { 'kms:ViaService': [hole('var.via'), 's3'] } }
  const meant = writtenBy(withViaServiceAsMeant(keyStatement(allow({ Principal: '*', Condition }))))
  const values = [{ name: 'var.via' }, 's3.us-west-2.amazonaws.com']
  expect(meant).toMatchObject([{ Condition: { StringEquals: { 'kms:ViaService': values } } }])
})

const unknownRegion = { ...keyStatement(allow()).key, region: unknownNamed('var.region') }
const short = allow({ Principal: '*', Condition: { StringEquals: viaS3 } })

test.each([
  ['another policy', trustStatement({ ...short, Action: 'sts:AssumeRole' })],
  ['a key whose Region is not told', { ...keyStatement(short), key: unknownRegion }],
  ['no condition on it', keyStatement(allow({ Principal: '*' }))],
  [
    'two conditions on it',
    keyStatement(allow({ Principal: '*', Condition: { StringEquals: viaS3, StringLike: viaS3 } })),
  ],
])('what was meant by kms:ViaService is not told: %s', (_, one) => {
  expect(withViaServiceAsMeant(one)).toBeUndefined()
})

test('a wildcard was meant as one, whatever the Region of the key', () => {
  const Condition = { StringEquals: { 'kms:ViaService': 's3.*.amazonaws.com' } }
  const one = { ...keyStatement(allow({ Principal: '*', Condition })), key: unknownRegion }
  expect(writtenBy(withViaServiceAsMeant(one))?.map(({ Condition: meant }) => meant)).toEqual([
    { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
  ])
})

const logs: Principal = { kind: 'service', name: ['logs.amazonaws.com'] }

test.each<readonly [string, ExampleAttributes, ExampleValue | undefined]>([
  ['alone', { Service: 'logs.amazonaws.com' }, { Service: 'logs.us-west-2.amazonaws.com' }],
  [
    'beside another service',
    { Service: ['logs.amazonaws.com', 'sns.amazonaws.com'] },
    { Service: ['logs.us-west-2.amazonaws.com', 'sns.amazonaws.com'] },
  ],
  ['that has a Region', { Service: 'logs.eu-west-1.amazonaws.com' }, undefined],
  ['that is another service', { Service: 'sns.amazonaws.com' }, undefined],
  ['beside a role', { Service: 'logs.amazonaws.com', AWS: admin }, undefined],
  ['beside a service that is not told', { Service: ['logs.amazonaws.com', hole('var.s')] }, undefined],
])('the name of CloudWatch Logs in the Region of the key: %s', (_, named, meant) => {
  const { key, statement } = keyStatement(allow({ Principal: named }))
  const written = writtenBy(withLogsOfRegion(accessTo(key, logs, { statement })))
  expect(written?.map(one => one['Principal'])).toEqual(meant === undefined ? undefined : [meant])
})

test('of a key whose Region is not told the name of CloudWatch Logs is not told', () => {
  const { statement } = keyStatement(allow({ Principal: { Service: 'logs.amazonaws.com' } }))
  expect(withLogsOfRegion(accessTo(unknownRegion, logs, { statement }))).toBeUndefined()
})
