import { expect, test } from 'vitest'
import { codesFor, objectionsTo } from './objections-to.ts'
import { variablesIn } from './variables-in.ts'

const broken = ['broken-variable']

test.each([
  ['${aws:username}', []],
  ["${aws:username, 'nobody'}", []],
  ['a-${aws:PrincipalTag/Team}-${aws:userid}', []],
  ['${*}${?}${$}', []],
  ['plain $ {text}', []],
  ['${aws:username', broken],
  ['${}', broken],
  ['${aws:user name}', broken],
  ['${ aws:username}', broken],
  ['${aws:username, nobody}', broken],
  ["${aws:username, 'nobody}", broken],
  ['${AWS::AccountId}', ['no-variable']],
  ['${TagKey}', ['no-variable']],
] as const)('%s', (value, codes) => {
  expect(codesFor(variablesIn, { StringEquals: { 'a:b': value } })).toEqual(codes)
  expect(codesFor(variablesIn, {}, { Resource: value })).toEqual(codes)
})

test.each([
  ['under a number', { NumericEquals: { 'a:b': '${aws:username}' } }, {}, ['misplaced-variable']],
  ['under Bool', { Bool: { 'a:b': '${aws:SecureTransport}' } }, {}, ['misplaced-variable']],
  ['under an ARN operator', { ArnLike: { 'a:b': 'arn:aws:iam::1:user/${aws:username}' } }, {}, []],
  ['in an action', {}, { Action: 'kms:${a:b}' }, ['misplaced-variable']],
  [
    'in a principal',
    {},
    { Principal: { AWS: 'arn:aws:iam::${AWS::AccountId}:root' } },
    ['misplaced-variable'],
  ],
  [
    'in a service',
    {},
    { Principal: { Service: 'logs.${AWS::Region}.amazonaws.com' } },
    ['misplaced-variable'],
  ],
] as const)('%s', (_, condition, statement, codes) => {
  expect(codesFor(variablesIn, condition, statement)).toEqual(codes)
})

test.each([
  [
    { Principal: { AWS: 'arn:aws:iam::${AWS::AccountId}:root' } },
    'has `${AWS::AccountId}` in its `Principal`, where AWS fills no variables: without `Fn::Sub` it stays as written',
  ],
  [
    { Principal: '*', Action: 'kms:${aws:username}' },
    'has `${aws:username}` in its `Action`, where AWS fills no variables',
  ],
  [{ Action: 'kms:‹var.action›${a:b}' }, 'has `${a:b}` in its `Action`, where AWS fills no variables'],
])('what is wrong with %j is told', (statement, says) => {
  expect(objectionsTo(variablesIn, { Effect: 'Allow', ...statement })).toEqual([
    `misplaced-variable: statement 1 ${says}`,
  ])
})

test('a document of 2008 has none', () => {
  const statement = { Effect: 'Allow', Resource: ['*', 'arn:aws:s3:::b/${aws:username}', '${*}'] }
  expect(objectionsTo(variablesIn, statement, { version: '2008-10-17' })).toEqual([
    'variable-in-old-version: statement 1 has `${aws:username}`, which a document without `"Version": "2012-10-17"` takes for plain characters',
  ])
})
