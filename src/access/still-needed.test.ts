import { describe, expect, test } from 'vitest'
import type { Access } from '../model/access.ts'
import type { Principal } from '../model/principal.ts'
import { union } from '../model/action-set.ts'
import { text } from '../model/text.ts'
import { action } from '../policy/actions.ts'
import { account, bucket, existing, graphOf, keyArn, line, role } from './test-needed.ts'
import { stillNeeded } from './still-needed.ts'

const logs = existing('aws_cloudwatch_log_group.app', { name: '/app', kms_key_id: keyArn })
const service: Principal = { kind: 'service', name: text('logs.eu-central-1.amazonaws.com') }
const app: Principal = { kind: 'role', arn: text(`arn:aws:iam::${account}:role/app`), account }
const reads = role('app', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' })

const use = union(action('Decrypt'), union(action('GenerateDataKey'), action('Encrypt')))
const at = { file: 'plan.json', address: 'aws_kms_key.k', pointer: '/policy' }

interface Lost {
  readonly principal: Principal
  readonly conditions?: Access['conditions']
}

/** What of a lost access is needed in the world after the change, whose key has these statements. */
function still(
  changes: readonly object[],
  { principal, conditions = [] }: Lost,
  policy: readonly object[] = [],
) {
  const Statement = policy.map(one => ({ Effect: 'Allow', Resource: '*', ...one }))
  const after = existing('aws_kms_key.k', {
    arn: keyArn,
    key_id: '1a2b',
    policy: JSON.stringify({ Statement }),
  })
  const { graph, key } = graphOf([after, ...changes])
  return key === undefined
    ? []
    : stillNeeded(graph, key, { principal, actions: use, conditions, unless: [] }).map(line)
}

const when = (key: string, value: string, operator = 'StringEquals'): Access['conditions'] => [
  { operator, ifExists: false, key, values: [text(value)], at },
]

const ofLogs =
  'logs.eu-central-1.amazonaws.com certain kms:GenerateDataKey: CloudWatch Logs encrypts the log group with it (aws_cloudwatch_log_group.app)'
const ofRole =
  'role/app certain kms:Decrypt: role/app may s3:GetObject on aws_s3_bucket.data, which is encrypted with it'

/** A key policy that lets the role decrypt through one service. */
function through(value: string): readonly object[] {
  return [
    {
      Principal: { AWS: `arn:aws:iam::${account}:role/app` },
      Action: 'kms:Decrypt',
      Condition: { StringEquals: { 'kms:ViaService': value } },
    },
  ]
}

function group(name: string): Access['conditions'] {
  return when(
    'kms:EncryptionContext:aws:logs:arn',
    `arn:aws:logs:eu-central-1:${account}:log-group:${name}`,
    'ArnLike',
  )
}

describe('a lost access', () => {
  test('of a service that a log group has use the key', () => {
    expect(still([logs], { principal: service })).toEqual([ofLogs])
    expect(still([], { principal: service })).toEqual([])
  })

  test('of a role that reads what the key encrypts', () => {
    expect(still([...bucket('data'), ...reads], { principal: app })).toEqual([ofRole])
    expect(still(bucket('data'), { principal: app })).toEqual([])
    expect(still(reads, { principal: app })).toEqual([])
  })

  test('of somebody else is not needed', () => {
    expect(still([logs, ...bucket('data')], { principal: app })).toEqual([])
    expect(still([logs, ...bucket('data'), ...reads], { principal: service })).toEqual([ofLogs])
  })

  test('is not needed where something else gives the same', () => {
    const named = { Principal: { AWS: `arn:aws:iam::${account}:role/app` }, Action: 'kms:Decrypt' }
    expect(still([...bucket('data'), ...reads], { principal: app }, [named])).toEqual([])
    expect(
      still([...bucket('data'), ...reads], { principal: app }, [{ ...named, Action: 'kms:Encrypt' }]),
    ).toEqual([ofRole])
  })

  test('is needed where what is left serves another purpose', () => {
    const changes = [...bucket('data'), ...reads]
    expect(still(changes, { principal: app }, through('ec2.eu-central-1.amazonaws.com'))).toEqual([ofRole])
    expect(still(changes, { principal: app }, through('s3.eu-central-1.amazonaws.com'))).toEqual([])
  })

  test('that served another purpose is not needed', () => {
    const changes = [...bucket('data'), ...reads]
    const lost = (value: string) =>
      still(changes, { principal: app, conditions: when('kms:ViaService', value) })
    expect(lost('ec2.eu-central-1.amazonaws.com')).toEqual([])
    expect(lost('s3.eu-central-1.amazonaws.com')).toEqual([ofRole])
    expect(still([logs], { principal: service, conditions: group('/app') })).toEqual([ofLogs])
    expect(still([logs], { principal: service, conditions: group('/other') })).toEqual([])
  })
})

describe('a lost access of a class', () => {
  const changes = [logs, ...bucket('data'), ...reads]

  test.each([
    [{ kind: 'everyone' }, [ofLogs, ofRole]],
    [{ kind: 'account', account }, [ofRole]],
    [{ kind: 'everyone-of-account', account }, [ofRole]],
    [{ kind: 'account', account: '999999999999' }, []],
    [{ kind: 'services-for', owner: text(account) }, [ofLogs.replace('certain', 'possible')]],
  ] as const)('%j is needed by those of it that the input names', (principal, told) => {
    expect(still(changes, { principal })).toEqual(told)
  })
})
