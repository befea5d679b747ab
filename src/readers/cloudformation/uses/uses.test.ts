import { describe, expect, test } from 'vitest'
import { holeNode } from '../evaluate/node-parts.ts'
import { ifA, resource } from '../test-stack.ts'
import { att, keysIn, usesOf } from './test-uses.ts'

const alias = (target: unknown, rest: object = {}) =>
  resource('AWS::KMS::Alias', { AliasName: 'alias/app', TargetKeyId: target }, rest)

/** How the key of a queue is told. */
function queue(key: unknown, more: object = {}, rest: Parameters<typeof usesOf>[1] = {}): readonly string[] {
  const uses = usesOf({ Q: resource('AWS::SQS::Queue', { KmsMasterKeyId: key }), ...more }, rest)
  return keysIn(uses).map(use => use.replace('Q /KmsMasterKeyId ', ''))
}

describe('a property that names a key', () => {
  test.each<[string, unknown, object]>([
    ['its id', { Ref: 'K' }, {}],
    ['its ARN', att('K'), {}],
    ['its KeyId', att('K', 'KeyId'), {}],
    [
      'an ARN put together',
      { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${K}' },
      {},
    ],
    [
      'an ARN of a Region that is written',
      { 'Fn::Join': [':', ['arn:aws:kms:eu-west-1:111122223333', { 'Fn::Sub': 'key/${K}' }]] },
      {},
    ],
    ['an alias', { Ref: 'L' }, { L: alias({ Ref: 'K' }) }],
  ])('a key of the stack, by %s', (_, value, more) => {
    expect(queue(value, more).map(use => use.split('alias/')[0])).toEqual(['K'])
  })

  test('a replica', () => {
    expect(queue({ Ref: 'R' }, { R: resource('AWS::KMS::ReplicaKey') })).toEqual(['R'])
  })

  test.each(['alias/app', 'arn:aws:kms:eu-central-1:111122223333:alias/app'])(
    'an alias of the stack, by %s',
    name => {
      expect(queue(name, { L: alias(att('K')) })).toEqual([`K${name}`])
    },
  )

  test('an alias leads to a key elsewhere', () => {
    const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1'
    expect(queue({ 'Fn::Sub': '${L}' }, { L: alias(arn) })).toEqual(['alias/app'])
    expect(queue({ Ref: 'L' }, { L: alias({ Ref: 'Name' }) })).toEqual(['alias/app?Name'])
    expect(queue({ Ref: 'L' }, { L: resource('AWS::KMS::Alias', { AliasName: 'alias/app' }) })).toEqual([
      'alias/app?TargetKeyId',
    ])
  })

  test.each(['alias/aws/sqs', 'alias/other', 'arn:aws:kms:eu-central-1:444455556666:key/2'])(
    'a key elsewhere keeps its name: %s',
    name => {
      expect(queue(name)).toEqual([name])
    },
  )

  test.each([undefined, null, '', 'AWS_OWNED_KMS_KEY', { Ref: 'AWS::NoValue' }])('%s is no use', name => {
    expect(queue(name)).toEqual([])
  })

  test.each<[string, unknown, string]>([
    ['a parameter', { Ref: 'Name' }, '?Name'],
    ['a part of an ARN', { 'Fn::Sub': 'alias/${Name}' }, 'alias/${Name}?Name'],
    ['an export of a template that is not here', { 'Fn::ImportValue': 'key' }, '?the export key'],
    ['a secret', '{{resolve:ssm:/key}}', '?{{resolve:ssm:/key}}'],
    ['another resource', { Ref: 'Other' }, '?Other'],
    ['a list', ['a'], '?a value of another type than `/Properties/KmsMasterKeyId` has'],
    ['a truth value', false, '?a value of another type than `/Properties/KmsMasterKeyId` has'],
  ])('%s is a hole', (_, value, told) => {
    expect(queue(value, { Other: resource('AWS::EC2::VPC') })).toEqual([told])
  })

  test('an export leads to the key of another template', () => {
    const at = { file: 'keys.yaml', address: 'Main', pointer: '/arn' }
    const imports = () => holeNode(at, 'Main', 'known-after-apply')
    expect(queue({ 'Fn::ImportValue': 'key' }, {}, { imports })).toEqual(['keys.yaml:Main'])
  })
})

describe('what is undecided', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['one key or another', ifA({ Ref: 'K' }, 'alias/aws/sqs'), ['K?A', 'alias/aws/sqs?A']],
    ['a key or none', ifA({ Ref: 'K' }), ['K?A']],
    ['the same key either way', ifA({ Ref: 'K' }, { 'Fn::Sub': '${K}' }), ['K']],
  ])('%s', (_, value, told) => {
    expect(queue(value)).toEqual(told)
  })

  test('a resource, an alias and what an alias leads to', () => {
    const perhaps = { Q: resource('AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'K' } }, { Condition: 'A' }) }
    expect(keysIn(usesOf(perhaps))).toEqual(['Q /KmsMasterKeyId K?A'])
    expect(queue({ Ref: 'L' }, { L: alias({ Ref: 'K' }, { Condition: 'A' }) })).toEqual(['Kalias/app?A'])
    const other = { K2: resource('AWS::KMS::Key') }
    expect(queue({ Ref: 'L' }, { L: alias(ifA({ Ref: 'K' }, { Ref: 'K2' })), ...other })).toEqual([
      'K|K2alias/app?A',
    ])
  })

  test('an object around the property', () => {
    const SSESpecification = ifA({ SSEEnabled: true, KMSMasterKeyId: att('K') })
    expect(keysIn(usesOf({ T: resource('AWS::DynamoDB::Table', { SSESpecification }) }))).toEqual([
      'T /SSESpecification/KMSMasterKeyId K?A',
    ])
  })
})

