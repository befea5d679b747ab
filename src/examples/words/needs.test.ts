import { expect, test } from 'vitest'
import rule from '../../../policies/path/service-admitted.ts'
import { hole, type ExampleValue } from '../../rules/example.ts'
import { objectionsTo } from '../run-example.ts'

const logs = { Service: 'logs.us-west-2.amazonaws.com' }
const resources = {
  'aws_cloudwatch_log_group.app': { name: '/app', kms_key_id: hole('aws_kms_key.example.arn') },
}

function statement(
  Effect: 'Allow' | 'Deny',
  Principal: ExampleValue,
  Condition: ExampleValue = {},
): ExampleValue {
  return { Effect, Principal, Action: 'kms:*', Resource: '*', Condition }
}

const outside = statement('Deny', '*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })
const root = statement('Allow', { AWS: 'arn:aws:iam::111122223333:root' })
const elsewhere = {
  ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-west-2:111122223333:b' },
}
const add = 'Add to the policy of aws_kms_key.example a statement that allows'
const spare = 'The policy of aws_kms_key.example admits'

test.each<readonly [string, ExampleValue, string, number]>([
  ['nothing is said of it', [root], add, 1],
  ['another log group is admitted', [root, statement('Allow', logs, elsewhere)], add, 1],
  ['it is admitted, and a Deny stops it', [root, statement('Allow', logs), outside], spare, 0],
  [
    'the same beside another one',
    [root, statement('Allow', { Service: [logs.Service, 'sns.amazonaws.com'] }), outside],
    spare,
    0,
  ],
  [
    'another service is admitted',
    [root, statement('Allow', { Service: 'logs.eu-west-1.amazonaws.com' }), outside],
    add,
    1,
  ],
])('what lets a service in, where %s', (_, statements, begin, count) => {
  const [objection] = objectionsTo(rule, { says: '', statements, resources })
  expect(objection?.fix).toEqual(expect.stringMatching(new RegExp(`^${begin}`)))
  expect(objection?.corrections).toHaveLength(count)
})
