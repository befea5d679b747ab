import { expect, test } from 'vitest'
import { codesFor, documentOf } from './objections-to.ts'
import { conditionKeyNames } from './condition-key-facts.ts'
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

test.each([
  ['kms:ViaServices', ', which no request has: did you mean `kms:ViaService`?', 'kms:ViaService'],
  ['aws:ResourceTags', ', which no request has: did you mean `aws:ResourceTag/`?', undefined],
  ['kms:SomethingNew', ', which no request has', undefined],
  ['kms:CustomerMasterKeySpec', ', which is now `kms:KeySpec`', 'kms:KeySpec'],
  ['aws:Arn', ', which is now `aws:PrincipalArn`', undefined],
  ['aws:ResourceTag', ' without the key of a tag: `aws:ResourceTag/Team`', undefined],
  ['kms:EncryptionContext', ' without the name of a pair: `kms:EncryptionContext:App`', undefined],
])('of %s it is told%s', (key, says, instead) => {
  const Statement = { Sid: 'One', Effect: 'Allow', Condition: { StringEquals: { [key]: 'x' } } }
  const told = unknownKeys({ document: documentOf({ Version: '2012-10-17', Statement }), kind: 'key-policy' })
  expect(told.map(one => [one.says, one.instead])).toEqual([
    [`statement "One" tests \`${key}\`${says}`, instead],
  ])
})

test('only global keys and those of KMS are proposed', () => {
  expect(conditionKeyNames).toContain('kms:ViaService')
  expect(conditionKeyNames.filter(name => !/^(?:aws|kms):/.test(name))).toEqual([])
})
