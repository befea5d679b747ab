import { describe, expect, test } from 'vitest'
import { stringValue, type Value } from '../value.ts'
import { call, hole, result, text, type Argument } from './test-calls.ts'

const long = 'a'.repeat(400_000)
const manyLines = 'x\n'.repeat(100_000)
const lines: Value = text(...Array.from({ length: 50_000 }, () => 'line\n'))
const broken: Value = text(
  ...Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? 'ab' : hole(`h${index}`))),
)
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 8 }, (_, index) => {
    const [name, before] = ['bcdefghi'[index], 'abcdefgh'[index]]
    return `${name}: &${name} [${`*${before},`.repeat(9)}*${before}]`
  }),
].join('\n')

/** What would be too long or take too long is a hole that says so. */
describe('hostile arguments make no endless results', () => {
  test.for<readonly [called: string, ...args: readonly Argument[]]>([
    ['format', '%99999999d', 1],
    ['format', '%.99999999f', 1],
    ['format', '%9999s'.repeat(200), ...Array.from({ length: 200 }, () => 'a')],
    ['indent', 1_000_000, manyLines],
    ['replace', long, 'a', 'aaa'],
    ['replace', long, '', 'aa'],
    ['replace', long, '/a/', 'aaa'],
    ['replace', long, '/(a*)/', '$1$1$1'],
    ['replace', 'a'.repeat(20_000), '/a/', '$9'.repeat(2_000)],
    ['join', long, ['', '', '', '']],
    ['split', '', long],
    ['regexall', '', long],
    ['regexall', '(?:a+b|a)', long],
    ['regex', '(?:a?){500}'.repeat(100), long],
    ['yamldecode', bomb],
    ['yamldecode', '['.repeat(5_000) + ']'.repeat(5_000)],
    ['csvdecode', 'a,b\n' + '1,2\n'.repeat(100_000)],
    ['yamlencode', Array.from({ length: 100_001 }, () => 1)],
  ])('%s', ([called, ...args]) => {
    expect(call(called, ...args)).toMatchObject({ kind: 'hole', reason: 'unsupported-function' })
  })
})

/** Each of these takes far less than a second; with a step that is quadratic it would not end. */
describe('long arguments are dealt with', () => {
  test.for<readonly [called: string, ...args: readonly Argument[]]>([
    ['split', '\n', lines],
    ['replace', lines, '\n', ' '],
    ['regexall', '^.', manyLines],
    ['regex', '(x+x+)+y', 'x'.repeat(20_000)],
    ['regex', '(a|aa)+$', `${'a'.repeat(20_000)}b`],
    ['trimspace', text(' '.repeat(500_000), 'x')],
    ['trim', long, 'a'],
    ['title', long],
    ['upper', long],
    ['strrev', 'é'.repeat(100_000)],
    ['substr', 'é'.repeat(100_000), 50_000, 10],
    ['replace', broken, 'ba', 'c'],
    ['split', 'x'.repeat(200), broken],
    ['startswith', broken, broken],
    ['parseint', '9'.repeat(500_000), 10],
    ['csvdecode', `a\n"${'""'.repeat(200_000)}"\n`],
    ['csvdecode', `a\n"${'x'.repeat(400_000)}`],
    ['csvdecode', `a\n${'"x",'.repeat(200_000)}`],
    ['base64decode', 'A'.repeat(400_000)],
    ['jsondecode', stringValue('['.repeat(100_000))],
    ['yamldecode', `- a\n`.repeat(20_000)],
    ['sha512', long],
  ])('%s', ([called, ...args]) => {
    expect(() => result(called, ...args)).not.toThrow()
  })
})
