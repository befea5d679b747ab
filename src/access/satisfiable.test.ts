import { describe, expect, test } from 'vitest'
import type { Condition } from '../model/statement.ts'
import { text } from '../model/text.ts'
import { isContradiction } from './satisfiable.ts'

const at = { file: '', address: '', pointer: '' }
const asks = (operator: string, key: string, ...values: string[]): Condition => ({
  operator,
  ifExists: false,
  key,
  values: values.map(value => text(value)),
  at,
})

const s3 = asks('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com')
const ec2 = asks('StringEquals', 'kms:ViaService', 'ec2.eu-west-1.amazonaws.com')

describe('no call can meet', () => {
  const impossible: readonly (readonly [string, readonly Condition[], readonly (readonly Condition[])[]])[] =
    [
      ['two different values of one key', [s3, ec2], []],
      ['a value of an absent key', [s3, asks('Null', 'kms:ViaService', 'true')], []],
      ['what a Deny stops', [s3], [[asks('StringEquals', 'kms:viaservice', 's3.eu-west-1.amazonaws.com')]]],
      [
        'neither value nor absence',
        [],
        [[asks('Null', 'aws:PrincipalOrgID', 'true')], [asks('Null', 'aws:PrincipalOrgID', 'false')]],
      ],
      [
        'true and false',
        [asks('Bool', 'aws:SecureTransport', 'true'), asks('Bool', 'aws:SecureTransport', 'false')],
        [],
      ],
    ]
  test.each(impossible)('%s', (_, conditions, unless) => {
    expect(isContradiction({ conditions, unless })).toBe(true)
  })
})

describe('some call may meet', () => {
  const possible: readonly (readonly [string, readonly Condition[], readonly (readonly Condition[])[]])[] = [
    ['one condition', [s3], []],
    ['values of two keys', [s3, asks('StringEquals', 'aws:PrincipalOrgID', 'o-a')], []],
    [
      'a common value',
      [asks('StringEquals', 'kms:ViaService', 'a', 'b'), asks('StringEquals', 'kms:ViaService', 'b', 'c')],
      [],
    ],
    [
      'another value than a Deny names',
      [asks('StringEquals', 'aws:PrincipalOrgID', 'o-a')],
      [[asks('StringNotEquals', 'aws:PrincipalOrgID', 'o-a')]],
    ],
    [
      'patterns, which are not looked into',
      [asks('StringLike', 'kms:ViaService', 'a*'), asks('StringLike', 'kms:ViaService', 'b*')],
      [],
    ],
    [
      'several values of one request',
      [
        asks('StringEquals', 'kms:ResourceAliases', 'alias/a'),
        asks('StringEquals', 'kms:ResourceAliases', 'alias/b'),
      ],
      [],
    ],
    ['a Deny that asks for two keys', [s3], [[s3, asks('Bool', 'aws:SecureTransport', 'false')]]],
  ]
  test.each(possible)('%s', (_, conditions, unless) => {
    expect(isContradiction({ conditions, unless })).toBe(false)
  })
})
