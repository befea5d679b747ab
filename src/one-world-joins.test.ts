import { describe, expect, test } from 'vitest'
import {
  account,
  allow,
  decrypters,
  document,
  iam,
  keyArn,
  planWith,
  worldWith,
  type TrialChange,
} from './cli/world-trial.ts'
import type { WhoWorld } from './report/who.ts'

const statement = (principal: string, action: string): object =>
  document({ Effect: 'Allow', Principal: { AWS: principal }, Action: action, Resource: '*' })
const delegating = statement(`${iam}:root`, 'kms:*')
const namingApp = statement(`${iam}:role/App`, 'kms:Decrypt')
const onKey = document({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn })

const denying = (arn: string): object =>
  document(
    { Effect: 'Allow', Action: 'kms:*', Resource: '*' },
    { Effect: 'Deny', Action: 'kms:Decrypt', Resource: arn },
  )

const role = (name = 'App'): TrialChange => ({
  address: 'aws_iam_role.app',
  actions: ['create'],
  after: { name, path: '/', assume_role_policy: JSON.stringify(document()) },
  unknown: { arn: true, unique_id: true },
})
const inline = (policy: object): TrialChange => ({
  address: 'aws_iam_role_policy.app',
  actions: ['create'],
  after: { role: 'App', name: 'data', policy: JSON.stringify(policy) },
})
const newKey = (policy: object): TrialChange => ({
  address: 'aws_kms_key.it',
  actions: ['create'],
  after: { policy: JSON.stringify(policy) },
  unknown: { arn: true, key_id: true },
})
const oldKey = (policy: object): TrialChange => {
  const values = { arn: keyArn, key_id: keyArn.slice(-36), policy: JSON.stringify(policy) }
  return { address: 'aws_kms_key.it', actions: ['no-op'], before: values, after: values }
}

const planDenying = (name: string, arn: string): string => {
  const values = { arn, key_id: arn.slice(-36), policy: JSON.stringify(delegating) }
  return planWith([
    role(name),
    {
      ...inline(denying(arn)),
      after: { role: name, name: 'data', policy: JSON.stringify(denying(arn)) },
    },
    { address: 'aws_kms_key.it', actions: ['no-op'], before: values, after: values },
  ])
}

function worldOf(...plans: readonly string[]): Promise<WhoWorld> {
  const files = Object.fromEntries(plans.map((plan, index) => [`${index}.json`, plan]))
  return worldWith(files, Object.keys(files), [])
}

/** Who can decrypt with which key, keys by the number of their plan. */
function told(world: WhoWorld): readonly (readonly [string, readonly string[]])[] {
  return world.graph.keys.map(key => [/(\d)\.json$/.exec(key.at.file)?.[1] ?? '', decrypters(world, key)])
}

describe('a role of one plan and a key of another', () => {
  test.each([
    ['leaves it to the account', newKey(delegating), [role(), inline(allow('kms:Decrypt'))]],
    ['names the role, which is to be created', newKey(namingApp), [role()]],
    ['exists, and the policy of the role names it', oldKey(delegating), [role(), inline(onKey)]],
  ])('meet where the key %s', async (_, key, others) => {
    const world = await worldOf(planWith([key]), planWith(others))
    expect(told(world)).toEqual([['0', ['role/App']]])
    const access = world.graph.keys
      .flatMap(one => {
        const { own, shared } = world.graph.everyAccessTo(one)
        return [...own, ...shared]
      })
      .find(({ principal }) => principal.kind === 'role')
    expect(access).toMatchObject({ principalAddress: 'aws_iam_role.app', certainty: 'certain' })
    expect(told(await worldOf(planWith(others), planWith([key])))).toEqual([['1', ['role/App']]])
  })
})

describe('of two plans that have the same addresses', () => {
  test('each role reaches the key that its policy names, and no namesake', async () => {
    const theirs = planWith([role(), inline(onKey), newKey(document())])
    expect(told(await worldOf(theirs, planWith([oldKey(delegating), role('Other')])))).toEqual([
      ['0', []],
      ['1', ['role/App']],
    ])
  })

  test('a grant and a use by ARN are on the key of the other plan, and not on their own', async () => {
    const changes: readonly TrialChange[] = [
      newKey(document()),
      {
        address: 'aws_kms_grant.it',
        actions: ['create'],
        after: { key_id: keyArn, grantee_principal: `${iam}:role/Granted`, operations: ['Decrypt'] },
      },
      { address: 'aws_sns_topic.it', actions: ['create'], after: { name: 't', kms_master_key_id: keyArn } },
    ]
    const world = await worldOf(planWith(changes), planWith([oldKey(document())]))
    expect(told(world)).toEqual([
      ['0', []],
      ['1', ['role/Granted']],
    ])
    const { graph } = world
    expect(graph.grants.map(grant => graph.keysOfGrant(grant).map(({ arn }) => arn))).toEqual([[keyArn]])
    expect(graph.keys.map(key => graph.usesOf(key).map(({ address }) => address))).toEqual([
      [],
      ['aws_sns_topic.it'],
    ])
  })

  test('what denies keys is told apart', async () => {
    const other = keyArn.replace('1234abcd', '9999abcd')
    expect(told(await worldOf(planDenying('One', keyArn), planDenying('Two', other)))).toEqual([
      ['0', ['role/Two']],
      ['1', ['role/One']],
    ])
  })
})

describe('an account that is not told', () => {
  const configuration = {
    provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } } },
  }
  const nowhere = (changes: readonly TrialChange[]): string => {
    const plan: { readonly configuration: object } = JSON.parse(planWith(changes))
    return JSON.stringify({ ...plan, configuration: { ...plan.configuration, ...configuration } })
  }

  test('of a role is not that of a namesake in another plan', async () => {
    const reaching = nowhere([role(), inline(allow('kms:Decrypt'))])
    const { graph } = await worldOf(reaching, nowhere([role()]), planWith([newKey(delegating)]))
    const [key] = graph.keys
    const found = graph.identities.map(({ kind, arn, account: of, at }) => {
      const accesses = key === undefined ? [] : graph.accessesBetween({ kind, arn, account: of }, key)
      return [at.file.slice(-6), new Set(accesses.map(({ certainty }) => certainty))]
    })
    expect(found).toEqual([
      ['0.json', new Set(['possible'])],
      ['1.json', new Set()],
    ])
  })

  test('is not the one that a provider of the same name has in another plan', async () => {
    const key = newKey(statement('*', 'kms:Encrypt'))
    const { graph } = await worldOf(nowhere([key]), planWith([key]))
    expect(graph.keys.map(one => one.account)).toMatchObject([
      { kind: 'unknown', name: 'the account of provider "aws" in ' + graph.keys[0]?.at.file },
      account,
    ])
  })

  test('leaves it open whether its roles are in the account that a key leaves it to', async () => {
    const world = await worldOf(
      nowhere([role(), inline(allow('kms:Decrypt'))]),
      planWith([newKey(delegating)]),
    )
    const [key] = world.graph.keys
    const { own, shared } = key === undefined ? { own: [], shared: [] } : world.graph.everyAccessTo(key)
    const found = [...own, ...shared].filter(({ principal }) => principal.kind === 'role')
    expect(new Set(found.map(({ certainty }) => certainty))).toEqual(new Set(['possible']))
  })
})
