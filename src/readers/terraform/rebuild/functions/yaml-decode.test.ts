import { describe, expect, test } from 'vitest'
import { result } from './test-calls.ts'

describe('what two readers of YAML could read differently is left to Terraform', () => {
  test.each([
    ['a syntax error', 'a: b: c', 'Nested mappings'],
    ['a tag', 'a: !!str b', 'which has tags'],
    ['a tag of its own', 'a: !foo b', 'Unresolved tag'],
    ['a directive', '%YAML 1.1\n---\na', 'which has directives'],
    ['a tab', 'a:\tb', 'which has odd characters'],
    ['a line break of older YAML', 'a\u2028b', 'which has odd characters'],
    ['a question mark in brackets', '[a?b]', 'which has odd words'],
    ['an escaped slash', String.raw`"\/"`, 'which escapes a slash'],
    ['a quote that does not end', String.raw`"\"`, 'which does not close a quote'],
    ['a block without a last line break', 'a: |\n  b', 'which ends within a block'],
    ['a word in lines', 'a: b\n  *c\n', 'which goes on with an odd character'],
    ['a time', 'a: 2020-01-01T00:00:00Z', 'a time in YAML'],
    ['a large number', 'a: 123456789012345678', 'the number 123456789012345678'],
    ['a name that is none', '123456789012345678: a', 'which has a name'],
    ['an anchor of a name', '&a b: c', 'which has names with tags or anchors'],
    ['an anchor in itself', '- &a [&a b]', 'which has an anchor in itself'],
    ['a second document', '--- a\n--- b', 'Source contains multiple documents'],
  ])('%s', (_, source, expected) => {
    expect(JSON.stringify(result('yamldecode', source))).toContain(expected)
  })
})
