import { describe, expect, test } from 'vitest'
import { expansionOf, resourcesOf } from './test-expansion.ts'

const Resources = { Key: { Type: 'AWS::KMS::Key' } }
const cure = 'hand over the processed template (`aws cloudformation get-template --template-stage Processed`)'

describe('macros that make something which only AWS knows are told', () => {
  test.each([
    ['Own', `line 1: the macro \`Own\` may change anything in this template when it is deployed: ${cure}`],
    [
      { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/key' } },
      `line 1: \`AWS::Include\` puts a part of another file into this template, and what it puts there is not judged: ${cure}`,
    ],
    [
      ['AWS::LanguageExtensions', 'AWS::ServiceCatalog'],
      `line 1: \`AWS::ServiceCatalog\` puts outputs of other products into this template, and they are not known here: ${cure}`,
    ],
    [
      { 'Fn::Sub': 'x' },
      `line 1: a macro whose name is not told may change anything in this template: ${cure}`,
    ],
  ])('%j', (Transform, note) => {
    expect(expansionOf({ Transform, Resources })).toMatchObject({ notes: [note], complete: false })
  })
})

describe('macros that have nothing to do with keys are not', () => {
  test.each(['AWS::LanguageExtensions', 'AWS::CodeDeployBlueGreen', 'AWS::SecretsManager-2024-09-16'])(
    '%s',
    Transform => {
      expect(expansionOf({ Transform, Resources })).toMatchObject({ notes: [], complete: true })
    },
  )
})

test('functions that rotate secrets are made by a macro', () => {
  const Properties = { HostedRotationLambda: { RotationType: 'MySQLSingleUser' } }
  const Rotation = { Type: 'AWS::SecretsManager::RotationSchedule', Properties }
  const expansion = expansionOf({ Transform: 'AWS::SecretsManager-2020-07-23', Resources: { Rotation } })
  expect(expansion).toMatchObject({
    notes: [
      'line 1: the functions that rotate secrets, and their roles, are made when it is deployed and are not judged',
    ],
    complete: false,
  })
})

describe('Fn::Transform', () => {
  const call = { Name: 'Own', Parameters: {} }

  test('among the resources may make any', () => {
    const expansion = expansionOf({ Resources: { ...Resources, 'Fn::Transform': call } })
    expect(Object.keys(resourcesOf(expansion))).toEqual(['Key'])
    expect(expansion).toMatchObject({
      notes: [
        `line 1: the macro \`Own\` may change the resources of this template when it is deployed: ${cure}`,
      ],
      complete: false,
    })
  })

  test('beside other things may change them', () => {
    const Properties = { Description: 'x', 'Fn::Transform': call }
    expect(expansionOf({ Resources: { Key: { Type: 'AWS::KMS::Key', Properties } } })).toMatchObject({
      notes: [`line 1: a macro may change \`Key\` when it is deployed: ${cure}`],
      complete: false,
    })
  })

  test('alone in a value is a hole for who evaluates it', () => {
    const Properties = { Description: { 'Fn::Transform': call } }
    expect(expansionOf({ Resources: { Key: { Type: 'AWS::KMS::Key', Properties } } }).complete).toBe(true)
  })
})
