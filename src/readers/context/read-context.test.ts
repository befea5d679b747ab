import { describe, expect, test } from 'vitest'
import schemaOfContext from '../../../schemas/context.schema.json' with { type: 'json' }
import { InputError } from '../../model/input-error.ts'
import { contextFrom, inputOf, mistakesIn } from './test-context.ts'
import { readContext } from './read-context.ts'

const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*' }] }
const app = 'arn:aws:iam::111122223333:role/App'

describe('a context', () => {
  test('tells the accounts, with or without names, and the organization', async () => {
    const named = await contextFrom('accounts: {"111122223333": prod}\norganization: o-a1b2c3d4e5')
    expect([...named.accounts]).toEqual([['111122223333', 'prod']])
    expect(named.organization).toBe('o-a1b2c3d4e5')
    expect([...(await contextFrom('accounts: ["111122223333"]')).accounts]).toEqual([
      ['111122223333', undefined],
    ])
  })

  test.each(['', '# nothing yet', '{}', '---\n'])('may say nothing: %j', async text => {
    expect((await contextFrom(text)).inventory.identities).toEqual([])
  })

  test('limits accounts by policies of the organization, level by level', async () => {
    const { inventory } = await contextFrom(
      `
scps:
  - levels:
      - [FullAWSAccess]
      - [{file: deny.json}, {name: own, document: {Version: "2012-10-17", Statement: []}}]
  - accounts: ["111122223333"]
    levels: [[arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess]]
rcps: [{levels: [[RCPFullAWSAccess, {Statement: {Effect: Deny, Principal: "*", Action: "kms:*", Resource: "*"}}]]}]
`,
      { 'deny.json': { Policy: { PolicySummary: { Name: 'no-decrypt' }, Content: JSON.stringify(deny) } } },
    )
    expect(
      inventory.organizationPolicies.map(({ name, level, accounts, document }) => [
        name,
        level,
        accounts,
        document.statements.map(({ effect }) => effect),
      ]),
    ).toEqual([
      ['service control policy "FullAWSAccess"', 'scps[0].levels[0]', 'every', ['Allow']],
      ['service control policy "no-decrypt"', 'scps[0].levels[1]', 'every', ['Deny']],
      ['service control policy "own"', 'scps[0].levels[1]', 'every', []],
      ['service control policy "FullAWSAccess"', 'scps[1].levels[0]', ['111122223333'], ['Allow']],
      ['resource control policy "RCPFullAWSAccess"', 'rcps[0].levels[0]', 'every', ['Allow']],
      ['resource control policy of rcps[0].levels[0]', 'rcps[0].levels[0]', 'every', ['Deny']],
    ])
  })

  test('tells principals with their policies, boundary and trust, and where each stands', async () => {
    const { inventory } = await contextFrom(
      `principals:
  - arn: ${app}
    policies:
      - arn:aws:iam::aws:policy/ReadOnlyAccess
      - name: decrypt
        Statement: [{Effect: Allow, Action: "kms:Decrypt", Resource: "*"}]
      - file: ./policies/../own.json
    boundary: {file: own.json}
    trust: {Statement: [{Effect: Allow, Principal: {AWS: 012345678901}, Action: "sts:AssumeRole"}]}
  - arn: arn:aws:iam::111122223333:user/path/bob
`,
      { 'own.json': deny },
    )
    const [role, user] = inventory.identities
    expect(role?.policies.map(({ name, slots }) => [name, slots.map(({ kind }) => kind)])).toEqual([
      ['AWS managed policy ReadOnlyAccess', ['attached']],
      ['inline policy "decrypt" of role/App', ['inline']],
      ['policy at /policies/2 of role/App', []],
    ])
    expect(role?.policies[1]?.document.statements[0]?.at).toEqual({
      file: 'context.yaml',
      address: app,
      pointer: '/policies/1/Statement/0',
      line: 6,
      column: 21,
    })
    expect(role?.boundary?.document.statements).toHaveLength(1)
    expect(role?.trust?.statements[0]?.principals?.items[0]?.principal).toEqual({
      kind: 'account',
      account: '012345678901',
    })
    expect(user).toMatchObject({ kind: 'user', complete: true, policies: [] })
    expect(user?.trust).toBeUndefined()
  })

  test('does not take a trust policy that it does not tell for one that trusts nobody', async () => {
    const { inventory } = await contextFrom({ principals: [{ arn: app }] })
    expect(inventory.identities[0]?.trust?.holes.map(({ reason }) => reason)).toEqual(['not-in-input'])
  })

  test('counts before a snapshot, and says so', async () => {
    const snapshot = { RoleDetailList: [{ Arn: app, AssumeRolePolicyDocument: deny }] }
    const { inventory, notes } = await contextFrom(
      { principals: [{ arn: app }], snapshots: ['a.json'] },
      { 'a.json': snapshot },
    )
    expect(inventory.identities.map(({ at }) => at.file)).toEqual(['context.yaml'])
    expect(notes).toEqual([`${app} is taken from context.yaml, not from a.json.`])
  })

  test('may stand in a folder, have an encoding of Windows, and name a file twice', async () => {
    const opened: string[] = []
    const text = Buffer.from(`\uFEFFsnapshots: [a.json, a.json]`, 'utf16le')
    const read = await readContext(
      { path: 'infra/context.yaml', chunks: [text] },
      {
        absolutePaths: 'refuse',
        open: path => {
          opened.push(path)
          return inputOf(path, { RoleDetailList: [] })
        },
      },
    )
    expect(read.kind).toBe('context')
    expect(opened).toEqual(['infra/a.json'])
  })
})

