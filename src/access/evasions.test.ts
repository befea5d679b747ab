import { emptyInventory } from '../model/inventory.ts'
import { describe, expect, test } from 'vitest'
import { keyOfExample } from '../examples/example-key.ts'
import { principalId } from '../model/principal.ts'
import { actionNames } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import { hole, text, type ExampleValue } from '../rules/example.ts'
import { resolve } from './graph.ts'

const own = 'arn:aws:iam::111122223333'
const app = `${own}:role/App`

function allow(Principal: ExampleValue, more: Record<string, ExampleValue> = {}): ExampleValue {
  return { Effect: 'Allow', Principal, Action: 'kms:Decrypt', Resource: '*', ...more }
}

function anyone(Condition: ExampleValue): ExampleValue {
  return allow('*', { Condition })
}

function deny(more: Record<string, ExampleValue>): ExampleValue {
  return { Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*', ...more }
}

/** `?` marks a possible access; behind `if` what the call decides. */
function accesses(statements: ExampleValue): readonly string[] {
  const key = keyOfExample({ says: '', statements })
  return resolve([{ ...emptyInventory, keys: [key] }])
    .accessesTo(key)
    .map(({ principal, certainty, actions, conditions, unless }) => {
      const ifs = conditions.map(condition => ` if ${showCondition(condition)}`)
      const stops = unless.map(list => ` unless ${list.map(showCondition).join(' and ')}`)
      const names = actionNames(actions).map(name => name.slice(4))
      const can = names.length > 4 ? names.length : names.join(' ')
      return `${certainty === 'possible' ? '? ' : ''}${principalId(principal)}: ${can}${ifs.join('')}${stops.join('')}`
    })
}

describe('conditions that seem to narrow', () => {
  test.each<readonly [string, ExampleValue, readonly string[]]>([
    [
      'an empty list holds for an absent key with `ForAllValues`',
      { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': [] } },
      ['*: Decrypt if every value of aws:PrincipalOrgID is (empty)'],
    ],
    [
      'an empty list holds for an absent key with `IfExists`',
      { StringEqualsIfExists: { 'aws:PrincipalOrgID': [] } },
      ['*: Decrypt if aws:PrincipalOrgID is (empty), or it is absent'],
    ],
    [
      'a variable equals itself',
      { StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' } },
      ['? *: Decrypt'],
    ],
    [
      'the organization of the caller is that of the caller',
      { StringEquals: { 'aws:PrincipalOrgID': '${aws:PrincipalOrgID}' } },
      ['? *: Decrypt'],
    ],
    [
      'a role of whichever account',
      { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:role/App' } },
      ['? *: Decrypt'],
    ],
    [
      'an account as a number that others exceed',
      { NumericGreaterThanEquals: { 'aws:PrincipalAccount': '111122223333' } },
      ['? *: Decrypt'],
    ],
    [
      'a wildcard before the account crosses colons under `StringLike`',
      { StringLike: { 'aws:PrincipalArn': 'arn:*:iam::111122223333:role/App' } },
      ['*: Decrypt if aws:PrincipalArn matches arn:*:iam::111122223333:role/App'],
    ],
    [
      'but not under `ArnLike`',
      { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::111122223333:role/App' } },
      ['arn:*:iam::111122223333:role/App: Decrypt'],
    ],
    [
      'an organization in capitals, where case does not count',
      { StringEqualsIgnoreCase: { 'aws:PrincipalOrgID': 'O-ABC' } },
      ['o-abc: Decrypt'],
    ],
    [
      'a part of an ARN that is not known',
      { StringEquals: { 'aws:PrincipalArn': text(hole('var.prefix'), ':role/App') } },
      ['? *: Decrypt'],
    ],
    [
      'two ARNs that are not known',
      { ArnEquals: { 'aws:PrincipalArn': [hole('one', 'arn'), hole('two', 'arn')] } },
      ['${one}: Decrypt', '${two}: Decrypt'],
    ],
    ['a user id that is not known', { StringEquals: { 'aws:userid': hole('var.id') } }, ['? *: Decrypt']],
    [
      'the source of a service that is not known',
      { ArnEquals: { 'aws:SourceArn': hole('topic', 'arn') } },
      ['services for ${topic}: Decrypt'],
    ],
    [
      'how AWS matches a source ARN with five parts is not documented',
      { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333' } },
      ['? *: Decrypt'],
    ],
  ])('%s', (_, condition, expected) => {
    expect(accesses(anyone(condition))).toEqual(expected)
  })
})

describe('conditions that do narrow', () => {
  test.each<readonly [string, ExampleValue, readonly string[]]>([
    [
      "the key's own account by a variable",
      { StringEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } },
      [`${own}:*: Decrypt`],
    ],
    [
      "the key's own organization by a variable",
      { StringEquals: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' } },
      ['${aws:ResourceOrgID}: Decrypt'],
    ],
    [
      'the user id of a root user is its account',
      { StringEquals: { 'aws:userid': '111122223333' } },
      [`${own}:root (root user): Decrypt`],
    ],
    [
      'of a bucket and its account the account counts',
      {
        ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::b' },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      },
      ['services for 111122223333: Decrypt if aws:SourceArn matches arn:aws:s3:::b'],
    ],
    [
      'services for an account, in whatever network',
      { StringEquals: { 'aws:SourceVpc': 'vpc-1', 'aws:SourceAccount': '111122223333' } },
      ['services for 111122223333: Decrypt if aws:SourceVpc is vpc-1'],
    ],
    ['an empty owner is nobody', { StringEquals: { 'aws:SourceAccount': '' } }, []],
  ])('%s', (_, condition, expected) => {
    expect(accesses(anyone(condition))).toEqual(expected)
  })

  test('a type that no principal has leaves nobody of an account', () => {
    const Condition = { StringEquals: { 'aws:PrincipalType': 'account' } }
    expect(accesses(allow({ AWS: `${own}:root` }, { Condition }))).toEqual([])
  })

  test("the key's own account is judged by itself where `*` stays open", () => {
    const Condition = { StringEqualsIfExists: { 'kms:CallerAccount': '444455556666' } }
    const statement = allow('*', { Action: ['kms:Decrypt', 'kms:PutKeyPolicy'], Condition })
    expect(accesses(statement)).toEqual(['*: Decrypt if kms:CallerAccount is 444455556666, or it is absent'])
  })
})

describe('Deny statements that seem to stop everyone', () => {
  test.each<readonly [string, ExampleValue, readonly string[]]>([
    [
      'an empty list with `ForAnyValue` never fires on an absent key',
      deny({ Condition: { 'ForAnyValue:StringNotEquals': { 'aws:PrincipalOrgID': [] } } }),
      ['*: Decrypt unless some value of aws:PrincipalOrgID is not (empty)'],
    ],
    [
      'the key that this change creates may have no such id',
      deny({ Resource: 'arn:aws:kms:us-west-2:111122223333:key/mrk-*' }),
      ['? *: Decrypt'],
    ],
    ['another partition', deny({ Resource: 'arn:aws-cn:kms:*:*:key/*' }), ['*: Decrypt']],
    [
      'a condition that only requests for grants carry',
      deny({ Condition: { Bool: { 'kms:GrantIsForAWSResource': 'false' } } }),
      ['*: Decrypt'],
    ],
  ])('%s', (_, statement, expected) => {
    expect(accesses([allow('*'), statement])).toEqual(expected)
  })

  test('a Deny for the own account takes what only that can call', () => {
    const statements = [
      allow('*', { Action: 'kms:PutKeyPolicy' }),
      deny({ Principal: { AWS: `${own}:root` } }),
    ]
    expect(accesses(statements)).toEqual([])
  })
})

describe('Deny statements that cap', () => {
  test.each<readonly [string, readonly ExampleValue[], readonly string[]]>([
    [
      'two negated conditions leave those who escape one of them',
      [
        allow('*'),
        deny({
          Condition: {
            StringNotEqualsIfExists: {
              'aws:PrincipalOrgID': 'o-abc',
              'aws:PrincipalAccount': '444455556666',
            },
            BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
          },
        }),
      ],
      ['o-abc: Decrypt', 'arn:aws:iam::444455556666:*: Decrypt'],
    ],
    [
      'an account that may only delegate to some',
      [
        allow({ AWS: `${own}:root` }),
        deny({ Condition: { ArnNotLike: { 'aws:PrincipalArn': `${own}:role/Admin*` } } }),
      ],
      [`${own}:root: Decrypt if aws:PrincipalArn matches ${own}:role/Admin*`],
    ],
    [
      '`NotPrincipal` spares at most those whom it lists',
      [
        allow('*'),
        { Effect: 'Deny', NotPrincipal: { AWS: [`${own}:root`, app] }, Action: 'kms:*', Resource: '*' },
      ],
      [`? ${own}:*: Decrypt`, `? ${app}: Decrypt`],
    ],
    [
      '`NotPrincipal` with a role leaves its account perhaps',
      [
        allow({ AWS: `${own}:root` }),
        { Effect: 'Deny', NotPrincipal: { AWS: app }, Action: 'kms:*', Resource: '*' },
      ],
      [`? ${own}:root: Decrypt`],
    ],
    [
      '`NotPrincipal` with the account spares it',
      [
        allow({ AWS: `${own}:root` }),
        { Effect: 'Deny', NotPrincipal: { AWS: [`${own}:root`, app] }, Action: 'kms:*', Resource: '*' },
      ],
      [`${own}:root: Decrypt`],
    ],
    [
      '`NotPrincipal` spares a role for certain only with its account and session',
      [
        allow({ AWS: app }),
        {
          Effect: 'Deny',
          NotPrincipal: { AWS: [`${own}:root`, app, 'arn:aws:sts::111122223333:assumed-role/App/me'] },
          Action: 'kms:*',
          Resource: '*',
        },
      ],
      [`${app}: Decrypt`],
    ],
  ])('%s', (_, statements, expected) => {
    expect(accesses(statements)).toEqual(expected)
  })
})

describe('resources in few parts, for a key without an ARN', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['the account anywhere', '*111122223333*', [`${app}: Decrypt`]],
    ['the beginning of the ARN', 'arn:aws:kms:us-west-2*', [`${app}: Decrypt`]],
    ['another account', '*:444455556666:*', [`? ${app}: Decrypt`]],
    ['another service', 'arn:aws:s3*', []],
    ['another Region', 'arn:aws:kms:eu*', []],
  ])('%s', (_, Resource, expected) => {
    expect(accesses(allow({ AWS: app }, { Resource }))).toEqual(expected)
  })
})

test('whether the presence of a key is asked for may be hidden: the other actions are alive perhaps', () => {
  const Condition = { Null: { 'kms:EncryptionContext:app': hole('var.must') } }
  expect(accesses(allow({ AWS: app }, { Action: ['kms:Decrypt', 'kms:DescribeKey'], Condition }))).toEqual([
    `${app}: Decrypt if kms:EncryptionContext:app is present`,
    `? ${app}: DescribeKey if kms:EncryptionContext:app is present`,
  ])
})
