import { describe, expect, test } from 'vitest'
import type { DeclaredAccount, ReadInput } from '../../model/inventory.ts'
import { isUnknown } from '../../model/unknown.ts'
import { readPlan } from './inventory.ts'
import { readResources } from './resources.ts'
import { block, changed, planOf, readChanges } from './test-plan.ts'

const key = changed('aws_kms_key.k', {})
const role = 'arn:aws:iam::222233334444:role/ci'

function policy(...principals: readonly string[]): string {
  const Statement = [{ Effect: 'Allow', Principal: { AWS: principals }, Action: 'kms:*', Resource: '*' }]
  return JSON.stringify({ Version: '2012-10-17', Statement })
}

function accounts({ providers }: ReadInput): readonly string[] {
  return providers.map(
    ({ provider, account, from }) => `${provider} ${isUnknown(account) ? '?' : account} ${from}`,
  )
}

/** The provider with these arguments, in a plan with a key and perhaps more. */
function providerOf(expressions: object, rest: object = {}, changes: readonly object[] = [key]): string {
  const input = readChanges(
    changes,
    { resources: ['aws_kms_key.k', 'data.aws_iam_role.ci', 'data.aws_kms_key.k'].map(name => block(name)) },
    { aws: { name: 'aws', expressions } },
    rest,
  )
  return accounts(input).join()
}

function allow(account: string, Action: string): object {
  return { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action, Resource: '*' }
}

function keyWith(more: object, ...Statement: readonly object[]): object {
  return changed('aws_kms_key.k', { policy: JSON.stringify({ Version: '2012-10-17', Statement }), ...more })
}

function existing(address: string, values: object): object {
  const [name, type, mode = 'managed'] = address.split('.').toReversed()
  return { address, mode, type, name, values }
}

function stateOf(...resources: readonly object[]): object {
  return { prior_state: { values: { root_module: { resources } } } }
}

test('what the user states wins', () => {
  const declared: DeclaredAccount = { id: '999900001111', from: 'flag' }
  const plan = planOf({ format_version: '1.2', resource_changes: [key] })
  const input = readPlan(readResources(plan, 'p'), {
    accountFor: provider => (provider === 'aws' ? declared : undefined),
  })
  expect(accounts(input)).toEqual(['aws 999900001111 flag'])
})

function variables(value: unknown): object {
  return { variables: { account: { value } } }
}

const trusting = (...principals: readonly string[]) =>
  changed('aws_kms_key.k', { policy: policy(...principals) })

