import { describe, expect, test } from 'vitest'
import type { Key } from '../model/key.ts'
import { text } from '../model/text.ts'
import type { Unknown } from '../model/unknown.ts'
import type { CallerGroup, WhoAccess, WhoKey, WhoReport } from '../model/who.ts'
import { allow, delegation, keyWith, own, roleWith, worldWith } from './who-fixed-world.ts'
import { who, type WhoQuestion, type WhoWorld } from './who.ts'

const everything: WhoQuestion = { keys: [], actions: [], indirect: false }

function reportOn(world: WhoWorld, question: Partial<WhoQuestion> = {}): WhoReport {
  const answer = who(world, { ...everything, ...question })
  if (answer.kind === 'mistakes') throw new Error(answer.mistakes.map(({ message }) => message).join())
  return answer.report
}

function mistakesOn(world: WhoWorld, question: Partial<WhoQuestion>): readonly string[] {
  const answer = who(world, { ...everything, ...question })
  if (answer.kind === 'report') return []
  return answer.mistakes.map(({ flag, message, hint }) => `${flag}: ${message} | ${hint}`)
}

function rows(report: WhoReport): readonly WhoAccess[] {
  return [...report.keys()].flatMap(key => [...key.accesses()])
}

/** `key: principal can actions`. */
function told(report: WhoReport): readonly string[] {
  return rows(report).map(({ key, principal, actions }) => `${key}: ${principal} can ${actions.join(' ')}`)
}

function only(report: WhoReport): WhoKey {
  const [key] = report.keys()
  if (key === undefined) throw new Error('no key')
  return key
}

/** `standing names: what when conditions`. */
function lines(groups: readonly CallerGroup[]): readonly string[] {
  return groups.map(({ standing, members }) => {
    const [{ ways }] = members
    const words = ways
      .filter(({ covered }) => !covered)
      .map(({ what, conditions }) => [what, ...conditions.map(one => `when ${one}`)].join(' '))
    return `${standing} ${members.map(({ name }) => name).join(', ')}: ${words.join('; ')}`
  })
}

