import { expect, test } from 'vitest'
import { builtInRules } from '../policies/index.ts'
import { check } from './check.ts'
import { defaultSettings } from './report/settings.ts'

function data(type: string, values: object): object {
  return { address: `data.${type}.this`, mode: 'data', type, name: 'this', values }
}

function keyOpenTo(organization: string): object {
  const root = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' }
  const Condition = { StringEquals: { 'aws:PrincipalOrgID': organization } }
  const use = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*', Condition }
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [root, use] })
  const change = {
    actions: ['create'],
    before: null,
    after: { enable_key_rotation: true, policy },
    after_unknown: {},
  }
  return { address: 'aws_kms_key.k', mode: 'managed', type: 'aws_kms_key', name: 'k', change }
}

/** What is found of a key that everybody of an organization may use, where the plan reads this of its own one. */
async function found(organization: string, own: object): Promise<string> {
  const resources = [
    data('aws_caller_identity', { account_id: '111122223333' }),
    data('aws_organizations_organization', own),
  ]
  const plan = {
    format_version: '1.2',
    resource_changes: [keyOpenTo(organization)],
    prior_state: { values: { root_module: { resources } } },
    configuration: {},
  }
  const input = { path: 'plan.json', chunks: [Buffer.from(JSON.stringify(plan))] }
  const { findings } = await check([input], builtInRules, defaultSettings)
  return findings.map(({ rule, certainty }) => `${rule} ${certainty}`).join()
}

test('the organization that a plan reads is the own one', async () => {
  expect(await found('o-a1b2c3d4e5', { id: 'o-a1b2c3d4e5' })).toBe('')
  expect(await found('o-zzzzzzzzzz', { id: 'o-a1b2c3d4e5' })).toBe('KMS002 certain')
})

test('what is no id of an organization tells nothing', async () => {
  expect(await found('o-a1b2c3d4e5', { id: 'r-a1b2' })).toBe('KMS002 possible')
  expect(await found('o-a1b2c3d4e5', {})).toBe('KMS002 possible')
})
