import { describe, expect, test } from 'vitest'
import { leaksIn, outputsOf } from './test-outputs.ts'

const secret = 's3cr3t-7f3a91'
const account = '111122223333'
const root = { AWS: `arn:aws:iam::${account}:root` }
const all = { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' }

/** With a secret wherever the author of a policy writes a word of his own. */
const telling = [
  { ...all, Sid: secret },
  {
    Sid: secret,
    Effect: 'Deny',
    Principal: root,
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { StringEquals: { 'kms:EncryptionContext:for': secret, [`aws:PrincipalTag/${secret}`]: 'x' } },
  },
  {
    Sid: secret,
    Effect: 'Deny',
    NotPrincipal: { AWS: `arn:aws:iam::${account}:role/${secret}` },
    Action: 'kms:Encrypt',
    Resource: '*',
  },
  {
    Effect: 'Allow',
    Principal: {
      AWS: [`arn:aws:iam::${account}:role/${secret}`, `arn:aws:iam::999988887777:user/${secret}`],
    },
    Action: ['kms:Decrypt', 'kms:Encrypt'],
    Resource: '*',
    Condition: { StringLike: { 'kms:EncryptionContext:of': [`${secret}*`] } },
  },
  {
    Effect: 'Allow',
    Principal: '*',
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { [secret]: { x: 'y' } },
  },
]

/** Of one side: the other differs in each of its statements, and in conditions alone. */
const plain = [
  all,
  {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::999988887777:root` },
    Action: 'kms:Decrypt',
    Resource: '*',
  },
]

const open = telling.map(statement =>
  'Condition' in statement ? { ...statement, Condition: {} } : statement,
)

function written(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

interface Side {
  readonly statements: readonly object[]
  readonly sensitive: boolean
}

function change(type: string, values: (side: Side) => object, before: Side, after: Side): object {
  const marks = (side: Side) =>
    side.sensitive ? Object.fromEntries(Object.keys(values(side)).map(name => [name, name in marked])) : {}
  return {
    address: `${type}.it`,
    mode: 'managed',
    type,
    name: 'it',
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['update'],
      before: values(before),
      after: values(after),
      after_unknown: {},
      before_sensitive: marks(before),
      after_sensitive: marks(after),
    },
  }
}

const marked = { policy: true, assume_role_policy: true, content: true }

const resources: Readonly<Record<string, (side: Side) => object>> = {
  aws_kms_key: ({ statements }) => ({
    arn: `arn:aws:kms:eu-central-1:${account}:key/1`,
    key_id: '1',
    policy: written(statements),
  }),
  aws_iam_role: ({ statements }) => ({
    arn: `arn:aws:iam::${account}:role/r`,
    name: 'r',
    assume_role_policy: written(
      statements.map(statement => ({ ...statement, Action: 'sts:AssumeRole', Resource: undefined })),
    ),
  }),
  aws_iam_role_policy: ({ statements }) => ({
    role: 'r',
    name: 'p',
    policy: written(
      statements.map(statement => ({
        ...statement,
        Principal: undefined,
        NotPrincipal: undefined,
        Resource: ['*', `arn:aws:kms:*:999988887777:key/${secret}`].slice(0, statements === telling ? 2 : 1),
      })),
    ),
  }),
}

function planWith(type: string, before: Side, after: Side, isDrift: boolean): object {
  const neutral: Side = { statements: [all], sensitive: false }
  const entries = Object.entries(resources).map(([each, values]) =>
    each === type ? change(each, values, before, after) : change(each, values, neutral, neutral),
  )
  const found = Object.entries(resources).map(([each, values]) => {
    const side = each === type ? after : neutral
    return change(each, values, side, side)
  })
  return {
    format_version: '1.2',
    planned_values: {},
    ...(isDrift ? { resource_changes: found, resource_drift: entries } : { resource_changes: entries }),
  }
}

describe('a sensitive policy that changes', () => {
  const sensitive: Side = { statements: telling, sensitive: true }
  const others: Readonly<Record<string, Side>> = {
    'plain words': { statements: plain, sensitive: false },
    'the same without conditions': {
      statements: JSON.parse(JSON.stringify(open).replaceAll(secret, 'told')),
      sensitive: false,
    },
    'a sensitive one': { statements: telling.slice(1), sensitive: true },
    nothing: { statements: [], sensitive: false },
  }
  const cases = Object.keys(resources).flatMap(type =>
    Object.entries(others).flatMap(([name, other]) =>
      [false, true].flatMap(isDrift => [
        [
          type,
          `to ${name}`,
          isDrift ? 'by hand' : 'by plan',
          planWith(type, sensitive, other, isDrift),
        ] as const,
        [
          type,
          `from ${name}`,
          isDrift ? 'by hand' : 'by plan',
          planWith(type, other, sensitive, isDrift),
        ] as const,
      ]),
    ),
  )

  test.each(cases)('of %s %s, %s, is told of in no output', async (_type, _other, _by, plan) => {
    const printed = await outputsOf(plan)
    expect(printed.get('errors')).toBe('[]')
    expect(leaksIn(printed, [secret])).toEqual([])
  })

  test('would be found if it were told', async () => {
    const told = { statements: telling, sensitive: false }
    const leaks = leaksIn(
      await outputsOf(planWith('aws_kms_key', told, { ...told, statements: [] }, false)),
      [secret],
    )
    const formats = new Set(leaks.map(leak => leak.split(':')[0]))
    expect(['diff text', 'diff json', 'check text', 'check json'].filter(name => !formats.has(name))).toEqual(
      [],
    )
  })
})
