import { expect, test } from 'vitest'
import { physicalLocation, sarifUri } from './sarif-location.ts'

test.each([
  ['modules/kms/main.tf', 'modules/kms/main.tf'],
  ['./live/a b/100%.tf', 'live/a%20b/100%25.tf'],
  ['live\\kms\\main.tf', 'live/kms/main.tf'],
  ['../other/plan.json', '../other/plan.json'],
  ['a:b/c?d#e', 'a%3Ab/c%3Fd%23e'],
  ['/work space/plan.json', 'file:///work%20space/plan.json'],
  ['//host/plan.json', 'file:///host/plan.json'],
  ['C:\\plans\\plan.json', 'file:///C:/plans/plan.json'],
  ['half\uD800', 'half%EF%BF%BD'],
  ['', 'unknown'],
])('%j becomes %j', (file, uri) => {
  expect(sarifUri(file)).toBe(uri)
})

test('a place is one line, and the beginning of the file when the line is not known', () => {
  expect(physicalLocation({ file: 'a.tf', line: 7, endLine: 20, column: 3 }).region).toEqual({
    startLine: 7,
    startColumn: 3,
    endLine: 7,
    endColumn: 4,
  })
  expect(physicalLocation({ file: 'a.tf' }).region).toEqual({
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 1,
  })
})
