import { describe, expect, test } from 'vitest'
import type { Evaluated } from './evaluated.ts'
import { placeFinder } from './place-finder.ts'
import { facts, source } from './test-place-plan.ts'
import { blocksIn, evaluatedText, textAt } from './test-sources.ts'

function shown(
  address: string,
  pointer: string,
  evaluated: Evaluated = evaluatedText(source),
): string | undefined {
  const place = placeFinder(evaluated, facts)({ file: 'plan.json', address, pointer })
  return place === undefined ? undefined : textAt(place.at)
}

describe('a place in a resource is', () => {
  test.each([
    ['aws_kms_key.k', '', 'resource "aws_kms_key" "k"'],
    ['aws_kms_key.k', '/enable_key_rotation', 'false'],
    ['aws_kms_key.k', '/is_enabled', 'resource "aws_kms_key" "k"'],
    ['aws_kms_key.plain', '/policy/Statement/0', 'resource "aws_kms_key" "plain"'],
    ['aws_kms_key.none', '/policy', 'policy = ""'],
    ['aws_kms_key.none', '/policy/Statement/0', 'policy = ""'],
    ['aws_kms_grant.g', '/grantee_principal', '"arn:aws:iam::444455556666:root"'],
    ['aws_kms_grant.g', '/operations/0', '"Encrypt"'],
    ['aws_kms_grant.g', '/constraints/0/encryption_context_equals', '{ a = "b" }'],
    ['aws_kms_key.gone', '/policy', undefined],
  ])('%s %s: %s', (address, pointer, text) => {
    expect(shown(address, pointer)).toBe(text)
  })
})

describe('a place in a policy, which the plan holds in an order of its own, is', () => {
  test.each([
    ['/policy', '{'],
    ['/policy/Statement', '['],
    ['/policy/Statement/0/Sid', '"Root"'],
    ['/policy/Statement/0/Principal/AWS', '"arn:aws:iam::111122223333:root"'],
    ['/policy/Statement/1/Principal/AWS/0', '"arn:aws:iam::444455556666:role/a"'],
    ['/policy/Statement/1/Principal/AWS/1', '"arn:aws:iam::444455556666:role/z"'],
    ['/policy/Statement/1/Principal/AWS/2', 'aws_iam_role.app.arn'],
    ['/policy/Statement/1/Action/0', '"kms:Decrypt"'],
    ['/policy/Statement/1/Condition/StringLike/kms:ViaService/0', '"s3.*"'],
    ['/policy/Statement/1/Condition/Bool', '{'],
    ['/policy/Statement/2/Principal', '"*"'],
    ['/policy/Statement/2/Action/0', '"kms:ScheduleKeyDeletion"'],
    ['/policy/Statement/2/Resource', '"*"'],
  ])('%s: %s', (pointer, text) => {
    expect(shown('aws_kms_key.k', pointer)).toBe(text)
  })

  test('the statement that is written alone', () => {
    expect(shown('aws_kms_key.heredoc', '/policy/Statement/0/Principal/AWS')).toBe('"${var.who}"')
    expect(shown('aws_kms_key.heredoc', '/policy/Statement/0/Action')).toBe('"kms:*"')
  })

  test('the block of a set that has its name', () => {
    const byName: Evaluated = {
      ...evaluatedText(source),
      documentOf: (address, pointer) =>
        evaluatedText(source).documentOf(
          address,
          pointer.replace(/\d/, index => String(1 - Number(index))),
        ),
    }
    expect(shown('aws_iam_role.r', '/inline_policy/0/policy/Statement/Action', byName)).toBe('"kms:*"')
    expect(shown('aws_iam_role.r', '/inline_policy/1/policy/Statement/Action', byName)).toBe('"s3:*"')
    const withoutDocuments: Evaluated = { ...byName, documentOf: () => undefined }
    expect(shown('aws_iam_role.r', '/inline_policy/0/policy/Statement', withoutDocuments)).toContain('kms:*')
  })

  test('the blocks of a document that is read during apply', () => {
    const address = 'data.aws_iam_policy_document.d'
    expect(shown(address, '/statement/1')).toBe('statement {')
    expect(shown(address, '/statement/1/actions/0')).toBe('"kms:Decrypt"')
    expect(shown(address, '/statement/1/principals/0/identifiers/0')).toBe('"*"')
    expect(shown(address, '/statement/0')).toBe('data "aws_iam_policy_document" "d"')
  })
})

describe('where the document is not to be had', () => {
  const alone: Evaluated = { ...evaluatedText(source), documentOf: () => undefined }

  test('the argument is shown', () => {
    expect(shown('aws_kms_key.k', '/policy/Statement/0', alone)).toBe('policy = jsonencode({')
    expect(shown('aws_kms_key.shifted', '/policy/Statement/0', alone)).toBe('policy = var.policy')
  })

  test('the innermost call of its modules is shown, where nothing of the resource is there', () => {
    const [outer, inner] = ['main.tf', 'a/main.tf'].map(
      path => blocksIn('module "m" {\n  source = "./a"\n}\n', path)[0],
    )
    if (outer === undefined || inner === undefined) throw new Error('no calls')
    const find = placeFinder({ ...evaluatedText('', 'm.tf', [inner, outer]) }, facts)
    const place = find({ file: 'plan.json', address: 'module.m.module.m.aws_kms_key.k', pointer: '/policy' })
    expect(place?.at.file.path).toBe('a/main.tf')
    expect(place?.through).toEqual([{ block: outer, depth: 1 }])
  })

  test('nothing is shown of another input', () => {
    expect(placeFinder(alone, facts)({ file: 'other.json', address: 'aws_kms_key.k', pointer: '' })).toBe(
      undefined,
    )
  })
})

test('a value that is written elsewhere leads through its resource and the calls', () => {
  const [call] = blocksIn('module "m" {\n  rotate = false\n}\n', 'main.tf')
  const elsewhere = evaluatedText('locals {\n  rotate = false\n}\n', 'locals.tf')
  const [locals] = blocksIn('locals {\n  rotate = false\n}\n', 'locals.tf')
  const [rotate] = locals?.body.attributes ?? []
  if (call === undefined || rotate === undefined) throw new Error('no source')
  const evaluated: Evaluated = {
    ...evaluatedText(source, 'm/main.tf', [call]),
    argumentOf: () => ({ kind: 'boolean', value: false, from: rotate.value.at }),
    documentOf: elsewhere.documentOf,
  }
  const place = placeFinder(
    evaluated,
    facts,
  )({ file: 'plan.json', address: 'aws_kms_key.k', pointer: '/enable_key_rotation' })
  expect(place?.at.file.path).toBe('locals.tf')
  expect(place?.through.map(({ block: { header }, depth }) => [header.file.path, depth])).toEqual([
    ['m/main.tf', undefined],
    ['main.tf', 1],
  ])
})
