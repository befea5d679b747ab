import { describe, expect, test } from 'vitest'
import { readResources } from '../resources.ts'
import { changed, planOf } from '../test-plan.ts'
import type { Evaluated } from './evaluated.ts'
import { planFacts } from './plan-facts.ts'
import { evaluatedText } from './test-sources.ts'
import { touchedIn } from './touched.ts'

const role = 'arn:aws:iam::444455556666:role/app'
const root = { Sid: 'Root', Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' }
const use = {
  Sid: 'Use',
  Effect: 'Allow',
  Principal: { AWS: [role] },
  Action: ['kms:Decrypt'],
  Resource: '*',
}
const rotation = { enable_key_rotation: true }

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

function updated(address: string, before: object, after: object, unknown: object = {}): object {
  return changed(address, after, { actions: ['update'], before, after_unknown: unknown })
}

const wider = { ...use, Principal: { AWS: role }, Action: ['kms:Decrypt', 'kms:Encrypt'] }

const facts = planFacts(
  readResources(
    planOf({
      format_version: '1.2',
      resource_changes: [
        changed('aws_kms_key.new', { policy: policy(root) }),
        changed('aws_kms_key.anew', { policy: policy(root) }, { actions: ['delete', 'create'], before: {} }),
        changed(
          'aws_kms_key.kept',
          { policy: policy(root) },
          { actions: ['no-op'], before: { policy: policy(root) } },
        ),
        updated(
          'aws_kms_key.wider',
          { policy: policy(use, root), ...rotation, description: '' },
          { policy: policy(root, wider, { ...use, Sid: 'More' }), ...rotation, is_enabled: false },
        ),
        updated(
          'aws_kms_key.single',
          { policy: JSON.stringify({ Statement: root }) },
          { policy: policy(root) },
        ),
        updated('aws_kms_key.later', { policy: policy(root) }, {}, { policy: true }),
        updated(
          'aws_iam_role.r',
          {
            inline_policy: [
              { name: 'a', policy: policy(use) },
              { name: 'b', policy: policy(root) },
            ],
          },
          {
            inline_policy: [
              { name: 'b', policy: policy(root) },
              { name: 'a', policy: policy(wider) },
            ],
          },
        ),
        changed('data.aws_iam_policy_document.d', { statement: [{}] }, { actions: ['read'] }),
      ],
    }),
    'plan.json',
  ),
)

const source: Evaluated = evaluatedText(`
resource "aws_kms_key" "later" {
  policy = jsonencode({
    Statement = [
      { Sid = "Root", Effect = "Allow", Principal = { AWS = "*" }, Action = "kms:*", Resource = "*" },
      { Sid = "Use", Effect = "Allow", Principal = { AWS = aws_iam_role.r.arn }, Action = "kms:Decrypt", Resource = "*" },
    ]
  })
}
`)

function isTouched(address: string, pointer: string, evaluated = source): boolean {
  return touchedIn(evaluated, facts)({ file: 'plan.json', address, pointer })
}

describe('the change touches', () => {
  test.each([
    ['aws_kms_key.new', '/policy/Statement/0', true],
    ['aws_kms_key.new', '', true],
    ['aws_kms_key.anew', '/policy/Statement/0', true],
    ['aws_kms_key.kept', '/policy/Statement/0', false],
    ['aws_kms_key.kept', '', false],
    ['aws_kms_key.gone', '', false],
    ['aws_kms_key.wider', '', true],
    ['aws_kms_key.wider', '/enable_key_rotation', false],
    ['aws_kms_key.wider', '/description', false],
    ['aws_kms_key.wider', '/is_enabled', true],
    ['aws_kms_key.wider', '/policy', true],
    ['aws_kms_key.wider', '/policy/Version', true],
    ['aws_kms_key.wider', '/policy/Statement/0', false],
    ['aws_kms_key.wider', '/policy/Statement/0/Action', false],
    ['aws_kms_key.wider', '/policy/Statement/1', true],
    ['aws_kms_key.wider', '/policy/Statement/1/Principal/AWS', false],
    ['aws_kms_key.wider', '/policy/Statement/1/Action', true],
    ['aws_kms_key.wider', '/policy/Statement/1/Action/0', false],
    ['aws_kms_key.wider', '/policy/Statement/1/Action/1', true],
    ['aws_kms_key.wider', '/policy/Statement/1/Condition/Bool', true],
    ['aws_kms_key.wider', '/policy/Statement/2/Action/0', true],
    ['aws_kms_key.single', '/policy/Statement/0', false],
    ['aws_kms_key.later', '/policy/Statement/0', false],
    ['aws_kms_key.later', '/policy/Statement/1', true],
    ['aws_kms_key.later', '/policy', true],
    ['aws_iam_role.r', '/inline_policy/0/policy/Statement/0', false],
    ['aws_iam_role.r', '/inline_policy/1/policy/Statement/0', true],
    ['aws_iam_role.r', '/inline_policy/1/policy/Statement/0/Action/1', true],
    ['aws_iam_role.r', '/inline_policy/1/policy/Statement/0/Action/0', false],
    ['data.aws_iam_policy_document.d', '/statement/0', true],
  ])('%s %s: %s', (address, pointer, expected) => {
    expect(isTouched(address, pointer)).toBe(expected)
  })

  test('what is known after apply only, where no source tells it', () => {
    const nothing: Evaluated = { ...source, documentOf: () => undefined }
    expect(isTouched('aws_kms_key.later', '/policy/Statement/0', nothing)).toBe(true)
  })

  test('nothing of another input', () => {
    const touched = touchedIn(source, facts)
    expect(touched({ file: 'other.json', address: 'aws_kms_key.new', pointer: '' })).toBe(false)
  })
})