const disks = (...keys: readonly unknown[]) => keys.map(key => ({ Ebs: { KmsKeyId: key } }))

const told = (BlockDeviceMappings: unknown) =>
  keysIn(usesOf({ I: resource('AWS::EC2::Instance', { BlockDeviceMappings }) })).map(use => use.split(' ')[2])

describe('keys in lists and objects', () => {
  test('each item of a list', () => {
    const BlockDeviceMappings = [...disks({ Ref: 'K' }, undefined, 'alias/x'), ...disks(ifA({ Ref: 'K' }))]
    const L = resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { BlockDeviceMappings } })
    const path = '/LaunchTemplateData/BlockDeviceMappings'
    expect(keysIn(usesOf({ L }))).toEqual([
      `L ${path}/0/Ebs/KmsKeyId K`,
      `L ${path}/2/Ebs/KmsKeyId alias/x`,
      `L ${path}/3/Ebs/KmsKeyId K?A`,
    ])
  })

  test('a list that a function makes, and one object in the place of a list', () => {
    const made = ifA(disks({ Ref: 'K' }), disks({ Ref: 'K' }, 'alias/x'))
    expect(told(made)).toEqual(['K?A', 'K?A', 'alias/x?A'])
    expect(told(disks({ Ref: 'K' })[0])).toEqual(['K'])
    expect(told({ Ref: 'Name' })).toEqual(['?Name'])
  })

  test('a macro may name any key', () => {
    const include = { 'Fn::Transform': { Name: 'AWS::Include' }, SSEEnabled: true }
    expect(keysIn(usesOf({ T: resource('AWS::DynamoDB::Table', { SSESpecification: include }) }))).toEqual([
      'T /SSESpecification ?Fn::Transform beside other names',
    ])
  })

  test('hostile shapes are holes or nothing, never an error', () => {
    const deep = Array.from({ length: 500 }).reduce<unknown>(inner => ({ KMSMasterKeyId: [inner] }), 'x')
    const shapes = [null, 7, 'text', [], [[]], [null], { KMSMasterKeyId: [] }, [{ KMSMasterKeyId: {} }], deep]
    for (const SSESpecification of shapes) {
      expect(() => usesOf({ T: resource('AWS::DynamoDB::Table', { SSESpecification }) })).not.toThrow()
      expect(() =>
        usesOf({ T: { Type: 'AWS::DynamoDB::Table', Properties: SSESpecification } }),
      ).not.toThrow()
    }
    expect(usesOf({ T: { Type: '__proto__' }, U: { Type: 'constructor' } })).toEqual([])
  })
})

test('what is encrypted: a global table in its own Region, not its replicas', () => {
  const Replicas = ['eu-central-1', 'eu-west-1'].map(Region => ({
    Region,
    SSESpecification: { KMSMasterKeyId: { Ref: 'K' } },
  }))
  const T = resource('AWS::DynamoDB::GlobalTable', { TableName: 't', Replicas })
  expect(usesOf({ T }).map(({ encrypted }) => encrypted?.arn)).toEqual([
    ['arn:aws:dynamodb:eu-central-1:111122223333:table/t'],
    undefined,
  ])
})

test('ten thousand uses are read in one pass', () => {
  const some = Array.from({ length: 5000 }, (_, nth) => [
    [`Q${nth}`, resource('AWS::SQS::Queue', { KmsMasterKeyId: att('K') })],
    [`S${nth}`, resource('AWS::SNS::Subscription', { TopicArn: { Ref: 'T' }, Endpoint: att(`Q${nth}`) })],
  ])
  const T = resource('AWS::SNS::Topic', { TopicName: 't' })
  expect(usesOf({ T, ...Object.fromEntries(some.flat()) })).toHaveLength(10_000)
})
