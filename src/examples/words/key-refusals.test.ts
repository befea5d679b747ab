import { expect, test } from 'vitest'
import { allow, deny, own, policyOf } from '../../rules/example-statements.ts'
import { arnOf, hole, text, type Example, type ExampleValue } from '../../rules/example.ts'
import { keysGuardGrants, namesKeyThatRefuses, refusingKeys } from '../../rules/vocabulary/key-halves.ts'
import { asked, subjectsIn } from '../ask-example.ts'

type Given = Omit<Example, 'says'>

const key = arnOf('aws_kms_key.example')
const elsewhere = 'arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const delegation = allow({ Principal: own('root'), Action: 'kms:*' })
const rootUserAlone = { ...delegation, Condition: { StringEquals: { 'aws:PrincipalType': 'Account' } } }
const namesOther = allow({ Principal: own('role/Other'), Action: 'kms:*' })
const namesApp = allow({ Principal: own('role/App'), Action: 'kms:*' })
const untold = { key_id: hole('aws_kms_key.example.id'), policy: hole('var.policy') }
const empty = { Version: '2012-10-17', Statement: [] }

function on(Resource: ExampleValue, Action: ExampleValue = 'kms:Decrypt') {
  return { role: { policies: allow({ Action, Resource }) } }
}

/** Whether the key lets through what an IAM policy allows, for each statement of it. */
test.each<readonly [string, Given, readonly string[]]>([
  ['the default key policy', on(key), ['no']],
  ['the root user alone is admitted', { ...on(key), statements: rootUserAlone }, ['yes']],
  ['an empty key policy', { ...on(key), key: { policy: empty } }, ['yes']],
  [
    'somebody is admitted who is not told',
    { ...on(key), statements: [rootUserAlone, allow({ Principal: { AWS: hole('var.who') } })] },
    ['unknown: var.who'],
  ],
  [
    'a statement of the key policy is not told',
    { ...on(key), statements: [rootUserAlone, hole('var.statement')] },
    ['unknown: var.statement'],
  ],
  ['a key policy of which nothing is told', { ...on(key), key: { policy: hole('var.policy') } }, ['no']],
  [
    'a second policy of the key of which nothing is told',
    { ...on(key), statements: rootUserAlone, resources: { 'aws_kms_key_policy.other': untold } },
    ['no'],
  ],
  [
    'what the key lets through of the same policy is another action',
    {
      role: { policies: [allow({ Resource: key }), allow({ Action: 'kms:DescribeKey', Resource: key })] },
      statements: { ...delegation, Action: ['kms:DescribeKey', 'kms:PutKeyPolicy'] },
    },
    ['yes', 'no'],
  ],
  [
    'a role of another account is a matter of its two halves',
    { role: { account: '444455556666', policies: allow({ Resource: key }) }, statements: rootUserAlone },
    ['no'],
  ],
  ['a resource that is not told', on([key, hole('var.key')]), ['unknown: var.key']],
  [
    'a resource that is not told, beside a key that refuses',
    { ...on([key, hole('var.key')]), statements: rootUserAlone },
    ['yes'],
  ],
  ['a pattern is for other keys too', on(text('arn:aws:kms:*:', hole('var.account'), ':key/*')), ['no']],
  [
    'the key by its id, in a Region that is not told',
    {
      ...on(text('arn:aws:kms:', hole('var.region'), ':111122223333:key/', ...key.text)),
      statements: namesApp,
    },
    ['no'],
  ],
  ['another resource of the input', on([key, arnOf('aws_s3_bucket.b')]), ['no']],
  ['all but what is not told', { role: { policies: allow({ NotResource: hole('var.key') }) } }, ['no']],
])('a key that lets none of it through: %s', (_, given, answers) => {
  expect(asked('permission', namesKeyThatRefuses, { says: '', ...given })).toEqual(answers)
})

const whoever = 'whoever managed policy shared is attached to'

/** The same for a policy that nobody has yet. */
test.each<readonly [string, ExampleValue, string]>([
  ['the key delegates', delegation, 'no'],
  ['the root user alone is admitted', rootUserAlone, 'yes'],
  ['delegation of another action', { ...delegation, Action: ['kms:Sign', 'kms:PutKeyPolicy'] }, 'yes'],
  ['a role is named', [rootUserAlone, namesOther], `unknown: ${whoever}`],
  ['a role is named beside the delegation', [namesOther, delegation], 'no'],
  ['a role of another account', [rootUserAlone, allow({ Principal: { AWS: '444455556666' } })], 'yes'],
  ['everybody', [rootUserAlone, allow({ Principal: '*' })], 'no'],
  [
    'everybody of the account',
    [
      rootUserAlone,
      allow({ Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }),
    ],
    'no',
  ],
  [
    'a part of an organization',
    [
      rootUserAlone,
      allow({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
    ],
    `unknown: ${whoever}`,
  ],
  [
    'whether the key delegates is not told',
    [rootUserAlone, { ...delegation, Effect: hole('var.effect') }],
    'unknown: var.effect',
  ],
])('a policy that nobody has yet: %s', (_, statements, is) => {
  const policy = policyOf(allow({ Resource: elsewhere }))
  const resources = { 'aws_iam_policy.shared': { name: 'shared', policy } }
  const example: Example = { says: '', key: { arn: elsewhere }, statements, resources }
  expect(asked('permission', namesKeyThatRefuses, example)).toEqual([is])
})

const holders = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `R${index}` }))