const hole: Unknown = {
  kind: 'unknown',
  reason: 'known-after-apply',
  name: 'var.partner',
  shape: 'anything',
  at: { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy' },
}

describe('a key', () => {
  const partner = '444455556666'
  const world = worldWith({
    keys: [
      keyWith('k', [
        delegation,
        allow('kms:Decrypt', {
          Principal: { AWS: `arn:aws:iam::${own}:role/named`, Service: 's3.amazonaws.com' },
        }),
        allow('kms:Encrypt', { Principal: { AWS: `arn:aws:iam::${partner}:root` } }),
        allow('kms:Decrypt', {
          Principal: '*',
          Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
        }),
      ]),
    ],
    identities: [roleWith('admin', [allow('kms:*')])],
  })

  test('tells those first whom a reviewer must see', () => {
    expect(lines(only(reportOn(world)).callers).map(line => line.split(':')[0])).toEqual([
      'public any principal of any AWS account',
      'foreign account 444455556666',
      'account account 111122223333',
      'service the service s3.amazonaws.com',
      'named arn',
    ])
  })

  test('says when', () => {
    expect(lines(only(reportOn(world)).callers)[0]).toBe(
      'public any principal of any AWS account: kms:Decrypt when kms:ViaService is s3.eu-central-1.amazonaws.com',
    )
  })

  test('names a role of the input by its ARN and its address', () => {
    const admin = rows(reportOn(world)).find(({ via }) => via === 'iam-policy')
    expect(admin).toMatchObject({
      principal: `arn:aws:iam::${own}:role/admin`,
      principalKind: 'role',
      principalAddress: 'aws_iam_role.admin',
      key: 'aws_kms_key.k',
      via: 'iam-policy',
      certainty: 'certain',
    })
    expect(admin?.path.map(({ kind }) => kind)).toEqual(['account-delegation', 'iam-policy'])
  })

  test('gives an account as its id, a service by its name, anyone as *', () => {
    const named = new Set(rows(reportOn(world)).map(({ principal }) => principal))
    for (const name of [own, partner, 's3.amazonaws.com', '*']) expect(named).toContain(name)
  })

  test('names a role whose ARN is not told by its address', () => {
    const arn = text('arn:aws:iam::', { ...hole, shape: 'account-id' }, ':role/admin')
    const unnamed = worldWith({
      keys: [keyWith('k')],
      identities: [roleWith('admin', [allow('kms:*')], { arn })],
    })
    expect(rows(reportOn(unnamed)).map(({ principal }) => principal)).toEqual([own, 'aws_iam_role.admin'])
  })
})

function decides(key: Key): string {
  return only(reportOn(worldWith({ keys: [key] }))).decides
}

describe('who decides', () => {
  test.each([
    [undefined, "AWS's default key policy delegates to account 111122223333: its IAM policies decide who"],
    [[delegation], 'key policy delegates to account 111122223333: its IAM policies decide who'],
    [
      [allow('kms:Decrypt', { Principal: { AWS: own } })],
      'key policy delegates in part to account 111122223333: its IAM policies decide who can kms:Decrypt',
    ],
    [
      [
        allow('kms:*', {
          Principal: { AWS: own },
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        }),
      ],
      'key policy delegates under conditions to account 111122223333: then its IAM policies decide who',
    ],
    [
      [allow('kms:*', { Principal: { AWS: `arn:aws:iam::${own}:role/admin` } })],
      'key policy alone decides: it does not delegate to account 111122223333',
    ],
  ])('%#', (statements, says) => {
    expect(decides(keyWith('k', statements))).toBe(says)
  })

  test('an unread policy is never taken for one that admits nobody', () => {
    const key = keyWith('k')
    const [policy] = key.policies
    const document = { ...policy.document, statements: [], holes: [hole] }
    const report = reportOn(worldWith({ keys: [{ ...key, policies: [{ ...policy, document }] }] }))
    expect(only(report)).toMatchObject({ isUnread: true, callers: [] })
    expect(report.blindSpots).toEqual([
      { address: 'aws_kms_key.k', name: 'var.partner', reason: 'known-after-apply', input: 'plan.json' },
    ])
  })
})

describe('callers with the same reach', () => {
  const many = Array.from({ length: 1000 }, (_, index) => roleWith(`r${index}`, [allow('kms:Decrypt')]))

  test('are one line', () => {
    const world = worldWith({ keys: [keyWith('k')], identities: many })
    expect(only(reportOn(world)).shared.callers.map(({ members }) => members.length)).toEqual([1000])
  })

  test('are worked out once for keys that are alike', () => {
    const world = worldWith({ keys: [keyWith('a'), keyWith('b')], identities: many })
    const [one, other] = reportOn(world).keys()
    expect(one?.shared).toBe(other?.shared)
    expect(rows(reportOn(world))).toHaveLength(2002)
  })

  test('each stand in a row of their own, with the path of their key', () => {
    const world = worldWith({ keys: [keyWith('a'), keyWith('b')], identities: many.slice(0, 1) })
    const places = rows(reportOn(world))
      .filter(({ via }) => via === 'iam-policy')
      .map(({ path }) => path[0]?.address)
    expect(places).toEqual(['aws_kms_key.a', 'aws_kms_key.b'])
  })
})

describe('questions', () => {
  const world = worldWith({
    keys: [keyWith('a'), keyWith('b', undefined, { arn: `arn:aws:kms:eu-central-1:${own}:key/1234-ab` })],
    identities: [roleWith('reader', [allow(['kms:Decrypt', 'kms:DescribeKey'])]), roleWith('other', [])],
  })

  test.each([
    ['aws_kms_key.b'],
    ['plan.json:aws_kms_key.b'],
    [`arn:aws:kms:eu-central-1:${own}:key/1234-ab`],
    ['1234-ab'],
    ['alias/b'],
    [`arn:aws:kms:eu-central-1:${own}:alias/b`],
    ['*.b'],
  ])('--key %s', name => {
    expect([...reportOn(world, { keys: [name] }).keys()].map(({ address }) => address)).toEqual([
      'aws_kms_key.b',
    ])
  })

  test.each([['kms:Decrypt'], ['decrypt'], ['KMS:DECR*']])('--action %s tells that action alone', action => {
    expect(told(reportOn(world, { actions: [action], keys: ['alias/a'] }))).toEqual([
      'aws_kms_key.a: 111122223333 can kms:Decrypt',
      `aws_kms_key.a: arn:aws:iam::${own}:role/reader can kms:Decrypt`,
    ])
  })

  test.each([['aws_iam_role.reader'], [`arn:aws:iam::${own}:role/reader`], ['*role/read?r']])(
    '--principal %s tells what it reaches',
    principal => {
      expect(told(reportOn(world, { principal }))).toEqual([
        `aws_kms_key.a: arn:aws:iam::${own}:role/reader can kms:Decrypt kms:DescribeKey`,
        `aws_kms_key.b: arn:aws:iam::${own}:role/reader can kms:Decrypt kms:DescribeKey`,
      ])
    },
  )

  test('--principal of somebody who is not in the input says so', () => {
    const report = reportOn(world, { principal: `arn:aws:iam::${own}:role/stranger` })
    expect(report.asked).toContain('not in the input')
  })

  test('what there is not is a mistake, with what was probably meant', () => {
    expect(
      mistakesOn(world, {
        keys: ['alias/c'],
        actions: ['kms:Decript', 'kms:GenerateRandom'],
        principal: 'aws_iam_role.raeder',
      }),
    ).toEqual([
      '--key: no key is named `alias/c` | did you mean `alias/a`?',
      '--principal: no role or user of the input is named `aws_iam_role.raeder` | did you mean `aws_iam_role.reader`?',
      '--action: `kms:Decript` is no action on a key | did you mean `kms:Decrypt`?',
      expect.stringMatching(/^--action: `kms:GenerateRandom` is no action on a key \|/),
    ])
  })

  test('many principals are told with the classes that may hold them', () => {
    const crowd = worldWith({
      keys: [keyWith('k', [delegation, allow('kms:Encrypt', { Principal: '*' })])],
      identities: Array.from({ length: 30 }, (_, index) => roleWith(`r${index}`, [allow('kms:Decrypt')])),
    })
    const kinds = rows(reportOn(crowd, { principal: 'aws_iam_role.*' })).map(
      ({ principalKind }) => principalKind,
    )
    expect(new Set(kinds)).toEqual(new Set(['account', 'everyone', 'role']))
  })
})

test('nothing of a sensitive policy is told but what it gives', () => {
  const key = keyWith('k', [
    allow('kms:Decrypt', {
      Principal: { AWS: `arn:aws:iam::${own}:role/secret` },
      Condition: { StringEquals: { 'kms:EncryptionContext:secret': 'secret' } },
    }),
  ])
  const [policy] = key.policies
  const world = worldWith({
    keys: [{ ...key, policies: [{ ...policy, sensitive: true }] }],
    identities: [roleWith('secret', [])],
  })
  const report = reportOn(world)
  expect(JSON.stringify([rows(report), only(report)])).not.toMatch(/secret"|role\/secret|Context:secret/)
  expect(rows(report)).toMatchObject([
    { principal: '(sensitive)', actions: ['kms:Decrypt'], conditions: ['(sensitive)'] },
  ])
})
