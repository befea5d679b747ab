import { describe, expect, test } from 'vitest'
import { principalId } from '../../model/principal.ts'
import { showText } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { contextFrom, mistakesIn } from '../context/test-context.ts'

const id = '1234abcd-12ab-34cd-56ef-1234567890ab'
const place = 'arn:aws:kms:eu-west-1:111122223333'
const arn = `${place}:key/${id}`
const policy = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
  ],
}
const metadata = {
  KeyMetadata: {
    AWSAccountId: '111122223333',
    KeyId: id,
    Arn: arn,
    Enabled: true,
    KeyUsage: 'ENCRYPT_DECRYPT',
    Origin: 'AWS_KMS',
    KeySpec: 'SYMMETRIC_DEFAULT',
    MultiRegion: true,
    MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA' },
  },
}
const aliases = {
  Aliases: [
    { AliasName: 'alias/app', AliasArn: `${place}:alias/app`, TargetKeyId: id },
    { AliasName: 'alias/aws/s3', AliasArn: `${place}:alias/aws/s3`, TargetKeyId: 'other' },
    { AliasName: 'alias/aws/ebs', AliasArn: `${place}:alias/aws/ebs` },
  ],
}
const about = (file: string): object => ({ file, key: arn })

describe('a key of snapshots', () => {
  test('is put together from all that the files tell about it', async () => {
    const context = {
      snapshots: [
        'metadata.json',
        about('policy.json'),
        about('tags.json'),
        about('rotation.json'),
        'aliases.json',
      ],
    }
    const { inventory } = await contextFrom(context, {
      'metadata.json': metadata,
      'policy.json': { Policy: JSON.stringify(policy), PolicyName: 'default' },
      'tags.json': { Tags: [{ TagKey: '__proto__', TagValue: 'x' }], Truncated: false },
      'rotation.json': { KeyId: arn, KeyRotationEnabled: true },
      'aliases.json': aliases,
    })
    const [key, ...others] = inventory.keys
    expect(others).toEqual([])
    expect(key).toMatchObject({
      address: arn,
      arn,
      declared: false,
      account: '111122223333',
      region: 'eu-west-1',
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      replica: true,
      multiRegion: true,
      enabled: true,
      rotation: { value: true },
      aliases: ['alias/app'],
      hasAllAliases: true,
      tags: new Map([['__proto__', 'x']]),
    })
    expect(key?.policies[0].document.statements).toHaveLength(1)
    expect(key?.policies[0].document.at).toEqual({ file: 'policy.json', address: arn, pointer: '/Policy' })
    expect(inventory.aliases.map(alias => [alias.name, alias.key])).toEqual([
      ['alias/app', arn],
      ['alias/aws/s3', `${place}:key/other`],
      ['alias/aws/ebs', undefined],
    ])
  })

  test('has holes for what they do not tell', async () => {
    const { inventory } = await contextFrom({ snapshots: [about('policy.json')] }, { 'policy.json': policy })
    const [key] = inventory.keys
    expect(key?.policies[0].document.holes).toEqual([])
    const values = [
      key?.spec,
      key?.usage,
      key?.origin,
      key?.enabled,
      key?.multiRegion,
      key?.rotation.value,
      key?.tags,
    ]
    expect(values.map(value => isUnknown(value) && value.reason)).toEqual(values.map(() => 'not-in-input'))
    expect(key?.hasAllAliases).toBe(false)
  })

  test('has a policy of which nothing is known when only its metadata are told', async () => {
    const { inventory } = await contextFrom(metadata)
    expect(inventory.keys[0]?.policies[0].document.holes.map(({ name }) => name)).toEqual(['the key policy'])
  })

  test('does not count as listed by a list that may be of another key alone', async () => {
    const ofOther = {
      Aliases: [{ AliasName: 'alias/o', AliasArn: `${place}:alias/o`, TargetKeyId: 'other' }],
    }
    const { inventory } = await contextFrom('snapshots: [m.json, a.json]', {
      'm.json': metadata,
      'a.json': ofOther,
    })
    expect(inventory.keys[0]?.hasAllAliases).toBe(false)
  })

  test('comes from a list of resource policies too, which tells of other resources as well', async () => {
    const { inventory } = await contextFrom([
      { Resource: 'arn:aws:s3:::bucket', Policy: policy, Account: '111122223333' },
      { Resource: arn, Policy: policy, Account: '111122223333' },
    ])
    expect(inventory.keys.map(({ address }) => address)).toEqual([arn])
    expect(inventory.keys[0]?.policies[0].document.statements).toHaveLength(1)
  })
})

describe('grants of a snapshot', () => {
  const grant = {
    KeyId: arn,
    GrantId: 'abc123',
    Name: '',
    GranteePrincipal: 'arn:aws:iam::111122223333:role/App',
    RetiringPrincipal: 'rds.amazonaws.com',
    IssuingAccount: 'arn:aws:iam::444455556666:root',
    Operations: ['Decrypt', 'CreateGrant'],
    Constraints: { EncryptionContextSubset: { table: 'orders' }, Strange: {} },
  }

  test('have their parties, operations and constraints', async () => {
    const { inventory } = await contextFrom('snapshots: [m.json, g.json]', {
      'm.json': metadata,
      'g.json': { Grants: [grant], Truncated: false },
    })
    const [read] = inventory.grants
    expect(read).toMatchObject({
      id: 'abc123',
      key: { addresses: [arn], name: arn },
      createdBy: '444455556666',
    })
    expect(read?.name).toBeUndefined()
    expect(read && principalId(read.grantee)).toBe('arn:aws:iam::111122223333:role/App')
    expect(read?.retiringPrincipal?.kind).toBe('service')
    expect(read?.operations.map(showText)).toEqual(['Decrypt', 'CreateGrant'])
    expect(read?.constraints.map(({ kind }) => kind)).toEqual(['subset', 'unknown'])
    expect(inventory.loose).toEqual([])
  })

  test('may be more than a cut list tells', async () => {
    const { inventory, notes } = await contextFrom({ Grants: [], Truncated: true })
    expect(inventory.loose.map(({ name }) => name)).toEqual(['further grants'])
    expect(notes).toEqual([
      'context.yaml is only a part of what AWS would tell: there may be more than it tells.',
    ])
  })

  test('name their key in full, or their reader does', async () => {
    const bare = { Grants: [{ ...grant, KeyId: id }] }
    expect(
      (await contextFrom({ snapshots: [about('g.json')] }, { 'g.json': bare })).inventory.grants,
    ).toHaveLength(1)
    expect(await mistakesIn('snapshots: [g.json]', { 'g.json': bare })).toEqual([
      `g.json a grant names its key without account and Region: \`${id}\` | write it anew, as the AWS command line prints it`,
    ])
  })
})
