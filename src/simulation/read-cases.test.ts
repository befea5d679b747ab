import { describe, expect, test } from 'vitest'
import { readCases } from './read-cases.ts'

const request = { principal: 'arn:aws:iam::111122223333:user/Alice', action: 'kms:Decrypt', resource: '*' }

function summary(source: string): readonly string[] {
  return readCases(source).map(read => (read.kind === 'case' ? read.case.id : `${read.where}: ${read.says}`))
}

describe('cases', () => {
  test.each([
    ['an object', JSON.stringify({ id: 'one', ...request }), ['one']],
    ['an array', JSON.stringify([{ id: 'one', ...request }, request]), ['one', 'case 2']],
    [
      'JSON Lines',
      `${JSON.stringify({ id: 'one', ...request })}\n\n${JSON.stringify(request)}\n`,
      ['one', 'line 3'],
    ],
  ])('in %s', (_, source, expected) => {
    expect(summary(source)).toEqual(expected)
  })

  test.each([
    ['an empty file', '', 'the file: it is empty'],
    ['no object', '[1]', 'case 1: a case is a JSON object'],
    ['no action', JSON.stringify({ ...request, action: undefined }), 'case 1: `action` is missing'],
    [
      'a number for an action',
      JSON.stringify({ id: 'x', ...request, action: 1 }),
      'x: `action` is no string',
    ],
    [
      'nobody',
      JSON.stringify({ ...request, principal: 'Alice' }),
      'case 1: `principal`: `Alice` is no caller',
    ],
    [
      'another expectation',
      JSON.stringify({ ...request, expect: 'pass' }),
      'case 1: `expect` is neither `allow`, `deny` nor `unknown`',
    ],
    [
      'a policy that is none',
      JSON.stringify({ ...request, keyPolicy: 'x' }),
      'case 1: `keyPolicy` is no policy document',
    ],
    [
      'a misspelt member, which would be left out in silence',
      JSON.stringify({ ...request, keypolicy: {} }),
      'case 1: `keypolicy` is no member of a case; `keyPolicy` is',
    ],
    [
      'a context that is a list',
      JSON.stringify({ ...request, context: [] }),
      'case 1: `context` is no object of condition keys',
    ],
  ])('%s is a mistake', (_, source, expected) => {
    expect(summary(source)).toEqual([expected])
  })

  test('a mistake on one line does not hide the others', () => {
    const [first, second] = summary(`{"id": \n${JSON.stringify({ id: 'two', ...request })}`)
    expect(first).toMatch(/^line 1: it is not JSON/)
    expect(second).toBe('two')
  })
})
