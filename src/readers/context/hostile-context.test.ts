import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readContext } from './read-context.ts'
import { inputOf, mistakesIn } from './test-context.ts'

const app = 'arn:aws:iam::111122223333:role/App'

describe('a hostile context is refused, or read, quickly', () => {
  const longName = 'n'.repeat(100_000)
  test.each([
    ['too long', `#${' '.repeat(300_000)}`, /^context.yaml is longer than 256 KiB/],
    ['nested without end', '['.repeat(250_000), /nested too deeply|not YAML/],
    ['nested JSON', `{"RoleDetailList":${'['.repeat(2_000_000)}`, /is not JSON/],
    [
      'nested documents',
      `{"RoleDetailList":[{"Arn":"${app}","AssumeRolePolicyDocument":${'['.repeat(1e6)}${']'.repeat(1e6)}}]}`,
      /^$/,
    ],
    ['many names', 'a: b\n'.repeat(50_000), /`a` stands twice/],
    [
      'many parts below a long name',
      `{"${longName}": [${'a,'.repeat(70_000)}a]}`,
      /is not a part of a context/,
    ],
    [
      'many mistakes below a long name',
      `{"scps": [{"${longName}": [${'{"a":0},'.repeat(15_000)}{}]}, ${'0,'.repeat(10_000)}0]}`,
      /scps\[0\]/,
    ],
    [
      'an alias bomb',
      `a: &a [x]\n${Array.from({ length: 1000 }, (_, i) => `b${i}: &b${i} [${'*a, '.repeat(20)}*a]`).join('\n')}`,
      /is an alias/,
    ],
    [
      'long names in a document',
      JSON.stringify({
        RoleDetailList: [
          {
            Arn: app,
            AssumeRolePolicyDocument: { [longName]: Array.from({ length: 100_000 }, () => ({ a: {} })) },
          },
        ],
      }),
      /^$/,
    ],
  ])('%s', async (_, text, expected) => {
    const began = process.cpuUsage()
    const found = await mistakesIn(text)
    const { user, system } = process.cpuUsage(began)
    expect(found[0] ?? '').toMatch(expected)
    expect(found.length).toBeLessThanOrEqual(20)
    expect((user + system) / 1e6).toBeLessThan(10)
  })

  test('whatever the text, it is read or its mistakes are told', async () => {
    const piece = fc.constantFrom(
      'scps',
      'principals',
      'snapshots',
      'levels',
      'arn',
      'file',
      ':',
      ' ',
      '\n',
      '"',
      '- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      'RoleDetailList',
      app,
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 }),
        async pieces => {
          const read = await readContext(inputOf('context.yaml', pieces.join('')), {
            absolutePaths: 'read',
            open: path => inputOf(path, '{}'),
          })
          expect(['context', 'mistakes']).toContain(read.kind)
        },
      ),
      { numRuns: 300 },
    )
  })

  const key = 'arn:aws:kms:eu-west-1:111122223333:key/1a2b'
  const genuine = {
    'account.json': {
      RoleDetailList: [
        {
          Arn: app,
          AssumeRolePolicyDocument: { Statement: [] },
          RolePolicyList: [{ PolicyName: 'own', PolicyDocument: '{"Statement":[]}' }],
          AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::111122223333:policy/P' }],
          PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/P' },
        },
      ],
      UserDetailList: [{ Arn: 'arn:aws:iam::111122223333:user/bob', GroupList: ['G'] }],
      GroupDetailList: [{ Arn: 'arn:aws:iam::111122223333:group/G', GroupPolicyList: [] }],
      Policies: [
        {
          Arn: 'arn:aws:iam::111122223333:policy/P',
          DefaultVersionId: 'v1',
          PolicyVersionList: [{ VersionId: 'v1', Document: { Statement: [] } }],
        },
      ],
    },
    'key.json': { KeyMetadata: { Arn: key, MultiRegionConfiguration: { MultiRegionKeyType: 'PRIMARY' } } },
    'policy.json': { Policy: '{"Statement":[]}' },
    'tags.json': { Tags: [{ TagKey: 'a', TagValue: 'b' }] },
    'grants.json': {
      Grants: [
        {
          KeyId: key,
          GrantId: 'g',
          GranteePrincipal: app,
          Operations: ['Decrypt'],
          Constraints: { EncryptionContextEquals: { a: 'b' } },
        },
      ],
    },
    'aliases.json': {
      Aliases: [
        { AliasName: 'alias/a', AliasArn: 'arn:aws:kms:eu-west-1:111122223333:alias/a', TargetKeyId: '1a2b' },
      ],
    },
    'organization.json': {
      Id: 'r-1',
      Policies: [{ Name: 'a', Content: '{"Statement":[]}' }],
      Children: [{ Id: '111122223333', Policies: [] }],
    },
    'resources.json': [{ Resource: key, Policy: '{"Statement":[]}' }],
  }

  const other = fc.constantFrom<unknown>(null, 7, 'x', '%7B%', [], [null], {}, [[{}]], true)

  test('a snapshot in which any value is another is read or refused', async () => {
    const snapshots = Object.keys(genuine).map(file => ({ file, key }))
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 80 }), other, async (which, replacement) => {
        let count = 0
        const replace = (_: string, part: unknown): unknown => {
          count += 1
          return count === which ? replacement : part
        }
        const files = Object.entries(genuine).map(([file, content]): [string, string] => [
          file,
          JSON.stringify(content, replace),
        ])
        const found = await mistakesIn({ snapshots }, Object.fromEntries(files))
        expect(found.every(mistake => mistake.startsWith('context.yaml:') || mistake.includes('.json'))).toBe(
          true,
        )
      }),
      { numRuns: 600 },
    )
  })
})
