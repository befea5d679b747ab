import { expect, test } from 'vitest'
import { codesFor, objectionsTo } from './objections-to.ts'
import { unknownKeys } from './unknown-keys.ts'

test.each([
  ['kms:ViaService', []],
  ['KMS:viaservice', []],
  ['aws:PrincipalTag/Team', []],
  ['aws:RequestTag/Team', []],
  ['kms:EncryptionContext:aws:logs:arn', []],
  ['kms:RecipientAttestation:PCR31', []],
  ['kms:RecipientAttestation:NitroTPMPCR23', []],
  ['kms:RecipientAttestation:PCR32', ['unlisted-condition-key']],
  ['token.actions.githubusercontent.com:sub', []],
  ['s3:NoSuchKey', []],
  ['kms:ViaServices', ['unknown-condition-key']],
  ['aws:PrincipalOrgIDs', ['unknown-global-key']],
  ['aws:logs:arn', ['unlisted-global-key']],
  ['kms:SomethingNew', ['unlisted-condition-key']],
  ['aws:ResourceTag', ['missing-tag-key']],
  ['aws:ResourceTag/', ['missing-tag-key']],
  ['aws:RequestTag/${TagKey}', ['missing-tag-key']],
  ['kms:EncryptionContext', ['missing-tag-key']],
  ['kms:CustomerMasterKeySpec', ['deprecated-condition-key']],
  ['aws:ARN', ['deprecated-condition-key']],
  ['ViaService', ['malformed-condition-key']],
  ['kms :ViaService', ['malformed-condition-key']],
  ['kms:', ['malformed-condition-key']],
] as const)('%s', (key, codes) => {
  expect(codesFor(unknownKeys, { StringEquals: { [key]: 'x' } })).toEqual(codes)
})

test('what was meant is told', () => {
  const statement = { Sid: 'One', Effect: 'Allow', Condition: { StringEquals: { 'kms:ViaServices': 'x' } } }
  expect(objectionsTo(unknownKeys, statement)).toEqual([
    'unknown-condition-key: statement "One" tests `kms:ViaServices`, which no request has: did you mean `kms:ViaService`?',
  ])
})
