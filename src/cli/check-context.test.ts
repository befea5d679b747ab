import { expect, test } from 'vitest'
import { folderWith, keyplan, planOf } from './trial.ts'

const organization = 'o-a1b2c3d4e5'
const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const anyone = { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }
const ofOrganization = { ...anyone, Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } } }
const delegation = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
}

const files = {
  'plan.json': planOf('aws_kms_key.app', [delegation, ofOrganization]),
  'context.yaml': `accounts:\n  "111122223333": own\norganization: ${organization}\nsnapshots:\n  - file: policy.json\n    key: ${arn}\n`,
  'policy.json': JSON.stringify({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: [anyone] }) }),
}

/** The rules that object, with the resource that each objects to. */
async function reported(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await keyplan(['check', 'plan.json', '--format', 'json', ...words], {
    folder: folderWith(files),
  })
  const { findings }: { findings: readonly { rule: string; address: string }[] } = JSON.parse(stdout)
  return findings.map(({ rule, address }) => `${rule} ${address}`)
}

test('what exists around a plan counts, and only the plan is reported on', async () => {
  expect(await reported()).toEqual(['KMS002 aws_kms_key.app'])
  expect(await reported('--context', 'context.yaml')).toEqual([])
})

test('a context that cannot be read ends the check', async () => {
  const run = await keyplan(['check', 'plan.json', '--context', 'nowhere.yaml'], {
    folder: folderWith(files),
  })
  expect(run.code).toBe(2)
  expect(run.stderr).toContain('nowhere.yaml')
})
