import { expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { defaultSettings } from './report/settings.ts'

const settings = {
  ...defaultSettings,
  accounts: { byProvider: new Map(), every: { id: '111122223333', from: 'flag' as const } },
  region: 'us-west-2',
}

function allow(AWS: unknown, Action: string): object {
  return { Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' }
}

/** A key of the account 111122223333 that a role of one of these accounts may use, whichever a parameter names. */
function templateFor(...accounts: readonly string[]): string {
  const [Default] = accounts
  const Statement = [
    allow('111122223333', 'kms:*'),
    allow({ 'Fn::Sub': 'arn:aws:iam::${Partner}:role/Reader' }, 'kms:Decrypt'),
  ]
  return JSON.stringify({
    Parameters: { Partner: { Type: 'String', AllowedValues: accounts, Default } },
    Resources: {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: { EnableKeyRotation: true, KeyPolicy: { Version: '2012-10-17', Statement } },
      },
    },
  })
}

test('which of two accounts a parameter names is no matter of conditions', async () => {
  const input = {
    path: 'template.json',
    chunks: [Buffer.from(templateFor('444455556666', '777788889999'))],
  }
  const { findings } = await check([input], builtInRules, settings)
  const found = findings.map(({ rule, certainty }) => `${rule} ${certainty}`)
  expect(found.filter(one => one.startsWith('KMS0')).join()).not.toContain('KMS017')
  expect(found).toContain('KMS002 certain')
})
