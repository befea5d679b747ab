import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { hostileText } from './hostile-report.ts'
import { code, link, prose, proseLines } from './markdown.ts'

test('what stands in backticks is code', () => {
  expect(prose('set `a_b = 1` now')).toBe('set <code>a_b = 1</code> now')
})

test('an odd backtick is a character', () => {
  expect(prose('a ` b')).toBe('a &#96; b')
})

test('mentions, issues and addresses are no links', () => {
  expect(prose('@octocat #1')).toBe('<span>@</span>octocat <span>#</span>1')
  expect(prose('https://a.example WWW.a.example')).toBe(
    'https:<span>/</span>/a.example WWW<span>.</span>a.example',
  )
})

test('a statement keeps its lines and their indentation', () => {
  expect(proseLines('a:\n  b')).toBe('a:<br>&nbsp;&nbsp;b')
})

test('only an address of the web becomes a link', () => {
  expect(link('KMS001', 'https://docs.example/a(b)?c=1&d=2')).toBe(
    '[KMS001](https://docs.example/a%28b%29?c=1&amp;d=2)',
  )
  expect(link('KMS001', 'javascript:alert(1)')).toBe('KMS001')
  expect(link('KMS001', 'docs/rules/rotation.md')).toBe('KMS001')
})

test('no text holds a mark of its own', () => {
  const own = /<span>[@#/.]<\/span>|<\/?(?:code|br)>|&#\d+;|&nbsp;/g
  fc.assert(
    fc.property(hostileText, text => {
      for (const written of [prose(text), proseLines(text), code(text)]) {
        expect(written.replace(own, ' ')).not.toMatch(
          /[|`<>[\]\\@#*~$\n]|(?<![A-Za-z\d])_|_(?![A-Za-z\d])|:\/\/|www\./i,
        )
      }
    }),
  )
})
