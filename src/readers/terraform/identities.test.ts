import { expect, test } from 'vitest'
import { block, changed, readChanges } from './test-plan.ts'
import { allow, aws, held, readIam, role, toUse, use } from './test-identities.ts'
function withOther(expressions: object): object {
  return { ...aws, 'aws.other': { name: 'aws', alias: 'other', expressions } }
}

test('names that stand in two accounts are kept apart, and may be one where the account is not known', () => {
  const attachment = changed('aws_iam_role_policy.a', { role: 'r', policy: allow('kms:*') })
  const resources = [
    block('aws_iam_role.r'),
    block('aws_iam_role_policy.a', {}, { provider_config_key: 'aws.other' }),
  ]
  const owner = { allowed_account_ids: { constant_value: ['444455556666'] } }
  expect(held(readChanges([role, attachment], { resources }, withOther(owner)))).toEqual({
    'role/r': [],
    'arn:aws:iam::444455556666:role/${the path of role r}r': ['kms:*'],
  })
  expect(held(readChanges([role, attachment], { resources }, withOther({})))).toEqual({
    'role/r': ['kms:*?'],
  })
})

test('trust policies and boundaries are read as key policies are', () => {
  const trust = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  })
  const values = { name: 'r', path: '/', assume_role_policy: trust }
  const unknown = { after_unknown: { arn: true, permissions_boundary: true } }
  const written = block('aws_iam_role.r', { permissions_boundary: toUse.policy_arn })
  const { inventory } = readChanges([changed('aws_iam_role.r', values, unknown), use], {
    resources: [written, block('aws_iam_policy.use')],
  })
  expect(inventory.identities[0]).toMatchObject({
    trust: { statements: [{ effect: 'Allow' }], holes: [] },
    boundary: { name: 'managed policy use', hangsOn: [], document: { statements: [{ effect: 'Allow' }] } },
  })
  expect(inventory.unattached).toEqual([])
})

function completeness(rest: object): boolean | undefined {
  return readIam([role], [], rest).inventory.identities[0]?.complete
}

test('a plan that is not whole does not have all policies', () => {
  expect([{}, { complete: false }, { errored: true }].map(completeness)).toEqual([true, false, false])
})
