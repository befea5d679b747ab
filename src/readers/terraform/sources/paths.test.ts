import { expect, test } from 'vitest'
import { joined, shownPath, wayFrom } from './paths.ts'
import { filesOf } from './test-files.ts'

test.each([
  ['', 'main.tf', 'main.tf'],
  ['a/b', '../c', 'a/c'],
  ['a', './b/./c/', 'a/b/c'],
  ['a', '..', ''],
  ['a', '../..', undefined],
  ['', '..', undefined],
  ['', 'a/../../b', undefined],
  ['a', '/b', undefined],
  ['a', '~/b', undefined],
  ['', '..a', '..a'],
])('%s joined with %s is %s', (folder, path, expected) => {
  expect(joined(folder, path)).toBe(expected)
})

test.each([
  ['', '', '.'],
  ['', 'a/b', 'a/b'],
  ['a/b', 'a/c', '../c'],
  ['a/b', '', '../..'],
  ['live/prod', 'modules', '../../modules'],
])('the way from %s to %s is %s', (folder, other, expected) => {
  expect(wayFrom(folder, other)).toBe(expected)
})

test.each([
  ['.', '', '.'],
  ['.', 'a.tf', 'a.tf'],
  ['infra', '', 'infra'],
  ['infra', 'a.tf', 'infra/a.tf'],
  ['/', 'a.tf', '/a.tf'],
  ['../..', 'a.tf', '../../a.tf'],
])('in %s, %s is shown as %s', (shown, path, expected) => {
  expect(shownPath(filesOf({}, shown), path)).toBe(expected)
})
