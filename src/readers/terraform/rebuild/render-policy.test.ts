import { expect, test } from 'vitest'
import { binary } from './operators.ts'
import { encodingFunctions } from './functions/encoding.ts'
import { stringFunctions } from './functions/strings.ts'
import { collectionFunctions } from './functions/collections.ts'
import type { FunctionTable } from './functions/table.ts'
import { policyText } from './render-policy.ts'
import { documentFrom } from './test-literals.ts'
import { memberOf, plain } from './test-values.ts'
import { listValue, namedHole, nullValue, stringValue, type Value } from './value.ts'

const list = namedHole('list', 'known-after-apply')
const document = documentFrom('statement { actions = ["a", "b"] }')
const text = policyText(document)
const functions: FunctionTable = { ...stringFunctions, ...encodingFunctions, ...collectionFunctions }

function call(name: string, ...args: readonly Value[]): Value {
  return functions[name]?.(args) ?? nullValue
}

test.each([
  ['length', [text]],
  ['sha256', [text]],
  ['base64encode', [text]],
  ['upper', [text]],
  ['substr', [text, { kind: 'number', value: 0 }, { kind: 'number', value: 2 }]],
  ['replace', [text, stringValue('a'), stringValue('b')]],
] as const)(
  '%s of the text of a document is not known: jsonencode would write it in other words',
  (name, args) => {
    expect(call(name, ...args)).toMatchObject({ kind: expect.stringMatching(/hole|string/) })
    expect(plain(call(name, ...args))).toEqual(expect.stringContaining('?'))
  },
)

test('it may or may not be equal to what jsonencode writes', () => {
  const written = call('jsonencode', document)
  expect(binary('==', text, written)).toMatchObject({ kind: 'hole' })
})

test('it is equal to itself', () => {
  expect(binary('==', text, policyText(document))).toMatchObject({ kind: 'boolean', value: true })
})

test('what it is JSON of can be read again', () => {
  expect(plain(call('jsondecode', text))).toEqual(plain(document))
})

test('a list in it of which not even the length is known is a hole for expressions', () => {
  const open = documentFrom('dynamic "statement" {\nfor_each = list\ncontent {}\n}\nstatement {}', { list })
  expect(memberOf(open, 'Statement')).toMatchObject({ kind: 'list' })
  expect(memberOf(call('jsondecode', policyText(open)), 'Statement')).toMatchObject({ kind: 'hole' })
})

test('it can be a source of another document', () => {
  const merged = documentFrom('source_policy_documents = all', { all: listValue('tuple', [text]) })
  expect(plain(merged)).toEqual(plain(document))
})
