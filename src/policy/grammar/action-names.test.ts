import { expect, test } from 'vitest'
import { documentOf, objectionsIn } from './objections-to.ts'
import { actionNames } from './action-names.ts'

const one = { Effect: 'Allow', Resource: '*' }

function saidOf(Action: unknown): readonly string[] {
  const said = objectionsIn(actionNames, [{ ...one, Action }], 'identity-policy')
  return said.map(says => says.replace(/^(\S+) statement 1 lists /, '$1 '))
}

const noAction = (written: string, more = '') =>
  `unknown-action: \`${written}\`, which is no action of AWS KMS${more}`
const coversNone = (written: string) => `unknown-action: \`${written}\`, which covers no action of AWS KMS`
const unlisted = (written: string) =>
  `unlisted-action: \`${written}\`, which is not among the actions that AWS publishes`
const noService = (written: string, service: string) =>
  `unknown-service: \`${written}\` of a service \`${service}\` that AWS does not list`
const meant = (action: string) => `: did you mean \`kms:${action}\`?`

test.each([
  ['an action of KMS', 'kms:Decrypt', []],
  ['in another case', 'KMS:decrypt', []],
  ['a pattern of some', 'kms:Get*', []],
  ['any action of another service', 's3:NoSuchAction', []],
  ['all', '*', []],
  ['nothing: told as such', '', []],
  ['an action that is not told', 'kms:‹action›', []],
  ['one letter from an action', 'kms:Decypt', [noAction('kms:Decypt', meant('Decrypt'))]],
  ['two letters from it', 'kms:Decypts', [noAction('kms:Decypts', meant('Decrypt'))]],
  ['three letters from a long one may be new', 'kms:DescribeKeyPol', [unlisted('kms:DescribeKeyPol')]],
  ['like none may be new', 'kms:SomethingNew', [unlisted('kms:SomethingNew')]],
  ['of other characters is none', 'kms:Some_Thing', [noAction('kms:Some_Thing')]],
  ['without end is none', `kms:${'é'.repeat(200)}`, [noAction(`kms:${'é'.repeat(75)}…`)]],
  ['a pattern that may be for a new one', 'kms:SomethingNew*', [unlisted('kms:SomethingNew*')]],
  ['a pattern near an action covers none', 'kms:Decypt*', [coversNone('kms:Decypt*')]],
  ['a pattern in another place', 'kms:Rotate*Key', [coversNone('kms:Rotate*Key')]],
  [
    'the beginning of three',
    'kms:GetKey',
    [
      `unknown-action: \`kms:GetKey\`, which is no action of AWS KMS: did you mean \`kms:GetKeyLastUsage\` or \`kms:GetKeyPolicy\` or \`kms:GetKeyRotationStatus\`?`,
    ],
  ],
  ['the beginning of four', 'kms:Update', [noAction('kms:Update', ': did you mean one of 4 that begin so?')]],
  [
    'KMS misspelt',
    'ksm:Decrypt',
    ['unknown-action: `ksm:Decrypt`, which is no action of AWS: did you mean `kms:Decrypt`?'],
  ],
  ['all of KMS misspelt', 'ksm:*', [noService('ksm:*', 'ksm')]],
  ['an action that KMS lacks', 'ksm:Read', [noService('ksm:Read', 'ksm')]],
  ['a service unlike KMS', 'vault:Decrypt', [noService('vault:Decrypt', 'vault')]],
  ['no service', 'Decrypt', [`invalid-action: \`Decrypt\` without a service${meant('Decrypt')}`]],
  ['no colon', 'kms.Decrypt', [`invalid-action: \`kms.Decrypt\` without a service${meant('Decrypt')}`]],
  ['no service and no action of KMS', 'Read', ['invalid-action: `Read` without a service']],
])('%s', (_, action, says) => {
  expect(saidOf(action)).toEqual(says)
})

test('a wildcard in the service', () => {
  expect(objectionsIn(actionNames, [{ ...one, Action: 'k?s:Decrypt' }], 'identity-policy')).toEqual([
    'wildcard-in-service: statement 1 has a wildcard in the service of `k?s:Decrypt`: name each service, or all of AWS by `*`',
  ])
})

test('a service that AWS does not list is told once, and each other fault', () => {
  expect(saidOf(['vault:Read', 'Read', 'vault:Write', 'Write', 'consul:Read'])).toEqual([
    noService('vault:Read', 'vault'),
    'invalid-action: `Read` without a service',
    'invalid-action: `Write` without a service',
    noService('consul:Read', 'consul'),
  ])
})

test('what was meant is written instead where there is one such action', () => {
  const actions = ['kms:Decypt', 'kms:Decypt*', 'kms:GetKey', 'ksm:Encrypt', 'Sign', 'Read']
  const document = documentOf({ Version: '2012-10-17', Statement: [{ ...one, Action: actions }] })
  expect(actionNames({ document, kind: 'key-policy' }).map(({ instead }) => instead)).toEqual([
    'kms:Decrypt',
    undefined,
    undefined,
    'kms:Encrypt',
    'kms:Sign',
    undefined,
  ])
})