describe('an account is told by', () => {
  test('the caller identity, before ARNs and arguments', () => {
    const state = stateOf(
      existing('data.aws_caller_identity.me', { account_id: '111122223333' }),
      existing('aws_kms_key.k', { arn: 'arn:aws:kms:eu-west-1:333344445555:key/1' }),
    )
    expect(providerOf({ allowed_account_ids: { constant_value: ['444455556666'] } }, state)).toBe(
      'aws 111122223333 caller-identity',
    )
  })

  test('ARNs of what exists, if they agree', () => {
    const one = existing('aws_kms_key.k', { arn: 'arn:aws:kms:eu-west-1:333344445555:key/1' })
    const other = existing('aws_kms_key.k', { arn: 'arn:aws:kms:eu-west-1:444455556666:key/1' })
    expect(providerOf({}, stateOf(one))).toBe('aws 333344445555 arn')
    expect(providerOf({}, stateOf(one, other))).toBe('aws ? unknown')
  })

  test('ARNs of roles that the plan reads, since IAM reads only those of its own account', () => {
    const arn = 'arn:aws:iam::333344445555:role/ci'
    expect(providerOf({}, stateOf(existing('data.aws_iam_role.ci', { arn })))).toBe('aws 333344445555 arn')
    expect(providerOf({}, stateOf(existing('data.aws_kms_key.k', { arn })))).toBe('aws ? unknown')
  })

  test('the only allowed account, also through a variable', () => {
    const references = { references: ['var.account'] }
    expect(providerOf({ allowed_account_ids: { constant_value: ['444455556666'] } })).toBe(
      'aws 444455556666 provider',
    )
    expect(providerOf({ allowed_account_ids: references }, variables('444455556666'))).toBe(
      'aws 444455556666 provider',
    )
    expect(providerOf({ allowed_account_ids: { constant_value: ['444455556666', '1'] } })).toBe(
      'aws ? unknown',
    )
    expect(providerOf({ allowed_account_ids: references })).toBe('aws ? unknown')
  })

  test('the role that the provider assumes', () => {
    expect(providerOf({ assume_role: [{ role_arn: { constant_value: role } }] })).toBe(
      'aws 222233334444 provider',
    )
    expect(providerOf({ assume_role: [{ role_arn: { references: ['local.role'] } }] })).toBe('aws ? unknown')
  })

  test('the only account that the policies of its keys name, which is an assumption', () => {
    expect(providerOf({}, {}, [trusting(role, '222233334444')])).toBe('aws 222233334444 assumed')
    expect(providerOf({}, {}, [trusting(role, '333344445555')])).toBe('aws ? unknown')
    expect(providerOf({}, {}, [trusting('*')])).toBe('aws ? unknown')
  })

  test('of several, the only one that may change the policies, unless AWS is told not to check it', () => {
    const partner = allow('444455556666', 'kms:Decrypt')
    const root = allow('222233334444', 'kms:*')
    expect(providerOf({}, {}, [keyWith({}, root, partner)])).toBe('aws 222233334444 assumed')
    expect(providerOf({}, {}, [keyWith({}, root, allow('444455556666', 'kms:*'))])).toBe('aws ? unknown')
    const bypass = { bypass_policy_lockout_safety_check: true }
    expect(providerOf({}, {}, [keyWith(bypass, root, partner)])).toBe('aws ? unknown')
  })
})

test('keys of a provider without an account share one hole', () => {
  const { inventory } = readChanges([changed('aws_kms_key.a', {}), changed('aws_kms_key.b', {})])
  const [one, other] = inventory.keys
  expect(one?.account).toEqual({
    kind: 'unknown',
    reason: 'not-in-input',
    name: 'the account of provider "aws"',
    shape: 'account-id',
    at: { file: 'plan.json', address: 'provider.aws', pointer: '' },
  })
  expect(other?.account).toEqual(one?.account)
})

test('the ARN of a key tells its account better than its provider', () => {
  const after = { arn: 'arn:aws:kms:eu-west-1:333344445555:key/1' }
  const { inventory } = readChanges([changed('aws_kms_key.k', after, { actions: ['no-op'] })])
  expect(inventory.keys).toMatchObject([{ account: '333344445555', region: 'eu-west-1' }])
})

test('a replica is in the account of its primary, whomever its policy trusts', () => {
  const replica = { policy: policy('arn:aws:iam::444455556666:root') }
  const input = readChanges(
    [
      changed('aws_kms_key.k', { policy: policy(role) }),
      changed('aws_kms_replica_key.r', replica, { after_unknown: { primary_key_arn: true } }),
    ],
    {
      resources: [
        block('aws_kms_key.k'),
        block(
          'aws_kms_replica_key.r',
          { primary_key_arn: { references: ['aws_kms_key.k.arn', 'aws_kms_key.k'] } },
          { provider_config_key: 'aws.eu' },
        ),
      ],
    },
  )
  expect(accounts(input)).toEqual(['aws 222233334444 assumed', 'aws.eu 222233334444 assumed'])
})

test('a module’s provider of older plans is the inherited one', () => {
  const module = { resources: [block('aws_kms_key.k', {}, { provider_config_key: 'app:aws' })] }
  const input = readChanges(
    [changed('module.app.aws_kms_key.k', {})],
    { module_calls: { app: { module } } },
    {
      aws: { name: 'aws', expressions: { allowed_account_ids: { constant_value: ['444455556666'] } } },
    },
  )
  expect(accounts(input)).toEqual(['aws 444455556666 provider'])
})
