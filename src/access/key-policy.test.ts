import { emptyInventory } from '../model/inventory.ts'
import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../examples/example-key.ts'
import { principalId } from '../model/principal.ts'
import { actionNames } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import { hole, text, type Example, type ExampleValue } from '../rules/example.ts'
import { resolve } from './graph.ts'

const own = 'arn:aws:iam::111122223333'
const app = `${own}:role/App`

function allow(principal: ExampleValue, more: Record<string, ExampleValue> = {}): ExampleValue {
  return { Effect: 'Allow', Principal: principal, Action: 'kms:Decrypt', Resource: '*', ...more }
}

function deny(principal: ExampleValue, more: Record<string, ExampleValue> = {}): ExampleValue {
  return { Effect: 'Deny', Principal: principal, Action: 'kms:*', Resource: '*', ...more }
}

/** `?` marks a possible access; `unless` what a Deny leaves open. */
function accesses(statements: ExampleValue, example: Partial<Example> = {}): readonly string[] {
  const key = keyOfExample({ says: '', statements, ...example })
  return resolve([{ ...emptyInventory, keys: [key] }])
    .accessesTo(key)
    .map(({ principal, certainty, actions, unless }) => {
      const doubt = certainty === 'possible' ? '? ' : ''
      const stops = unless.map(list => ` unless ${list.map(showCondition).join(' and ')}`)
      const names = actionNames(actions).map(name => name.slice(4))
      return `${doubt}${principalId(principal)}: ${names.length > 4 ? names.length : names.join(' ')}${stops.join('')}`
    })
}

describe('whom a statement admits', () => {
  test.each<readonly [string, ExampleValue, readonly string[]]>([
    ['the account', allow({ AWS: `${own}:root` }), [`${own}:root: Decrypt`]],
    ['the account by its id', allow({ AWS: '111122223333' }), [`${own}:root: Decrypt`]],
    ['a service', allow({ Service: 'logs.amazonaws.com' }), ['logs.amazonaws.com: Decrypt']],
    ['`*` beside a name', allow({ AWS: ['*', app] }), ['*: Decrypt', `${app}: Decrypt`]],
    ['a group is nobody', allow({ AWS: `${own}:group/Team` }), []],
    ['a wildcard inside a name is nobody', allow({ AWS: `${own}:role/*` }), []],
    ['a federated provider is nobody', allow({ Federated: 'cognito-identity.amazonaws.com' }), []],
    [
      'the guard leaves the root user alone',
      allow({ AWS: `${own}:root` }, { Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } } }),
      [`${own}:root (root user): Decrypt`],
    ],
    ['a bucket as the resource', allow({ AWS: app }, { Resource: 'arn:aws:s3:::bucket' }), []],
    [
      'every key of this account and Region as the resource',
      allow({ AWS: app }, { Resource: 'arn:aws:kms:us-west-2:111122223333:key/*' }),
      [`${app}: Decrypt`],
    ],
    [
      'a key of another account as the resource',
      allow({ AWS: app }, { Resource: 'arn:aws:kms:us-west-2:444455556666:key/*' }),
      [],
    ],
    ['no resource at all', { Effect: 'Allow', Principal: { AWS: app }, Action: 'kms:*' }, []],
    ['no action at all', { Effect: 'Allow', Principal: { AWS: app }, Resource: '*' }, []],
    ['only what IAM policies give', allow({ AWS: app }, { Action: ['kms:CreateKey', 'kms:ListKeys'] }), []],
    [
      'an encryption context silences `DescribeKey`',
      allow(
        { AWS: app },
        {
          Action: ['kms:Decrypt', 'kms:DescribeKey'],
          Condition: { StringEquals: { 'kms:EncryptionContext:app': 'a' } },
        },
      ),
      [`${app}: Decrypt`],
    ],
    [
      'grants for AWS resources silence the rest of `kms:*`',
      allow({ AWS: app }, { Action: 'kms:*', Condition: { Bool: { 'kms:GrantIsForAWSResource': true } } }),
      [`${app}: CreateGrant ListGrants RevokeGrant`],
    ],
    [
      'a foreign role, with what foreigners can call',
      allow({ AWS: 'arn:aws:iam::444455556666:role/Ext' }, { Action: ['kms:Decrypt', 'kms:PutKeyPolicy'] }),
      ['arn:aws:iam::444455556666:role/Ext: Decrypt'],
    ],
    [
      '`*` is foreigners, and the own account with what only it can call',
      allow('*', { Action: ['kms:Decrypt', 'kms:PutKeyPolicy'] }),
      ['*: Decrypt', `${own}:*: Decrypt PutKeyPolicy`],
    ],
    [
      'an exact principal under its own condition',
      allow({ AWS: app }, { Condition: { ArnLike: { 'aws:PrincipalArn': `${own}:role/A*` } } }),
      [`${app}: Decrypt`],
    ],
    [
      'an exact principal under a condition that is never true',
      allow({ AWS: app }, { Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } } }),
      [],
    ],
  ])('%s', (_, statements, expected) => {
    expect(accesses(statements)).toEqual(expected)
  })

  test('a signing key cannot decrypt, whatever its policy says', () => {
    const key = { key_usage: 'SIGN_VERIFY', customer_master_key_spec: 'RSA_3072' }
    expect(accesses(allow({ AWS: app }, { Action: ['kms:Decrypt', 'kms:Sign'] }), { key })).toEqual([
      `${app}: Sign`,
    ])
  })
})

