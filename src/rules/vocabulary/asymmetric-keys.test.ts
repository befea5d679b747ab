import { expect, test } from 'vitest'
import { keyOfExample } from '../../examples/example-key.ts'
import type { Tri } from '../../model/tri.ts'
import { allow, deny, own } from '../example-statements.ts'
import type { ExampleAttributes, ExampleValue } from '../example.ts'
import { emptyWorld } from '../fake-world.ts'
import { allowsOldPadding } from './asymmetric-keys.ts'

const old = 'RSAES_OAEP_SHA_1'

test.each<readonly [string, ExampleAttributes, Tri]>([
  ['that padding', on({ StringEquals: { 'kms:EncryptionAlgorithm': old } }), 'yes'],
  [
    'that padding among others',
    on({ StringEquals: { 'KMS:encryptionalgorithm': ['RSAES_OAEP_SHA_256', old] } }),
    'yes',
  ],
  ['another padding', on({ StringEquals: { 'kms:EncryptionAlgorithm': 'RSAES_OAEP_SHA_256' } }), 'no'],
  ['any padding but that', on({ StringNotEquals: { 'kms:EncryptionAlgorithm': old } }), 'no'],
  ['a context of that name', on({ StringEquals: { 'kms:EncryptionContext:padding': old } }), 'no'],
  ['a Deny of that padding', { ...on({ StringEquals: { 'kms:EncryptionAlgorithm': old } }, deny) }, 'no'],
])('a statement with %s', (_says, statements, is) => {
  expect(allowsOldPadding.ask(keyOfExample({ says: '', statements }), emptyWorld).is).toBe(is)
})

function on(Condition: ExampleValue, effect = allow): ExampleAttributes {
  return effect({ Principal: own('role/App'), Condition })
}
