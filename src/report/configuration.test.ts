import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import schemaOfConfiguration from '../../schemas/config.schema.json' with { type: 'json' }
import { readConfiguration } from './configuration.ts'
import type { Choices } from './settings.ts'

const rules = [
  { id: 'KMS001', name: 'public-access' },
  { id: 'KMS020', name: 'rotation' },
  {
    id: 'KMS022',
    name: 'long-period',
    options: {
      days: { says: 'The longest period.', default: 365 },
      tags: { says: 'Which keys.', default: ['tag:a=b'] },
      exact: { says: 'Not shorter.', default: false },
      unit: { says: 'Of what.', default: 'days' },
    },
  },
]

/** Each mistake as `line:column message | hint`. */
async function mistakesIn(text: string): Promise<string[]> {
  const result = await readConfiguration(text, 'keyplan.yaml', rules)
  if (result.kind === 'choices') return []
  return result.mistakes.map(
    ({ message, place }) => `${place.line}:${place.column} ${message} | ${place.hint}`,
  )
}

async function choicesIn(text: string): Promise<Choices> {
  const result = await readConfiguration(text, 'keyplan.yaml', rules)
  if (result.kind === 'mistakes') throw result.mistakes[0]
  return result.choices
}

describe('a configuration', () => {
  test('says everything at once', async () => {
    const choices = await choicesIn(`
$schema: ./schemas/config.schema.json
account: {aws: "111122223333", aws.replica: "012345678901"}
region: eu-central-1
organization: o-a1b2c3d4e5
trusted:
  accounts: {"999999999999": vendor}
  organizations: [o-zzzzzzzzzz]
administrators: [arn:aws:iam::*:role/admin/*]
rules:
  KMS020: off
  public-access: low
  long-period: {severity: medium, days: 180, tags: [tag:x=y], exact: true, unit: hours}
profile: strict
sensitive: [tag:sensitivity=high, alias/payments-*]
deployer: arn:aws:iam::111122223333:role/deploy
failOn: medium
onUnknown: fail
`)
    expect(choices).toEqual({
      accounts: {
        byProvider: new Map([
          ['aws', { id: '111122223333', from: 'config' }],
          ['aws.replica', { id: '012345678901', from: 'config' }],
        ]),
      },
      trust: {
        accounts: new Map([['999999999999', 'vendor']]),
        organizations: new Set(['o-a1b2c3d4e5', 'o-zzzzzzzzzz']),
        organization: 'o-a1b2c3d4e5',
        administrators: ['arn:aws:iam::*:role/admin/*'],
        sensitive: ['tag:sensitivity=high', 'alias/payments-*'],
        deployer: 'arn:aws:iam::111122223333:role/deploy',
      },
      rules: new Map([
        ['KMS020', 'off'],
        ['KMS001', 'low'],
        ['KMS022', 'medium'],
      ]),
      options: new Map([['KMS022', { days: 180, tags: ['tag:x=y'], exact: true, unit: 'hours' }]]),
      profile: 'strict',
      failOn: 'medium',
      onUnknown: 'fail',
      region: 'eu-central-1',
    })
  })

  test('may give one account and a list of trusted ones', async () => {
    const choices = await choicesIn('account: "111122223333"\ntrusted: {accounts: ["999999999999"]}')
    expect(choices.accounts.every).toEqual({ id: '111122223333', from: 'config' })
    expect(choices.trust.accounts).toEqual(new Map([['999999999999', undefined]]))
  })

  test.each(['', '# nothing yet\n', '{}', '---\n'])('may be empty: %j', async text => {
    expect((await choicesIn(text)).rules.size).toBe(0)
  })

  test('may begin with a byte-order mark and have Windows line ends', async () => {
    expect((await choicesIn('\uFEFFfailOn: low\r\nonUnknown: pass\r\n')).failOn).toBe('low')
  })
})

