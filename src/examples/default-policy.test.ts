import { expect, test } from 'vitest'
import { builtInRules } from '../../policies/index.ts'
import type { Example, ExampleValue } from '../rules/example.ts'
import { recommended } from './recommended-policies.ts'
import { runExample } from './run-example.ts'

const root = 'arn:aws:iam::111122223333:root'

function statement(more: Record<string, ExampleValue>): ExampleValue {
  return { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*', ...more }
}

const spellings: readonly (readonly [string, Partial<Example>])[] = [
  ['no policy at all', {}],
  ['one statement in a list', { statements: [statement({})] }],
  ['one statement without a list', { statements: statement({}) }],
  ['the account by its id', { statements: statement({ Principal: { AWS: '111122223333' } }) }],
  ['a list with one principal', { statements: statement({ Principal: { AWS: [root] } }) }],
  [
    'lists with one action and one resource',
    { statements: statement({ Action: ['kms:*'], Resource: ['*'] }) },
  ],
  ['the action in capitals', { statements: statement({ Action: 'KMS:*' }) }],
  ['every action of every service', { statements: statement({ Action: '*' }) }],
  ['a Sid', { statements: statement({ Sid: 'Enable IAM User Permissions' }) }],
  ['the same twice', { statements: [statement({}), statement({ Sid: 'Again' })] }],
  ['an empty condition', { statements: statement({ Condition: {} }) }],
  [
    'the own account in its condition',
    { statements: statement({ Condition: { StringEquals: { 'kms:CallerAccount': '111122223333' } } }) },
  ],
  ['the older version', { key: { policy: { Version: '2008-10-17', Statement: statement({}) } } }],
  ['no version', { key: { policy: { Statement: statement({}) } } }],
  ['an id', { key: { policy: { Version: '2012-10-17', Id: 'key-default-1', Statement: [statement({})] } } }],
]

/** What the profile `default` objects to at `medium` or above. */
function weighty(example: Example) {
  const key = { enable_key_rotation: true, ...example.key }
  return builtInRules
    .filter(({ profile }) => profile !== 'strict')
    .flatMap(rule => runExample(rule, { ...example, key }).map(found => ({ rule: rule.id, ...found })))
    .filter(({ severity }) => severity !== 'info' && severity !== 'low')
}

test.each(spellings)("AWS's default key policy is no fault, however it is spelled: %s", (says, example) => {
  expect(weighty({ says, ...example })).toEqual([])
})

test('every key of the account as the resource is no fault either', () => {
  const statements = statement({ Resource: 'arn:aws:kms:us-west-2:111122223333:key/*' })
  expect(weighty({ says: '', statements })).toEqual([])
})

const policies = recommended.map(one => [one.says, one] as const)

test.each(policies)("what AWS's guides recommend is no fault: %s", (says, { statements, more }) => {
  expect(weighty({ says, statements, ...more })).toEqual([])
})
