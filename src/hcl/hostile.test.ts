import { describe, expect, test } from 'vitest'
import { parseJsonConfiguration } from './json-syntax.ts'
import { parseConfiguration, parseExpression, parseTemplate } from './parse.ts'
import { references } from './references.ts'
import { HclError, type Body } from './syntax.ts'

// No step may be quadratic: at these sizes one would outlast the time that a test has.
const timeout = 10_000
const many = 100_000
const times = (text: string, count = many): string => text.repeat(count)
const lines = (line: (index: number) => string, count = many): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('')

/** What the parser says to a text that it refuses; `taken` for others. */
function answer(parse: (text: string) => unknown): (text: string) => string {
  return text => {
    try {
      parse(text)
      return 'taken'
    } catch (error) {
      if (error instanceof HclError) return error.message
      throw error
    }
  }
}

const path = 'x.tf'
const tooDeep = 'nested deeper than 200 levels'
const tooHigh = 'an expression of more than 1000 levels'

describe('refuses what is nested deeper than a person writes', { timeout }, () => {
  test.each([
    ['parentheses', times('(')],
    ['lists', times('[')],
    ['objects', times('{a=')],
    ['calls', times('f(')],
    ['templates', times('"${')],
    ['heredocs', times('<<A\n${')],
    ['indexes', times('a[')],
    ['negations', times('!')],
    ['signs', times('-')],
    ['conditionals', times('a?')],
    ['conditionals to the right', times('a?b:')],
    ['loops', times('[for a in ')],
    ['directives', `"${times('%{if a}')}${times('%{endif}')}"`],
  ])('%s', (_, text) => {
    expect(answer(whole => parseExpression({ path, text: whole }))(text)).toBe(tooDeep)
  })

  test.each([
    ['attributes', `a${times('.b')}`],
    ['indexes in a row', `a${times('[0]')}`],
    ['splats', `a${times('[*]')}`],
    ['sums', `a${times('+a')}`],
    ['mixed operators', `a${times('||a&&a==a<a+a*a')}`],
    ['chains in brackets', `${times('(', 150)}a${times(`${times('.a', 20)})`, 150)}`],
  ])('%s', (_, text) => {
    expect(answer(whole => parseExpression({ path, text: whole }))(text)).toBe(tooHigh)
  })

  test('blocks', () => {
    expect(answer(text => parseConfiguration({ path, text }))(times('a {\n'))).toBe(tooDeep)
  })

  test.each([times('['), times('{"a":')])('JSON', text => {
    expect(answer(whole => parseJsonConfiguration({ path, text: whole }))(text)).toBe(tooDeep)
  })

  test('what is larger than any configuration', () => {
    const text = times(' ', 8_000_001)
    expect(answer(whole => parseConfiguration({ path, text: whole }))(text)).toBe(
      'larger than 8000000 characters',
    )
    expect(answer(whole => parseJsonConfiguration({ path, text: whole }))(text)).toBe(
      'larger than 8000000 characters',
    )
  })
})

function size({ attributes, blocks }: Body): number {
  return attributes.length + blocks.length
}

describe('takes long texts in time', { timeout }, () => {
  test.each([
    ['arguments', lines(index => `a${index} = 1`)],
    ['blocks', times('a {}\n')],
    ['labels', `a ${times('b ')}{}\n`],
    ['a list', `a = [${times('1,')}]\n`],
    ['an object', `a = {${times('a=1,')}}\n`],
    ['a call', `a = f(${times('1,')})\n`],
    ['empty lines', times('\n')],
    ['comments', times('# a\n/* b */')],
    ['one comment', `#${times('#')}`],
    ['names', `${times('é')} = ${times('日')}\n`],
    ['escapes', `a = "${times('\\n\\u00e9')}"\n`],
    ['doubled signs', `a = "${times('$$')}${times('$${')}"\n`],
    ['interpolations', `a = "${times('${a}')}"\n`],
    ['directives', `a = "${times('%{if a}b%{endif}')}"\n`],
    ['a heredoc', `a = <<-A\n${times('  $ b %% $${c}\n')}A\n`],
    ['a heredoc of spaces', `a = <<-A\n${times(' ')}b${times(' ')}\n${times('\t')}\nA\n`],
    ['heredocs', lines(index => `a${index} = <<A\nb\nA`, many / 4)],
    ['strip markers', `a = "${times('   ${~ a ~}   ')}"\n`],
    [
      'space between strip markers',
      `a = "${times(' ')}b${times(' ')}\${~ a ~}${times(' ')}b${times(' ')}"\n`,
    ],
  ])('%s', (_, text) => {
    const body = parseConfiguration({ path, text })
    expect(size(body)).toBeLessThanOrEqual(many)
    for (const { value } of body.attributes) references(value)
  })

  test.each([
    ['signs', times('$%')],
    ['doubled signs', times('$$${')],
    ['lines', times('a $ \n')],
    ['carriage returns', times('\r')],
    ['an interpolation a line', times('${a}\n')],
  ])('template files of %s', (_, text) => {
    expect(parseTemplate({ path, text }).kind).toBe('template')
  })

  test.each([
    ['members', `{"locals": {${lines(index => `"a${index}": 1,`)} "b": 1}}`],
    ['blocks', `{"locals": [${times('{},')}{}]}`],
    ['labels', `{"resource": {${times('"a": {"b": {}},')}"c": {"d": []}}}`],
    ['escapes', `{"locals": {"a": "${times('\\n\\u0024')}\${a}${times('\\\\')}"}}`],
    ['templates', `{"locals": {"a": [${times('"${a}",')}1]}}`],
  ])('JSON of %s', (_, text) => {
    expect(size(parseJsonConfiguration({ path, text }))).toBeGreaterThan(0)
  })

  test.each([
    ['comments without end', times('/*')],
    ['points', `a = 1${times('.')}`],
    ['numbers', `a = ${times('1.')}`],
    ['a number without end', `a = 1${times('e')}`],
    ['arguments again', times('a = 1\n')],
    ['a string without end', `a = "${times('\\')}`],
    ['a heredoc without end', `a = <<A\n${times('B\n')}`],
    ['heredoc signs', `a = ${times('<')}`],
    ['closing braces', times('}')],
  ])('and refuses %s in time', (_, text) => {
    expect(answer(whole => parseConfiguration({ path, text: whole }))(text)).not.toBe('taken')
  })
})
