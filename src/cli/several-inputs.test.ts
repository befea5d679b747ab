import { describe, expect, test } from 'vitest'
import { showText } from '../model/text.ts'
import { context, decrypt, files, keyPolicy, roleBefore, rolePolicy, snapshot } from './world-account.ts'
import {
  account,
  decrypters,
  document,
  iam,
  keyArn,
  planWith,
  worldWith,
  type TrialChange,
} from './world-trial.ts'

const policyOf = (content: object, id = keyArn): object => ({
  key_id: id,
  policy: JSON.stringify(content),
})
describe('several plans and contexts are one world', () => {
  const onlyNamed = document({
    Effect: 'Allow',
    Principal: { AWS: `${iam}:role/Named` },
    Action: 'kms:Decrypt',
    Resource: '*',
  })
  const key: TrialChange = {
    address: 'aws_kms_key.app',
    actions: ['no-op'],
    before: { arn: keyArn, key_id: keyArn.slice(-36), policy: JSON.stringify(keyPolicy) },
    after: { arn: keyArn, key_id: keyArn.slice(-36), policy: JSON.stringify(keyPolicy) },
  }

  test('what two plans and a snapshot declare is one role and one key', async () => {
    const given = roleBefore('Given')
    const world = await worldWith(
      {
        ...files,
        'key.json': planWith([
          key,
          { address: 'aws_iam_role.same', actions: ['no-op'], before: given, after: given },
        ]),
        'role.json': planWith([
          { address: 'aws_iam_role.same', actions: ['no-op'], before: given, after: given },
          { address: 'aws_iam_role_policy.given', actions: ['create'], after: rolePolicy('Given', decrypt) },
        ]),
        'grant.json': planWith([
          key,
          {
            address: 'aws_kms_grant.g',
            actions: ['create'],
            after: {
              grantee_principal: `${iam}:role/Granted`,
              key_id: keyArn.slice(-36),
              operations: ['Decrypt'],
            },
            unknown: { grant_id: true },
          },
        ]),
      },
      ['key.json', 'role.json', 'grant.json'],
      ['context.yaml'],
    )
    expect(world.graph.keys.map(({ address }) => address)).toEqual(['aws_kms_key.app'])
    const found = world.graph.identities.filter(({ arn }) => showText(arn).endsWith('role/Given'))
    expect(found.map(({ uniqueId }) => uniqueId)).toEqual(['AROAGIVEN'])
    expect(decrypters(world)).toEqual(expect.arrayContaining(['role/Given', 'role/Granted']))
  })

  test('a plan that attaches to a role of another gives it that policy', async () => {
    const made = { name: 'Made', path: '/', assume_role_policy: JSON.stringify(document()) }
    const world = await worldWith(
      {
        'a.json': planWith([
          key,
          {
            address: 'aws_iam_role.made',
            actions: ['create'],
            after: made,
            unknown: { arn: true, unique_id: true },
          },
          {
            address: 'aws_iam_policy.p',
            actions: ['create'],
            after: { name: 'Use', path: '/', policy: JSON.stringify(decrypt) },
            unknown: { arn: true },
          },
        ]),
        'b.json': planWith([
          {
            address: 'aws_iam_role_policy_attachment.b',
            actions: ['create'],
            after: { role: 'Made', policy_arn: `${iam}:policy/Use` },
          },
        ]),
      },
      ['a.json', 'b.json'],
      [],
    )
    expect(world.graph.identities.map(({ arn }) => showText(arn))).toEqual([`${iam}:role/Made`])
    expect(decrypters(world)).toEqual(
      ['role/Made', 'role/Named', 'user/named-and-destroyed', 'AROABYID?'].toSorted(),
    )
  })

  test('a key policy that a plan writes for a key of the snapshot, by its id, takes the place of its own', async () => {
    const writes = planWith([
      {
        address: 'aws_kms_key_policy.app',
        actions: ['create'],
        after: policyOf(onlyNamed, keyArn.slice(-36)),
      },
    ])
    const world = await worldWith({ ...files, 'plan.json': writes }, ['plan.json'], ['context.yaml'])
    expect(world.graph.keys).toHaveLength(1)
    expect(decrypters(world)).toEqual(['role/Named'])
  })

  test('one that a plan takes away from it leaves the default, which leaves all to IAM', async () => {
    const destroys = planWith([
      { address: 'aws_kms_key_policy.app', actions: ['delete'], before: policyOf(onlyNamed) },
    ])
    const world = await worldWith(
      { ...files, 'policy.json': { Policy: JSON.stringify(onlyNamed) }, 'plan.json': destroys },
      ['plan.json'],
      ['context.yaml'],
    )
    expect(
      decrypters(
        await worldWith(
          { ...files, 'policy.json': { Policy: JSON.stringify(onlyNamed) } },
          [],
          ['context.yaml'],
        ),
      ),
    ).toEqual(['role/Named'])
    expect(decrypters(world)).toEqual(expect.arrayContaining(['role/Detached', 'user/member']))
    expect(decrypters(world)).not.toContain('role/Named')
  })

  test('users of one context are members of groups of another', async () => {
    const { GroupDetailList, ...others } = snapshot
    const world = await worldWith(
      { ...files, 'account.json': others, 'groups.json': { GroupDetailList } },
      [],
      ['context.yaml', 'groups.json'],
    )
    expect(decrypters(world)).toContain('user/member')
  })
})

test('an organization does not limit the account that manages it', async () => {
  const deny = document({ Effect: 'Deny', Action: 'kms:*', Resource: '*' })
  const scps = [{ levels: [['FullAWSAccess', { document: deny }]] }]
  const asked = async (more: object): Promise<readonly string[]> =>
    decrypters(
      await worldWith({ ...files, 'context.yaml': { ...context, scps, ...more } }, [], ['context.yaml']),
    )
  expect(await asked({})).toEqual([])
  expect(await asked({ managementAccount: '444455556666' })).toEqual([])
  expect(await asked({ managementAccount: account })).toContain('role/Detached')
})

test.each([[['one.yaml', 'two.yaml', 'aliases.json']], [['aliases.json', 'two.yaml', 'one.yaml']]])(
  'aliases, tags and descriptions of some files reach the keys of others, given as %s',
  async contexts => {
    const id = keyArn.slice(-36)
    const aliasArn = keyArn.replace(/key\/.*/, 'alias/app')
    const { graph } = await worldWith(
      {
        'policy.json': { Policy: JSON.stringify(keyPolicy) },
        'aliases.json': { Aliases: [{ AliasName: 'alias/app', AliasArn: aliasArn, TargetKeyId: id }] },
        'key.json': { KeyMetadata: { Arn: keyArn, KeyId: id, KeySpec: 'RSA_2048', Enabled: true } },
        'tags.json': { Tags: [{ TagKey: 'team', TagValue: 'a' }] },
        'one.yaml': { snapshots: [{ file: 'policy.json', key: keyArn }, 'key.json'] },
        'two.yaml': { snapshots: [{ file: 'tags.json', key: keyArn }] },
      },
      [],
      contexts,
    )
    expect(graph.keys).toHaveLength(1)
    expect(graph.keys[0]).toMatchObject({
      aliases: ['alias/app'],
      spec: 'RSA_2048',
      tags: new Map([['team', 'a']]),
    })
    expect(graph.keys[0]?.policies[0].document.statements).toHaveLength(2)
  },
)
