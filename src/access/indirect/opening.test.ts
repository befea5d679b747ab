import { describe, expect, test } from 'vitest'
import { iam, other, own } from '../random-conditions.ts'
import { admits, allow, deny, indirectly, keyArn, pathsOf, trusts, type SmallWorld } from './small-world.ts'

const app = iam(own, 'role/App')
const replicated = keyArn.replace('key/', 'key/mrk-')

describe('put-key-policy', () => {
  test.each<[string, SmallWorld, readonly string[]]>([
    [
      'by the key policy',
      { policy: [admits(app, 'kms:PutKeyPolicy')], who: { 'role/App': {} } },
      ['role/App: put-key-policy'],
    ],
    [
      'by an IAM policy',
      { who: { 'role/App': { may: [allow('kms:Put*', keyArn)] } } },
      ['role/App: put-key-policy'],
    ],
    [
      'by an IAM policy without delegation',
      {
        policy: [admits(iam(own, 'role/X'), 'kms:Decrypt')],
        who: { 'role/App': { may: [allow('kms:Put*')] } },
      },
      [],
    ],
    [
      'stopped by a Deny',
      { policy: [admits(app, 'kms:PutKeyPolicy')], who: { 'role/App': { may: [deny('kms:*')] } } },
      [],
    ],
    [
      'never from another account',
      {
        policy: [admits(iam(other, 'role/App'), 'kms:PutKeyPolicy')],
        who: { [iam(other, 'role/App')]: { may: [allow('kms:*')] } },
      },
      [],
    ],
    ['nothing new', { policy: [admits(app)], who: { 'role/App': {} } }, []],
    [
      'and whoever assumes that one',
      {
        policy: [admits(app, 'kms:PutKeyPolicy')],
        who: { 'role/App': { trust: [trusts({ AWS: iam(own, 'role/Ci') })] }, 'role/Ci': {} },
      },
      ['role/App: put-key-policy', 'role/Ci: assume-role'],
    ],
  ])('%s', (_, world, rows) => {
    expect(indirectly(world)).toEqual(rows)
  })

  test('the path begins with the change', () => {
    expect(pathsOf({ policy: [admits(app, 'kms:PutKeyPolicy')], who: { 'role/App': {} } })).toEqual([
      [
        `${app} can write the key policy anew, and allow anybody everything`,
        `key policy, statement 1, allows ${app}`,
      ],
    ])
  })
})

describe('replicate-key', () => {
  const policy = [admits(app, 'kms:ReplicateKey')]
  const key = { arn: replicated }
  test.each<[string, SmallWorld, readonly string[]]>([
    [
      'both halves',
      { policy, key, who: { 'role/App': { may: [allow('kms:CreateKey')] } } },
      ['role/App: replicate-key'],
    ],
    ['without kms:CreateKey', { policy, key, who: { 'role/App': {} } }, []],
    ['a key of one Region', { policy, who: { 'role/App': { may: [allow('kms:CreateKey')] } } }, []],
    [
      'a replica',
      { policy, key: { ...key, replica: true }, who: { 'role/App': { may: [allow('kms:CreateKey')] } } },
      [],
    ],
    [
      'a Region that is kept',
      {
        policy: [
          {
            ...admits(app, 'kms:ReplicateKey'),
            Condition: { StringEquals: { 'kms:ReplicaRegion': 'eu-west-1' } },
          },
        ],
        key,
        who: { 'role/App': { may: [allow('kms:CreateKey')] } },
      },
      ['role/App: replicate-key when kms:ReplicaRegion is eu-west-1'],
    ],
  ])('%s', (_, world, rows) => {
    expect(indirectly(world)).toEqual(rows)
  })
})

const alias = (name: string) => allow('kms:CreateAlias', `arn:aws:kms:us-west-2:${own}:alias/${name}`)

describe('tag-key and change-alias', () => {
  const byTag = { ...allow('kms:Decrypt'), Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } }
  const byAlias = {
    ...allow('kms:Decrypt'),
    Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/app*' } },
  }
  const tags = allow('kms:TagResource')
  const requestTag = (value: string) => ({
    ...tags,
    Condition: { StringEquals: { 'aws:RequestTag/team': value } },
  })
  test.each<
    [string, Omit<SmallWorld, 'who'>, NonNullable<SmallWorld['who'][string]['may']>, readonly string[]]
  >([
    ['a tag that it can set', {}, [byTag, tags], ['role/App: tag-key']],
    ['a tag that is set already', { key: { tags: { team: 'a' } } }, [byTag, tags], []],
    ['without the permission to tag', {}, [byTag], []],
    ['without a policy that asks for it', {}, [tags], []],
    [
      'a value that it may set',
      {},
      [byTag, requestTag('a')],
      ['role/App: tag-key when aws:RequestTag/team is a'],
    ],
    ['a value that it may not set', {}, [byTag, requestTag('b')], []],
    [
      'a Deny by a tag that it can take off',
      { key: { tags: { env: 'prod' } } },
      [
        allow('kms:Decrypt'),
        {
          ...deny('kms:*'),
          Action: 'kms:Decrypt',
          Condition: { StringEquals: { 'aws:ResourceTag/env': 'prod' } },
        },
        allow('kms:UntagResource'),
      ],
      ['role/App: tag-key'],
    ],
    [
      'tag names that it may not use',
      {},
      [byTag, { ...tags, Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['env'] } } }],
      [],
    ],
    [
      'an alias that it can give',
      {},
      [byAlias, allow('kms:CreateAlias', keyArn), alias('app*')],
      ['role/App: change-alias'],
    ],
    ['an alias without the half of the alias', {}, [byAlias, allow('kms:CreateAlias', keyArn)], []],
    ['an alias of another name', {}, [byAlias, allow('kms:CreateAlias', keyArn), alias('b*')], []],
    [
      'an alias that the key has',
      { key: { aliases: ['alias/app-1'] } },
      [byAlias, allow('kms:CreateAlias')],
      [],
    ],
  ])('%s', (_, world, may, rows) => {
    expect(indirectly({ ...world, who: { 'role/App': { may } } })).toEqual(rows)
  })
})
