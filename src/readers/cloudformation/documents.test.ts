import { describe, expect, test } from 'vitest'
import { showText } from '../../model/text.ts'
import { documentOf } from './documents.ts'
import { readingOf } from './test-stack.ts'

const template = {
  Parameters: { Open: { Type: 'String' }, Told: { Type: 'String', Default: 'told' } },
  Conditions: { IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'yes'] } },
}

const nothing = { Ref: 'AWS::NoValue' }

describe('policies as JSON text', () => {
  test('with Sub in them', () => {
    const KeyPolicy = {
      'Fn::Sub': '{"Statement":[{"Effect":"Allow","Action":"kms:${Open}","Resource":"${Told}"}]}',
    }
    const reading = readingOf({
      ...template,
      Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } } },
    })
    const [key] = reading.declared
    const [only] = (key && documentOf(key, 'KeyPolicy').document?.statements) ?? []
    expect(only?.actions?.items.map(({ text }) => showText(text))).toEqual(['kms:${Open}'])
    expect(only?.resources?.items.map(({ text }) => showText(text))).toEqual(['told'])
  })
})

const policyOf = (Action: unknown, rest: object = {}) => {
  const KeyPolicy = { Statement: [{ Effect: 'Allow', Action, Resource: '*' }], ...rest }
  const [key] = readingOf({
    ...template,
    Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } } },
  }).declared
  return key && documentOf(key, 'KeyPolicy').document
}
const actions = (document: ReturnType<typeof policyOf>) =>
  document?.statements.map(one => {
    const words = (one.actions?.items ?? []).map(({ text }) => showText(text)).join(' ')
    return one.conditionHoles.length > 0
      ? `${words} if ${one.conditionHoles.map(({ name }) => name).join()}`
      : words
  })

describe('policies with undecided parts', () => {
  test('what a statement lists both ways is certain', () => {
    expect(actions(policyOf(['kms:A', { 'Fn::If': ['IsOpen', 'kms:B', nothing] }]))).toEqual([
      'kms:A',
      'kms:A kms:B if IsOpen',
      'kms:A if IsOpen',
    ])
  })

  test('a version that is open is not the first one', () => {
    const document = policyOf('kms:A', { Version: { 'Fn::If': ['IsOpen', '2012-10-17', '2008-10-17'] } })
    expect(document?.version).toBe('2008-10-17')
    expect(document?.statements.length).toBe(1)
  })
})
