import { expect, test } from 'vitest'
import { codesFor, documentOf, objectionsTo } from './objections-to.ts'
import { operatorTypes } from './operator-types.ts'

const wrong = ['operator-type']

test.each([
  ['Bool', 'kms:GrantIsForAWSResource', []],
  ['BoolIfExists', 'aws:SecureTransport', []],
  ['Null', 'kms:ViaService', []],
  ['Bool', 'kms:ViaService', wrong],
  ['StringEquals', 'kms:GrantIsForAWSResource', wrong],
  ['StringLike', 'aws:PrincipalArn', []],
  ['ArnLike', 'aws:PrincipalArn', []],
  ['ArnEquals', 'kms:GranteePrincipal', wrong],
  ['ArnLike', 'kms:EncryptionContext:aws:logs:arn', []],
  ['ArnLike', 'aws:SourceAccount', wrong],
  ['IpAddress', 'aws:SourceIp', []],
  ['NotIpAddress', 'aws:VpcSourceIp', []],
  ['StringEquals', 'aws:SourceIp', wrong],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', []],
  ['NumericGreaterThan', 'kms:ScheduleKeyDeletionPendingWindowInDays', []],
  ['DateLessThan', 'aws:MultiFactorAuthAge', wrong],
  ['DateLessThan', 'aws:CurrentTime', []],
  ['NumericLessThan', 'aws:EpochTime', []],
  ['NumericLessThan', 'aws:CurrentTime', wrong],
  ['BinaryEquals', 'kms:ViaService', wrong],
  ['ForAllValues:StringEquals', 'kms:GrantOperations', []],
  ['Bool', 's3:prefix', []],
] as const)('%s on %s', (operator, key, codes) => {
  expect(codesFor(operatorTypes, { [operator]: { [key]: 'true' } })).toEqual(codes)
})

test('the right operators are named', () => {
  const statement = { Effect: 'Allow', Condition: { Bool: { 'kms:ViaService': 'true' } } }
  expect(objectionsTo(operatorTypes, statement)).toEqual([
    'operator-type: statement 1 compares `kms:ViaService` by `Bool`: it is a text, for the operators `String…`',
  ])
})

test.each([
  ['StringEquals', 'aws:SourceIp', 'IpAddress'],
  ['StringNotLike', 'aws:SourceIp', 'NotIpAddress'],
  ['StringEquals', 'aws:SecureTransport', 'Bool'],
  ['StringNotEquals', 'aws:SecureTransport', undefined],
  ['StringEqualsIgnoreCase', 'aws:SecureTransport', undefined],
  ['StringEquals', 'aws:CurrentTime', undefined],
  ['Bool', 'aws:SourceIp', undefined],
])('for %s on %s, what stands for the same values is %s', (operator, key, instead) => {
  const Statement = { Effect: 'Allow', Condition: { [operator]: { [key]: 'true' } } }
  const told = operatorTypes({
    document: documentOf({ Version: '2012-10-17', Statement }),
    kind: 'key-policy',
  })
  expect(told.map(problem => problem.instead)).toEqual([instead])
})
