import { describe, expect, test } from 'vitest'
import { policyDocumentArguments } from './policy-document.ts'
import { readEntryContradiction } from './read-entry.ts'
import { bodyOf, evaluateLiterals, scopeWith } from './test-literals.ts'
import { entryOf } from './test-plan-entry.ts'
import { namedHole } from './value.ts'

const role = namedHole('role', 'known-after-apply', 'text')

/** What an entry of the plan with one statement contradicts in the arguments of a statement. */
function contradiction(written: string, statement: object, unknown: unknown = {}): string | undefined {
  const body = bodyOf(`statement {\n${written}\n}\n`)
  const entry = entryOf({ statement: [statement] }, { statement: [unknown] })
  return readEntryContradiction(policyDocumentArguments(body, evaluateLiterals, scopeWith({ role })), entry)
}

const principals = 'principals {\ntype = "AWS"\nidentifiers = ["a", role]\n}\n'

describe('agrees with the entry of a plan', () => {
  test.each<[string, string, object, unknown?]>([
    ['defaults', 'effect = "Allow"\nsid = ""', { effect: null, sid: null }],
    ['a default that the plan has', '', { effect: 'Allow', sid: '' }],
    ['sets in another order', 'actions = ["b", "a"]', { actions: ['a', 'b'] }],
    ['numbers and booleans', 'actions = [1, true]', { actions: ['1', 'true'] }],
    ['an empty list that the plan has not', 'not_actions = []', { not_actions: null }],
    ['an unknown element', 'actions = ["a", role]', { actions: ['a', null] }, { actions: [false, true] }],
    ['an element that is known to the plan only', 'actions = ["a", role]', { actions: ['a', 'b'] }],
    ['an unknown list', 'actions = ["a", "b"]', {}, { actions: true }],
    ['a text that fits', 'sid = "User${role}"', { sid: 'UserA' }],
    [
      'an unknown block',
      principals,
      { principals: [{ type: 'AWS', identifiers: ['a', null] }] },
      { principals: [{ identifiers: [false, true] }] },
    ],
    [
      'blocks in another order',
      `${principals}principals {\ntype = "Service"\nidentifiers = ["s"]\n}`,
      {
        principals: [
          { type: 'Service', identifiers: ['s'] },
          { type: 'AWS', identifiers: ['a', 'b'] },
        ],
      },
    ],
  ])('%s', (_, written, statement, unknown) => {
    expect(contradiction(written, statement, unknown)).toBeUndefined()
  })

  test('a document of which the plan knows no statement', () => {
    const written = policyDocumentArguments(bodyOf('statement {}'), evaluateLiterals, scopeWith())
    expect(readEntryContradiction(written, entryOf({}, { statement: true }))).toBeUndefined()
  })

  test('dynamic statements over what is not known', () => {
    const body = bodyOf('dynamic "statement" {\nfor_each = role\ncontent {}\n}')
    const written = policyDocumentArguments(body, evaluateLiterals, scopeWith({ role }))
    expect(readEntryContradiction(written, entryOf({ statement: [{}, {}] }, {}))).toBeUndefined()
  })
})

describe('contradicts the entry of a plan', () => {
  test.each<[string, string, object, string]>([
    ['another text', 'sid = "A"', { sid: 'B' }, '[0].sid'],
    ['a text that does not fit', 'sid = "User${role}"', { sid: 'Admin' }, '[0].sid'],
    ['another effect than the default', 'effect = "Deny"', { effect: null }, '[0].effect'],
    ['one element more in the sources', 'actions = ["a", "b"]', { actions: ['a'] }, '[0].actions'],
    ['one element more in the plan', 'actions = ["a"]', { actions: ['a', 'b'] }, '[0].actions'],
    ['an argument that only the plan has', '', { resources: ['*'] }, '[0].resources'],
    [
      'a block that only the plan has',
      '',
      { condition: [{ test: 'Bool', variable: 'k', values: ['v'] }] },
      '[0].condition',
    ],
    [
      'another identifier',
      principals,
      { principals: [{ type: 'AWS', identifiers: ['b', 'c'] }] },
      '[0].principals',
    ],
    [
      'values in another order',
      'condition {\ntest = "Bool"\nvariable = "k"\nvalues = ["a", "b"]\n}',
      { condition: [{ test: 'Bool', variable: 'k', values: ['b', 'a'] }] },
      '[0].condition',
    ],
  ])('%s', (_, written, statement, path) => {
    expect(contradiction(written, statement)).toBe(`\`statement${path}\` is another in the plan`)
  })

  test('in the number of statements', () => {
    const written = policyDocumentArguments(bodyOf('statement {}'), evaluateLiterals, scopeWith())
    expect(readEntryContradiction(written, entryOf({ statement: [{}, {}] }, {}))).toBe(
      '`statement` is another in the plan',
    )
  })

  test('in arguments of the document', () => {
    const written = policyDocumentArguments(bodyOf('version = "2008-10-17"'), evaluateLiterals, scopeWith())
    expect(readEntryContradiction(written, entryOf({ version: null }, {}))).toBe(
      '`version` is another in the plan',
    )
  })
})