describe('a mistake is told with its place and its cure', () => {
  const quoted = 'is not in quotes: YAML does not read `012345678901` as text | write "012345678901"'
  test.each([
    ['account: 012345678901', [`1:10 \`account\` ${quoted}`]],
    ['trusted:\n  accounts: [012345678901]', [`2:14 \`trusted.accounts[0]\` ${quoted}`]],
    [
      'trusted: {accounts: {012345678901: vendor}}',
      [
        '1:22 the name `012345678901` is not in quotes | YAML reads it as something else than text: write "012345678901"',
      ],
    ],
    ['account: "1234"', ['1:10 `account` is not an account id of 12 digits | for example "111122223333"']],
    ['region: Frankfurt', ['1:9 `region` is not a Region | for example "eu-central-1"']],
    ['account: true', ['1:10 `account` is not in quotes: YAML does not read `true` as text | write "true"']],
    ['faillOn: high', ['1:1 `faillOn` is not a setting | did you mean `failOn`?']],
    ['failOn: hihg', ['1:9 `failOn` does not know the value `hihg` | did you mean `high`?']],
    ['onUnknown: explode', ['1:12 `onUnknown` does not know the value `explode` | one of fail, warn, pass']],
    ['rules: {KMS02: off}', ['1:9 `KMS02` is not a rule | did you mean `KMS020`?']],
    ['rules: {rotatoin: off}', ['1:9 `rotatoin` is not a rule | did you mean `rotation`?']],
    ['rules: {KMS020: false}', ['1:17 `rules.KMS020` does not know the value `false` | write `off`']],
    [
      'rules: {KMS020: off, rotation: low}',
      ['1:22 rule KMS020 stands twice, by id and by name | keep one of them'],
    ],
    ['profile: strickt', ['1:10 `profile` does not know the value `strickt` | did you mean `strict`?']],
    [
      'sensitive: ["tag:x"]',
      [
        '1:13 `sensitive[0]` is not a tag with its value, an alias or an address | for example "tag:sensitivity=high"',
      ],
    ],
    [
      'deployer: deploy',
      [
        '1:11 `deployer` is not the ARN of a principal of IAM | for example "arn:aws:iam::111122223333:role/deploy"',
      ],
    ],
    ['rules: {KMS022: {dais: 3}}', ['1:18 `rules.KMS022.dais` is not an option | did you mean `days`?']],
    [
      'rules: {rotation: {days: 3}}',
      ['1:20 `rules.rotation.days` is not an option | KMS020 has no options but `severity`'],
    ],
    ['rules:\n  KMS022:\n    days: "180"', ['3:11 `rules.KMS022.days` must be a number | for example 365']],
    [
      'rules: {KMS022: {tags: all, exact: yes}}',
      [
        '1:24 `rules.KMS022.tags` must be a list of texts | for example ["tag:a=b"]',
        '1:36 `rules.KMS022.exact` must be `true` or `false` | for example false',
      ],
    ],
    ['rules: {KMS022: {unit: 5}}', ['1:24 `rules.KMS022.unit` must be text | for example "days"']],
    ['rules: {KMS022: {days: }}', ['1:24 `rules.KMS022.days` is empty | give it a value, or remove it']],
    [
      'rules: {KMS022: {severity: hihg}}',
      ['1:28 `rules.KMS022.severity` does not know the value `hihg` | did you mean `high`?'],
    ],
    [
      'rules: {KMS022: {__proto__: 1}}',
      ['1:18 `rules.KMS022.__proto__` is not an option | one of days, tags, exact, unit, severity'],
    ],
    ['trusted:', ['1:9 `trusted` is empty | give it a value, or remove it']],
    ['failOn: low\nfailOn: high', ['2:1 `failOn` stands twice | keep one of them']],
    ['a: &x [1]\nb: *x', ['2:4 this value is an alias | write the value itself']],
    ['failOn: !!str low', ['1:15 this value has a tag | remove the tag']],
    [
      'failOn: "low',
      ['1:13 is not YAML: missing closing "quote | see schemas/config.schema.json for the shape'],
    ],
    ['%YAML 1.1\n---\nfailOn: low', ['1:1 has a `%YAML` directive | remove it: keyplan reads YAML 1.2']],
    ['? [failOn]\n: low', ['1:3 this name is not text | write it as one word']],
    [
      '- failOn',
      [
        '1:1 the configuration must be a list of names with values | see schemas/config.schema.json for the shape',
      ],
    ],
    [
      'administrators: arn:aws:iam::1:role/x',
      ['1:17 `administrators` must be a list | for example ["arn:aws:iam::111122223333:role/KeyAdmin"]'],
    ],
    [
      '__proto__: {failOn: never}',
      [
        '1:1 `__proto__` is not a setting | one of $schema, account, region, organization, trusted, administrators, sensitive, deployer, profile, rules, failOn, onUnknown',
      ],
    ],
    ['rules: {__proto__: off}', ['1:9 `__proto__` is not a rule | `keyplan rules` lists them']],
    ['rules: {constructor: off}', ['1:9 `constructor` is not a rule | `keyplan rules` lists them']],
  ])('%s', async (text, expected) => {
    expect(await mistakesIn(text)).toEqual(expected)
  })

  test('all of them at once, in the order of the file', async () => {
    expect(
      (await mistakesIn('failOn: no\naccount: 5\ncolour: red\ntrusted: {accounts: ["1"], orgs: []}')).length,
    ).toBe(5)
  })

  test('two documents in one file', async () => {
    expect(await mistakesIn('failOn: low\n---\nfailOn: high')).toHaveLength(1)
  })
})

describe('a hostile configuration is refused quickly', () => {
  test.each([
    ['too long', `#${' '.repeat(70_000)}`],
    ['nested without end', '['.repeat(60_000)],
    ['nested in maps', '{a: '.repeat(10_000)],
    ['many names', 'a: b\n'.repeat(12_000)],
    [
      'an alias bomb',
      `a: &a [x]\n${Array.from({ length: 100 }, (_, i) => `b${i}: &b${i} [${'*a, '.repeat(20)}*a]`).join('\n')}`,
    ],
  ])('%s', async (_, text) => {
    const began = process.cpuUsage()
    const found = await mistakesIn(text)
    const { user, system } = process.cpuUsage(began)
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThanOrEqual(20)
    expect((user + system) / 1e6).toBeLessThan(10)
  })

  test('whatever the text, it is read or its mistakes are told', async () => {
    const piece = fc.constantFrom(
      'account',
      'rules',
      ':',
      ' ',
      '\n',
      '"',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '&a',
      '*a',
      '!x',
      '?',
      '#',
      '012345678901',
      'off',
      '|',
      '%',
      '\t',
      '\u0000',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 }),
        async pieces => {
          const result = await readConfiguration(pieces.join(''), 'keyplan.yaml', rules)
          expect(['choices', 'mistakes']).toContain(result.kind)
        },
      ),
      { numRuns: 500 },
    )
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
  visit('', schemaOfConfiguration)
  expect(undescribed).toEqual([])
})