describe('a mistake is told with its place and its cure', () => {
  const files = { 'x.json': { a: 1 }, 'broken.json': '{"a": tru}', 'policy.json': { Policy: '{}' } }
  test.each([
    ['acounts: []', ['context.yaml:1:1 `acounts` is not a part of a context | did you mean `accounts`?']],
    [
      'accounts: [111122223333]',
      [
        'context.yaml:1:12 `accounts[0]` is not in quotes: YAML does not read `111122223333` as text | write "111122223333"',
      ],
    ],
    [
      'organization: r-abcd',
      ['context.yaml:1:15 `organization` is not the id of an organization | for example "o-a1b2c3d4e5"'],
    ],
    [
      'scps: [{levels: [[]]}]',
      [
        'context.yaml:1:18 `scps[0].levels[0]` is not a list of at least one policy: AWS keeps one attached at each level | for example ["FullAWSAccess"]',
      ],
    ],
    [
      'scps: [{levels: [[FullAccess]]}]',
      [
        'context.yaml:1:19 `FullAccess` is not a policy that AWS manages | write `FullAWSAccess`, which AWS attaches everywhere, or `file:` with the document',
      ],
    ],
    [
      'scps: [{levels: [[{name: x}]]}]',
      ['context.yaml:1:19 the policy has no document | write `Statement:`, `document:` or `file:`'],
    ],
    [
      `principals: [{arn: "${app}", policies: [{file: x.json, Statement: []}]}]`,
      [
        'context.yaml:1:69 the policy has more than one document | write `Statement:`, `document:` or `file:`',
      ],
    ],
    [
      `principals: [{arn: "${app}", policies: [ReadOnlyAccess]}]`,
      [
        'context.yaml:1:69 `ReadOnlyAccess` is not the ARN of a managed policy | for example "arn:aws:iam::aws:policy/ReadOnlyAccess"',
      ],
    ],
    [
      'principals: [{arn: "arn:aws:iam::111122223333:user/bob", trust: {Statement: []}}]',
      ['context.yaml:1:65 a user has no trust policy | remove it'],
    ],
    [
      `principals: [{arn: "${app}", policies: [{file: x.json}]}]`,
      [
        'context.yaml:1:76 x.json is not a policy | name a file with a document that has a `Statement`, or the output of `aws iam get-role-policy` and its like',
      ],
    ],
    [
      'snapshots: [../account.json, /etc/passwd, "C:\\\\x", a/../../b]',
      ['../account.json', '/etc/passwd', 'C:\\x', 'a/../../b'].map((_, index) =>
        [
          `context.yaml:1:${[13, 30, 43, 52][index]} the path ${index % 3 === 0 ? 'leaves the folder of the context file' : 'is absolute'}`,
          'put the file beside the context file, and write its path from there',
        ].join(' | '),
      ),
    ],
    [
      'snapshots: [policy.json]',
      [
        'context.yaml:1:13 policy.json does not tell which key it is about | write `file:` with `key:` and the ARN of the key',
      ],
    ],
    [
      'snapshots: [{file: policy.json, key: alias/app}]',
      [
        'context.yaml:1:38 `snapshots[0].key` is not the ARN of a key | for example "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      ],
    ],
    [
      'snapshots: [broken.json]',
      [
        'broken.json:1:7 is not JSON: expected a value | write the file anew, as the AWS command line prints it with `--output json`',
      ],
    ],
    ['snapshots: {}', ['context.yaml:1:12 `snapshots` must be a list | for example ["account.json"]']],
    [
      'accounts: &a ["111122223333"]\nsnapshots: *a',
      ['context.yaml:2:12 this value is an alias | write the value itself'],
    ],
    [
      '__proto__: {accounts: []}',
      [
        'context.yaml:1:1 `__proto__` is not a part of a context | one of $schema, accounts, organization, managementAccount, scps, rcps, principals, snapshots',
      ],
    ],
  ])('%s', async (text, expected) => {
    expect(await mistakesIn(text, files)).toEqual(expected)
  })

  test('a snapshot of a key by itself does not tell the key', async () => {
    expect(await mistakesIn({ Policy: '{}' })).toEqual([
      'context.yaml does not tell which key it is about | name it in a context, under `snapshots:`: write `file:` with `key:` and the ARN of the key',
    ])
  })

  test('a file that cannot be opened is one mistake among others', async () => {
    const read = await readContext(inputOf('context.yaml', 'snapshots: [gone.json, ../x]'), {
      absolutePaths: 'refuse',
      open: path => ({
        path,
        chunks: {
          [Symbol.iterator]() {
            throw new InputError('there is no such file', { input: path, hint: 'look' })
          },
        },
      }),
    })
    expect(read.kind === 'mistakes' && read.mistakes.map(({ message }) => message)).toEqual([
      'the path leaves the folder of the context file',
      'there is no such file',
    ])
  })
})

test('the schema describes every field', () => {
  const undescribed: string[] = []
  function visit(name: string, schema: object): void {
    if (!('description' in schema) && !('$ref' in schema)) undescribed.push(name)
    const properties: unknown = 'properties' in schema ? schema.properties : undefined
    if (typeof properties !== 'object' || properties === null) return
    for (const [child, value] of Object.entries(properties)) visit(`${name}.${child}`, value)
  }
  visit('', schemaOfContext)
  for (const [name, definition] of Object.entries(schemaOfContext.$defs)) visit(name, definition)
  expect(undescribed).toEqual([])
})
