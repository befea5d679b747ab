import { describe, expect, test } from 'vitest'
import { leaksIn, outputsOf } from './test-outputs.ts'

const secret = 's3cr3tWord7f3a91'
const account = '909182736455'

const NoEcho = { Type: 'String', NoEcho: true }
const parameters = {
  Secret: { ...NoEcho, Default: secret },
  Account: { ...NoEcho, Default: account },
  Arn: { ...NoEcho, Default: `arn:aws:iam::${account}:role/${secret}` },
  List: { ...NoEcho, Type: 'CommaDelimitedList', Default: `${secret}, *` },
  Allowed: { ...NoEcho, AllowedValues: [secret, `${secret}2`] },
  Either: { ...NoEcho, Default: 'none', AllowedValues: ['none', secret] },
}
const names = Object.keys(parameters).filter(name => name !== 'List')

/** What a template can make of a secret. */
const made: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(names.map(name => [`Ref ${name}`, { Ref: name }])),
  ...Object.fromEntries(names.map(name => [`Sub ${name}`, { 'Fn::Sub': `a \${${name}}:b` }])),
  'in a word': { 'Fn::Sub': 'role${Secret}role' },
  'at the start of a word': { 'Fn::Sub': '${Secret}role' },
  'behind a point': { 'Fn::Sub': 'x.${Secret}' },
  joined: { 'Fn::Join': ['', ['x', { Ref: 'Secret' }, 'y']] },
  'twice made': { 'Fn::Sub': ['q${inner}', { inner: { 'Fn::Sub': 'z${Secret}' } }] },
  'an ARN': { 'Fn::Sub': 'arn:aws:iam::${Account}:role/app-${Secret}' },
  'an ARN of a role': { 'Fn::Sub': 'arn:aws:iam::111122223333:role/app${Secret}' },
  'an item of a list': { 'Fn::Select': [0, { Ref: 'List' }] },
  'an item': { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'Arn' }] }] },
  'an account': { 'Fn::Select': [4, { 'Fn::Split': [':', { Ref: 'Arn' }] }] },
  'in base64': { 'Fn::Base64': { Ref: 'Secret' } },
  'as JSON': { 'Fn::ToJsonString': { a: { Ref: 'Secret' } } },
  'by a condition': { 'Fn::If': ['IsOpen', { Ref: 'Secret' }, '*'] },
  'of a map': { 'Fn::FindInMap': ['Map', { Ref: 'Secret' }, 'low'] },
  'what no function takes': { 'Fn::Select': [{ Ref: 'Secret' }, { Ref: 'List' }] },
}

/** A template that puts a value wherever a report could tell it. */
function templateWith(value: unknown): object {
  const statement = {
    Sid: value,
    Effect: 'Allow',
    Principal: { AWS: [value, '*'] },
    Action: ['kms:Decrypt', value],
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalTag/team': value, 'kms:ViaService': value } },
  }
  const trust = { Statement: [{ Effect: 'Allow', Principal: { AWS: value }, Action: 'sts:AssumeRole' }] }
  const own = { Effect: 'Allow', Action: ['kms:*', value], Resource: ['*', value] }
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::LanguageExtensions',
    Parameters: { ...parameters, Open: { Type: 'String' } },
    Conditions: { IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, value] } },
    Mappings: { Map: { top: { low: 'x' } } },
    Resources: {
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: {
          Description: value,
          KeyPolicy: { Statement: [statement] },
          Tags: [{ Key: value, Value: value }],
        },
      },
      TextKey: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: value } },
      Maybe: { Type: 'AWS::KMS::Key', Condition: 'IsOpen', Properties: { KeySpec: value } },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: value, TargetKeyId: { Ref: 'Key' } } },
      Strange: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/x', TargetKeyId: value } },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: value,
          Path: value,
          AssumeRolePolicyDocument: trust,
          ManagedPolicyArns: [value],
          PermissionsBoundary: value,
          Policies: [{ PolicyName: value, PolicyDocument: { Statement: [own] } }],
        },
      },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: value,
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: value } },
            ],
          },
        },
      },
    },
  }
}

describe('the value of a parameter with NoEcho', () => {
  test.each(Object.entries(made))('is in no output: %s', async (_, value) => {
    expect(leaksIn(await outputsOf(templateWith(value)), [secret, account])).toEqual([])
  })

  test('is in no output where it is given', async () => {
    const given = new Map([['Secret', `${secret}given`]])
    const template = templateWith({ 'Fn::Sub': 'role${Secret}' })
    expect(leaksIn(await outputsOf(template, undefined, given), [`${secret}given`])).toEqual([])
  })

  test('would be found if it were told', async () => {
    const told = await outputsOf(templateWith('arn:aws:iam::111122223333:role/otherWord'))
    expect(leaksIn(told, ['otherWord']).length).toBeGreaterThan(5)
  })
})
