import { describe, expect, test } from 'vitest'
import { targetOf } from './paths.ts'

describe('a path in a context', () => {
  test.each([
    ['infra/context.yaml', 'account.json', 'infra/account.json'],
    ['context.yaml', './snapshots//account.json', 'snapshots/account.json'],
    ['/srv/context.yaml', 'a/../b.json', '/srv/b.json'],
    ['C:\\infra\\context.yaml', 'a\\b.json', 'C:\\infra\\a/b.json'],
    ['-', 'account.json', 'account.json'],
  ])('in %s, %s is %s', (file, written, path) => {
    expect(targetOf(file, written, 'refuse')).toEqual({ path })
  })

  test.each([
    '..',
    '../a',
    'a/../../b',
    'a\\..\\..\\b',
    '/etc/passwd',
    '\\\\host\\share',
    'C:\\x',
    '~/x',
    'a\0',
    '.',
    '',
  ])('may not be %j', written => {
    expect(targetOf('infra/context.yaml', written, 'refuse')).toHaveProperty('message')
  })

  test('may be absolute where the user allows it', () => {
    expect(targetOf('infra/context.yaml', '/srv/account.json', 'read')).toEqual({ path: '/srv/account.json' })
    expect(targetOf('infra/context.yaml', '~/account.json', 'read')).toHaveProperty('message')
    expect(targetOf('infra/context.yaml', '../account.json', 'read')).toHaveProperty('message')
  })
})
