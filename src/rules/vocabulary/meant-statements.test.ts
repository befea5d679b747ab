import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import { allow, deny, own } from '../example-statements.ts'
import { hole, type ExampleAttributes, type ExampleValue } from '../example.ts'
import type { Correction } from '../correction.ts'
import type { KeyStatement } from '../word.ts'
import { withExceptionsByArn, withoutOwnerOnlyActions, withViaServiceAsMeant } from './meant-statements.ts'

function subject(statement: ExampleValue): KeyStatement {
  const key = keyOfExample({ says: '', statements: statement })
  const [policy] = key.policies
  const [first] = policy.document.statements
  if (first === undefined) throw new Error('no statement')
  return { in: 'key-policy', key, policy, statement: first }
}

function writtenBy(correction: Correction | undefined) {
  return correction?.kind === 'statement' ? correction.write : undefined
}

const foreign = { Principal: { AWS: 'arn:aws:iam::444455556666:role/Ext' } }

test.each<[string, ExampleValue, readonly ExampleValue[]]>([
  ['dead actions go', ['kms:Decrypt', 'kms:PutKeyPolicy'], ['kms:Decrypt']],
  ['a pattern with actions that work stays', ['kms:*', 'kms:Schedule*'], ['kms:*']],
  ['a statement of dead actions goes', 'kms:PutKeyPolicy', []],
])('what no other account can do: %s', (_, Action, left) => {
  const written = writtenBy(withoutOwnerOnlyActions(subject(allow({ ...foreign, Action }))))
  expect(written?.map(one => one['Action'])).toEqual(left)
})

const admin = 'arn:aws:iam::111122223333:role/Admin'

test('a Deny spares by condition, with its other conditions', () => {
  const Condition = { Bool: { 'aws:SecureTransport': 'false' } }
  expect(
    writtenBy(withExceptionsByArn(subject(deny({ NotPrincipal: { AWS: [admin, admin] }, Condition })))),
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
  ['an account, whose ARN is none of its principals', deny({ NotPrincipal: own('root') })],
  ['a role beside a service', deny({ NotPrincipal: { AWS: admin, Service: 's3.amazonaws.com' } })],
  ['somebody who is not told', deny({ NotPrincipal: { AWS: [admin, hole('var.admin')] } })],
  [
    'a condition on the same key',
    deny({ NotPrincipal: { AWS: admin }, Condition: { ArnLike: { 'aws:PrincipalArn': '*:role/x' } } }),
  ],
])('nothing is written for %s', (_, statement) => {
  expect(withExceptionsByArn(subject(statement))).toBeUndefined()
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
])('kms:ViaService as it was meant: %s', (_, operator, value, Condition) => {
  const statement = allow({
    Principal: own('role/App'),
    Condition: { [operator]: { 'kms:ViaService': value } },
  })
  const meant = writtenBy(withViaServiceAsMeant(subject(statement)))
  expect(meant?.map(one => one['Condition'])).toEqual(Condition === undefined ? undefined : [Condition])
})