describe('what a Deny takes away', () => {
  test.each<readonly [string, readonly ExampleValue[], readonly string[]]>([
    ['everything from everybody', [allow({ AWS: app }), deny('*')], []],
    [
      'an action',
      [allow({ AWS: app }, { Action: ['kms:Decrypt', 'kms:Encrypt'] }), deny('*', { Action: 'kms:Dec*' })],
      [`${app}: Encrypt`],
    ],
    ['from an account, so from its roles', [allow({ AWS: app }), deny({ AWS: `${own}:root` })], []],
    [
      'from a role, so from its sessions',
      [
        allow({ AWS: 'arn:aws:sts::111122223333:assumed-role/App/me' }),
        deny({ AWS: `${own}:role/path/App` }),
      ],
      [],
    ],
    [
      'from one session, so not from the role',
      [allow({ AWS: app }), deny({ AWS: 'arn:aws:sts::111122223333:assumed-role/App/me' })],
      [`${app}: Decrypt`],
    ],
    [
      'from one role, so not from the account',
      [allow({ AWS: `${own}:root` }), deny({ AWS: app })],
      [`${own}:root: Decrypt`],
    ],
    [
      'from outside the organization, so `*` is the organization',
      [allow('*'), deny('*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } } })],
      ['o-abc: Decrypt'],
    ],
    [
      'the same with services spared',
      [
        allow('*'),
        deny('*', {
          Condition: {
            StringNotEqualsIfExists: { 'aws:PrincipalAccount': '111122223333' },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ],
      [`${own}:*: Decrypt`],
    ],
    [
      'from another role than this one',
      [allow({ AWS: app }), deny('*', { Condition: { ArnNotEquals: { 'aws:PrincipalArn': app } } })],
      [`${app}: Decrypt`],
    ],
    [
      'from this role by name',
      [allow({ AWS: app }), deny('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': app } } })],
      [],
    ],
    [
      'from all whom the Allow leaves',
      [
        allow('*', { Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
        deny('*', { Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } }),
      ],
      [],
    ],
    [
      'without MFA: the call decides',
      [
        allow({ AWS: app }),
        deny('*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }),
      ],
      [`${app}: Decrypt unless aws:MultiFactorAuthPresent is false, or it is absent`],
    ],
    [
      'from everyone but a listed role, and perhaps from it',
      [allow({ AWS: app }), { Effect: 'Deny', NotPrincipal: { AWS: app }, Action: 'kms:*', Resource: '*' }],
      [`? ${app}: Decrypt`],
    ],
    [
      'from everyone who is not listed',
      [
        allow({ AWS: `${own}:role/Other` }),
        { Effect: 'Deny', NotPrincipal: { AWS: app }, Action: 'kms:*', Resource: '*' },
      ],
      [],
    ],
    [
      'a Deny for services does not touch roles',
      [allow({ AWS: app }), deny('*', { Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } })],
      [`${app}: Decrypt`],
    ],
    [
      'a dead Deny denies nothing',
      [allow({ AWS: app }), deny('*', { Resource: 'arn:aws:s3:::bucket' })],
      [`${app}: Decrypt`],
    ],
  ])('%s', (_, statements, expected) => {
    expect(accesses(statements)).toEqual(expected)
  })
})

describe('what is not known', () => {
  test.each<readonly [string, ExampleValue, readonly string[]]>([
    ['Allow or Deny', allow({ AWS: app }, { Effect: hole('var.effect') }), [`? ${app}: Decrypt`]],
    ['the resource', allow({ AWS: app }, { Resource: hole('var.arn') }), [`? ${app}: Decrypt`]],
    [
      'one of two actions',
      allow({ AWS: app }, { Action: ['kms:Decrypt', text('kms:GenerateM', hole('x'))] }),
      [`${app}: Decrypt`],
    ],
    [
      'the account of a role',
      allow({ AWS: text('arn:aws:iam::', hole('a', 'account-id'), ':role/App') }),
      ['arn:aws:iam::${a}:role/App: Decrypt'],
    ],
    ['whom a Deny covers', [allow({ AWS: app }), deny({ AWS: hole('var.x') })], [`? ${app}: Decrypt`]],
    [
      'a condition of a Deny',
      [allow({ AWS: app }), deny('*', { Condition: hole('var.c') })],
      [`? ${app}: Decrypt`],
    ],
    ['another statement', [allow({ AWS: app }), hole('var.statement')], [`? ${app}: Decrypt`]],
    [
      'an element that is misspelled may narrow',
      allow({ AWS: app }, { condition: {} }),
      [`? ${app}: Decrypt`],
    ],
    [
      'NotPrincipal in an Allow',
      { Effect: 'Allow', NotPrincipal: { AWS: app }, Action: 'kms:Decrypt', Resource: '*' },
      ['? *: Decrypt'],
    ],
  ])('%s', (_, statements, expected) => {
    expect(accesses(statements)).toEqual(expected)
  })
})

test('where two resources write a policy, only what both give is certain', () => {
  const [one, other] = [
    keyOfExample({ says: '', statements: [allow({ AWS: app }), allow({ AWS: `${own}:role/Other` })] }),
    keyOfExample({ says: '', statements: allow({ AWS: app }) }),
  ]
  const key = { ...one, policies: [one.policies[0], other.policies[0]] as const }
  const found = resolve([{ ...emptyInventory, keys: [key] }]).accessesTo(key)
  expect(found.map(({ principal, certainty }) => `${principalId(principal)} ${certainty}`)).toEqual([
    `${app} certain`,
    `${own}:role/Other possible`,
    `${app} certain`,
  ])
})