test.each<readonly [string, Given, string]>([
  ['the last of them is let through', { role: [{ name: 'A' }, { name: 'App' }], statements: namesApp }, 'no'],
  ['none of them is', { role: holders(50), statements: rootUserAlone }, 'yes'],
  [
    'none of those who are asked about',
    { role: holders(51), statements: rootUserAlone },
    'unknown: who else has managed policy "shared"',
  ],
])('a policy that many have: %s', (_, given, is) => {
  const example = { says: '', ...given, attached: allow({ Resource: key }) }
  expect(asked('permission', namesKeyThatRefuses, example)).toEqual([is])
})

/** One more key for each of these, `aws_kms_key.a`, …, with such a policy. */
function keys(...statements: readonly ExampleValue[]): Given {
  const names = ['a', 'b', 'c'].slice(0, statements.length).map(name => `aws_kms_key.${name}`)
  return {
    ...on(names.map(arnOf), 'kms:CreateGrant'),
    resources: Object.fromEntries(
      names.map((name, index) => [name, { policy: policyOf(statements[index] ?? null) }]),
    ),
  }
}

const doubted = { ...namesApp, Effect: hole('var.effect') }

test.each<readonly [string, Given, string]>([
  ['two', keys(namesOther, namesOther), 'aws_kms_key.a and aws_kms_key.b'],
  ['three', keys(namesOther, namesOther, namesOther), 'aws_kms_key.a, aws_kms_key.b and 1 more'],
  ['not those that let it through', keys(namesApp, namesOther), 'aws_kms_key.b'],
  ['not those that may refuse it, beside one that does', keys(doubted, namesOther), 'aws_kms_key.b'],
  ['those that may refuse it, where none does', keys(doubted, namesApp), 'aws_kms_key.a'],
])('keys that let none of it through, in words: %s', (_, given, names) => {
  const { subjects, world } = subjectsIn('permission', { says: '', ...given })
  expect(subjects.map(subject => refusingKeys(subject, world))).toEqual([names])
})

const guards = deny({
  Principal: '*',
  Action: 'kms:CreateGrant',
  Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } },
})
const guarded = { statements: [delegation, guards] }
const maybeGuarded = {
  statements: [
    delegation,
    { ...guards, Condition: { Bool: { 'kms:GrantIsForAWSResource': hole('var.guarded') } } },
  ],
}
const trust = allow({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })

test.each<readonly [string, Given, readonly string[]]>([
  ['by a Deny', { ...on(key, 'kms:CreateGrant'), ...guarded }, ['yes']],
  ['not at all', { ...on(key, 'kms:CreateGrant'), statements: delegation }, ['no']],
  [
    'by a Deny that is not told',
    { ...on(key, 'kms:CreateGrant'), ...maybeGuarded },
    ['unknown: var.guarded'],
  ],
  [
    'beside use that needs no limit',
    {
      role: { policies: [allow({ Resource: key }), allow({ Action: 'kms:CreateGrant', Resource: key })] },
      statements: [delegation, guards],
    },
    ['yes', 'yes'],
  ],
  ['one key of two', { ...keys([delegation, guards], delegation), statements: [delegation, guards] }, ['no']],
  ['a key elsewhere beside it', { ...on([key, elsewhere], 'kms:CreateGrant'), ...guarded }, ['no']],
  ['every key but one', { role: { policies: allow({ NotResource: key }) }, ...guarded }, ['no']],
  [
    'a role whose name AWS makes',
    {
      ...guarded,
      key: { arn: elsewhere },
      resources: {
        'aws_iam_role.made': { assume_role_policy: policyOf(trust) },
        'aws_iam_role_policy.made': {
          role: hole('aws_iam_role.made.name'),
          policy: policyOf(allow({ Action: 'kms:CreateGrant', Resource: elsewhere })),
        },
      },
    },
    ['yes'],
  ],
  [
    'whoever a policy will be attached to',
    {
      ...guarded,
      key: { arn: elsewhere },
      resources: {
        'aws_iam_policy.shared': {
          policy: policyOf(allow({ Action: 'kms:CreateGrant', Resource: elsewhere })),
        },
      },
    },
    ['no'],
  ],
])('the key limits the grants itself: %s', (_, given, answers) => {
  expect(asked('permission', keysGuardGrants, { says: '', ...given })).toEqual(answers)
})
