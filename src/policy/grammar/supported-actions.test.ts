import { expect, test } from 'vitest'
import { codesFor, objectionsTo } from './objections-to.ts'
import { supportedActions } from './supported-actions.ts'

const alone = ['unsupported-action']
const beside = ['unsupported-action-too']

test.each([
  ['actions on keys', ['kms:Decrypt', 'kms:Describe*', '*'], []],
  ['a name that KMS does not have', 'kms:Decypt', []],
  ['an action of another service', 's3:GetObject', alone],
  ['one of another service beside one of KMS', ['kms:Decrypt', 'S3:*'], beside],
  ['two of other services', ['s3:GetObject', 'sqs:*'], [...alone, ...alone]],
  ['an action on no key', 'kms:ListKeys', ['action-of-iam-alone']],
  ['actions of which some are on no key', 'kms:List*', []],
  ['the retirement of grants', 'KMS:retiregrant', ['retire-grant-action']],
  ['one of another service that is called like one on no key', 'payment-cryptography:CreateKey', alone],
  ['an action that is not told', ['kms:‹var.action›', '‹var.actions›'], []],
  ['an action of another service that is not told', 's3:‹var.action›', alone],
  ['a service that is not told', ['k‹var.service›:ListKeys', 'k*:ListKeys'], []],
  ['no action', undefined, []],
] as const)('a key policy with %s', (_, Action, codes) => {
  expect(codesFor(supportedActions, {}, { Action })).toEqual(codes)
})

test('what is left out may be of any service', () => {
  const NotAction = ['s3:GetObject', 'kms:ListKeys']
  expect(codesFor(supportedActions, {}, { NotAction })).toEqual([])
})

test.each([
  [
    'key-policy',
    'kms:ListKeys',
    ['lists `kms:ListKeys`, which is on no key: only an IAM policy can allow it'],
  ],
  [
    'key-policy',
    'kms:RetireGrant',
    ['lists `kms:RetireGrant`, which the grant decides and no key policy can'],
  ],
  ['key-policy', 's3:GetObject', ['lists `s3:GetObject`, which no key policy can allow or deny']],
  [
    'trust-policy',
    ['sts:AssumeRole', 'kms:Decrypt'],
    ['lists `kms:Decrypt`: a trust policy is about actions of AWS STS alone'],
  ],
  ['trust-policy', undefined, []],
  ['identity-policy', 'kms:ListKeys', []],
] as const)('what a %s with %j is told', (kind, Action, says) => {
  const told = objectionsTo(supportedActions, { Effect: 'Allow', Principal: '*', Action }, { kind })
  expect(told.map(one => one.replace(/^.*?: statement 1 /, ''))).toEqual(says)
})
