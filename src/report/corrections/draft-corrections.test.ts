import { parse as parseYaml } from 'yaml'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ExampleAttributes, ExampleValue } from '../../rules/example.ts'
import { hole, text } from '../../rules/example.ts'
import { statementOf } from '../../rules/fake-world.ts'
import { draftCorrection } from './draft-corrections.ts'
import { hclStatement } from './hcl.ts'
import { templateJson, templateYaml } from './template.ts'

const at = { file: 'stack', address: 'aws_kms_key.app', pointer: '/policy/Statement/1' }
const statement = { ...statementOf({ Action: 'kms:Decrypt' }), at, sid: 'App' }

const write: ExampleAttributes = {
  Sid: 'App',
  Effect: 'Allow',
  Principal: { AWS: [hole('aws_iam_role.app.arn'), text('arn:aws:iam::', hole('var.partner'), ':role/App')] },
  Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
  Resource: '*',
  Condition: { StringLike: { 'aws:PrincipalTag/team': '${aws:username}-%{x}' } },
}

function corrected(kind: 'terraform-plan' | 'cloudformation-template', written: ExampleAttributes) {
  return draftCorrection({ kind: 'statement', instead: statement, write: [written] }, kind)
}

describe('a statement', () => {
  test('is written as jsonencode takes it, and as a block of a document', () => {
    const drafted = corrected('terraform-plan', write)
    expect(drafted?.says).toBe('write instead of statement "App"')
    expect(drafted?.text).toBe(`{
  Sid = "App"
  Effect = "Allow"
  Principal = {
    AWS = [aws_iam_role.app.arn, "arn:aws:iam::\${var.partner}:role/App"]
  }
  Action = ["kms:Decrypt", "kms:GenerateDataKey"]
  Resource = "*"
  Condition = {
    StringLike = {
      "aws:PrincipalTag/team" = "$\${aws:username}-%%{x}"
    }
  }
},`)
    expect(drafted?.asBlocks).toBe(`statement {
  sid = "App"
  effect = "Allow"
  principals {
    type        = "AWS"
    identifiers = [aws_iam_role.app.arn, "arn:aws:iam::\${var.partner}:role/App"]
  }
  actions = ["kms:Decrypt", "kms:GenerateDataKey"]
  resources = ["*"]
  condition {
    test     = "StringLike"
    variable = "aws:PrincipalTag/team"
    values   = ["&{aws:username}-%%{x}"]
  }
}`)
  })

  test('is an item of a list in a template', () => {
    const inTemplate = {
      ...write,
      Principal: { AWS: [hole('AppRole.Arn'), text('arn:aws:iam::', hole('Partner'), ':role/App')] },
    }
    expect(corrected('cloudformation-template', inTemplate)?.text).toBe(`- Sid: App
  Effect: Allow
  Principal:
    AWS:
      - !GetAtt AppRole.Arn
      - !Sub 'arn:aws:iam::\${Partner}:role/App'
  Action:
    - kms:Decrypt
    - kms:GenerateDataKey
  Resource: '*'
  Condition:
    StringLike:
      'aws:PrincipalTag/team': '\${aws:username}-%{x}'`)
    expect(JSON.parse(templateJson(inTemplate))).toMatchObject({
      Principal: {
        AWS: [{ 'Fn::GetAtt': ['AppRole', 'Arn'] }, { 'Fn::Sub': 'arn:aws:iam::${Partner}:role/App' }],
      },
    })
  })

  test('with a hole that has no name to write is not written', () => {
    expect(corrected('terraform-plan', { ...write, Action: hole('known after apply') })).toBeUndefined()
    expect(corrected('cloudformation-template', { ...write, Action: hole('the export x') })).toBeUndefined()
  })
})

test('what goes is said in words', () => {
  const gone = draftCorrection({ kind: 'statement', instead: statement, write: [] }, 'terraform-plan')
  expect(gone).toMatchObject({ says: 'take statement "App" away', text: '' })
})

test('an attribute has the name of its language', () => {
  const on = { kind: 'attribute', at, name: 'enable_key_rotation', value: true } as const
  expect(draftCorrection(on, 'terraform-plan')?.text).toBe('enable_key_rotation = true')
  expect(draftCorrection(on, 'cloudformation-template')?.text).toBe('EnableKeyRotation: true')
  expect(draftCorrection({ ...on, name: 'multi_region' }, 'cloudformation-template')).toBeUndefined()
})

const word = fc.oneof(
  fc.constantFrom(
    'kms:*',
    '*',
    'yes',
    'null',
    '012345678901',
    "it's",
    '- x',
    'a: b',
    '#',
    'é',
    '${aws:username}',
  ),
  fc.string({ minLength: 1 }),
)
const value: fc.Arbitrary<ExampleValue> = fc.oneof(word, fc.array(word, { minLength: 1 }), fc.boolean())
const attributes = fc.dictionary(word, fc.oneof(value, fc.dictionary(word, value, { minKeys: 1 })), {
  minKeys: 1,
})

test('YAML says what JSON says, whatever the texts', () => {
  fc.assert(
    fc.property(attributes, written => {
      expect(parseYaml(templateYaml(written), { version: '1.1' })).toEqual([
        JSON.parse(templateJson(written)),
      ])
    }),
  )
})

test('a block has every condition and principal of its own', () => {
  const both = {
    Principal: { Service: 'logs.us-west-2.amazonaws.com', AWS: '*' },
    Condition: { StringEquals: { a: '1', b: '2' } },
  }
  expect(hclStatement(both).match(/principals \{|condition \{/g)).toHaveLength(4)
})
