import { expect, test } from 'vitest'
import { readGiven } from './given.ts'
import { showsUnicode } from './unicode.ts'

test('a pair has a condition key on its left; all else is a file', () => {
  const { context, files } = readGiven([
    'aws:SourceVpc=vpc-1',
    'kms:EncryptionContext:tenant=a=b',
    'KMS:EncryptionContext:Tenant=c',
    'aws:PrincipalTag/team=',
    'a=b.yaml',
    'aws:SourceVpc',
  ])
  expect([...context]).toEqual([
    ['aws:SourceVpc', ['vpc-1']],
    ['kms:EncryptionContext:tenant', ['a=b', 'c']],
    ['aws:PrincipalTag/team', ['']],
  ])
  expect(files).toEqual(['a=b.yaml', 'aws:SourceVpc'])
})

test.each([
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, false],
  [{ LC_ALL: '', LC_CTYPE: 'de_DE.UTF-8' }, true],
  [{}, false],
])('the locale %j shows Unicode: %s', (environment, expected) => {
  expect(showsUnicode(environment)).toBe(expected)
})
