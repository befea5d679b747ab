import { expect, test } from 'vitest'
import { objectionsTo } from './objections-to.ts'
import { redundantItems } from './redundant-items.ts'

const numbers = Array.from({ length: 25 }, (_, index) => index)
const action = (says: string) => `redundant-action: statement 1 lists ${says}`
const resource = (says: string) => `redundant-resource: statement 1 lists ${says}`

test.each([
  ['different actions', { Action: ['kms:Decrypt', 'kms:Encrypt'] }, []],
  ['an action twice', { Action: ['kms:Decrypt', 'KMS:decrypt'] }, [action('`KMS:decrypt` twice')]],
  [
    'an action beside its pattern',
    { Action: ['kms:Decrypt', 'kms:De*'] },
    [action('`kms:Decrypt` beside `kms:De*`, which holds it')],
  ],
  [
    'an action beside one letter of its pattern',
    { Action: ['kms:Decryp?', 'kms:Decrypt'] },
    [action('`kms:Decrypt` beside `kms:Decryp?`, which holds it')],
  ],
  [
    'a pattern behind many names',
    { Action: [...numbers.map(index => `s3:a${index}`), 'kms:De*', 'kms:Decrypt'] },
    [action('`kms:Decrypt` beside `kms:De*`, which holds it')],
  ],
  ['one pattern', { Action: 'kms:*' }, []],
  ['patterns that are apart', { Action: ['kms:De*', 'kms:En*'] }, []],
  [
    'actions that are left out',
    { NotAction: ['kms:*', 'kms:Sign'] },
    [action('`kms:Sign` beside `kms:*`, which holds it')],
  ],
  ['what is not told beside its pattern', { Action: ['kms:‹var.action›', 'kms:*'] }, []],
  ['a resource twice', { Resource: ['arn:a', 'arn:a'] }, [resource('`arn:a` twice')]],
  ['resources that differ in case', { Resource: ['arn:a', 'arn:A'] }, []],
  ['a resource beside all', { Resource: ['arn:a', '*'] }, [resource('`arn:a` beside `*`, which holds it')]],
])('%s', (_, statement, objections) => {
  expect(objectionsTo(redundantItems, { Effect: 'Allow', ...statement })).toEqual(objections)
})
