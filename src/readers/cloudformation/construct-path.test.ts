import { describe, expect, test } from 'vitest'
import { constructPath, templateKind } from './construct-path.ts'
import { stackOf } from './test-stack.ts'

function declared(metadata: object) {
  const { template } = stackOf({ Resources: { Key: { Type: 'AWS::KMS::Key', Metadata: metadata } } })
  const key = template.resources.get('Key')
  if (key === undefined) throw new Error('no key')
  return key
}

test.each([
  [{ 'aws:cdk:path': 'App/Key/Resource' }, 'App/Key'],
  [{ 'aws:cdk:path': 'App/Key/Default' }, 'App/Key'],
  [{ 'aws:cdk:path': 'App/Role/DefaultPolicy/Resource' }, 'App/Role/DefaultPolicy'],
  [{ 'aws:cdk:path': { Ref: 'x' } }, undefined],
  [{}, undefined],
])('%j is the construct %s', (metadata, path) => {
  expect(constructPath(declared(metadata))).toBe(path)
})

describe('a template is', () => {
  const Key = { Type: 'AWS::KMS::Key' }

  test.each([
    ['plain', { Resources: { Key } }],
    ['sam', { Transform: 'AWS::Serverless-2016-10-31', Resources: { Key } }],
    ['cdk', { Resources: { Key: { ...Key, Metadata: { 'aws:cdk:path': 'App/Key/Resource' } } } }],
    ['cdk', { Parameters: { BootstrapVersion: { Type: 'String' } }, Resources: { Key } }],
    ['cdk', { Resources: { CDKMetadata: { Type: 'AWS::CDK::Metadata' } } }],
  ])('%s', (kind, template) => {
    expect(templateKind(stackOf(template).template)).toBe(kind)
  })
})
