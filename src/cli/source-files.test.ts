import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sourceFilesAt } from './source-files.ts'
import { folderWith } from './trial.ts'

const outer = folderWith({
  'secret.tf': 'outside',
  'infra/main.tf': 'text',
  'infra/bom.tf': '\uFEFFtext',
  'infra/modules/key/main.tf': 'key',
  'infra/modules/key/policy.json': '{}',
})
const infra = join(outer, 'infra')
const files = sourceFilesAt(infra, 'infra')

describe('what lies in the directory', () => {
  test('is listed by folder, files only', () => {
    expect(files.list('modules/key')).toEqual(['main.tf', 'policy.json'])
    expect(files.list('modules')).toEqual([])
    expect(files.list('main.tf')).toBeUndefined()
    expect(files.list('missing')).toBeUndefined()
    expect(files.shown).toBe('infra')
  })

  test('is read, without a byte-order mark', () => {
    expect(files.read('main.tf')).toBe('text')
    expect(files.read('bom.tf')).toBe('text')
    expect(files.read('./modules/../modules/key/main.tf')).toBe('key')
  })

  test('is read once: what changes meanwhile is not seen', () => {
    const folder = folderWith({ 'a.tf': 'before' })
    const own = sourceFilesAt(folder, '.')
    expect([own.read('a.tf'), own.list('')]).toEqual(['before', ['a.tf']])
    writeFileSync(join(folder, 'a.tf'), 'after')
    writeFileSync(join(folder, 'b.tf'), 'after')
    expect([own.read('a.tf'), own.list('')]).toEqual(['before', ['a.tf']])
  })

  test('links inside of it lead there', () => {
    symlinkSync('modules/key', join(infra, 'link'))
    symlinkSync('main.tf', join(infra, 'linked.tf'))
    expect(files.read('link/main.tf')).toBe('key')
    expect(files.read('linked.tf')).toBe('text')
    expect(sourceFilesAt(infra, '.').list('')).toContain('linked.tf')
  })
})

describe('what leads out of it is absent', () => {
  symlinkSync('../secret.tf', join(infra, 'out.tf'))
  symlinkSync(outer, join(infra, 'up'))
  symlinkSync('/', join(infra, 'everything'))
  symlinkSync('up/secret.tf', join(infra, 'twice.tf'))

  test.each([
    '../secret.tf',
    'modules/../../secret.tf',
    './../secret.tf',
    'out.tf',
    'up/secret.tf',
    'twice.tf',
    'up/infra/../secret.tf',
    join(outer, 'secret.tf'),
    join(infra, 'main.tf'),
    'everything/etc/passwd',
    '/etc/passwd',
    '~/.ssh/id_rsa',
  ])('%s', path => {
    expect(files.read(path)).toBeUndefined()
  })

  test.each(['..', 'up', 'everything/etc', '/', outer])('folder %s', path => {
    expect(files.list(path)).toBeUndefined()
  })

  test('a directory whose name begins with that of the source directory is another one', () => {
    mkdirSync(join(outer, 'infra-other'))
    writeFileSync(join(outer, 'infra-other/main.tf'), 'other')
    symlinkSync('../infra-other', join(infra, 'sibling'))
    expect(files.read('sibling/main.tf')).toBeUndefined()
    expect(files.list('../infra-other')).toBeUndefined()
  })

  test('a name that only begins with dots lies inside', () => {
    writeFileSync(join(infra, '..main.tf'), 'dots')
    expect(files.read('..main.tf')).toBe('dots')
  })
})

describe('what is no text of a sensible size is absent', () => {
  test.each([
    ['a directory', () => mkdirSync(join(infra, 'folder.tf')), 'folder.tf'],
    ['a pipe', () => execFileSync('mkfifo', [join(infra, 'pipe.tf')]), 'pipe.tf'],
    ['a link to a device', () => symlinkSync('/dev/zero', join(infra, 'zero.tf')), 'zero.tf'],
    ['a link to itself', () => symlinkSync('self.tf', join(infra, 'self.tf')), 'self.tf'],
    ['a link to nothing', () => symlinkSync('nothing', join(infra, 'none.tf')), 'none.tf'],
    ['not UTF-8', () => writeFileSync(join(infra, 'latin.tf'), Buffer.from([0x61, 0xe9, 0x62])), 'latin.tf'],
    [
      'larger than 4 MiB',
      () => writeFileSync(join(infra, 'large.tf'), 'x'.repeat(4 * 1024 * 1024 + 1)),
      'large.tf',
    ],
    ['without a name', () => undefined, ''],
    ['with a zero in its name', () => undefined, 'main.tf\0.json'],
    ['with a very long name', () => undefined, 'x'.repeat(5000)],
    ['with a long name', () => undefined, 'x'.repeat(300)],
    ['below a file', () => undefined, 'main.tf/x'],
  ])('%s', (_, prepare, path) => {
    prepare()
    expect(files.read(path)).toBeUndefined()
  })

  test('exactly 4 MiB is read', () => {
    writeFileSync(join(infra, 'full.tf'), 'x'.repeat(4 * 1024 * 1024))
    expect(files.read('full.tf')).toHaveLength(4 * 1024 * 1024)
  })

  test.skipIf(process.getuid?.() === 0)('what may not be read', () => {
    writeFileSync(join(infra, 'locked.tf'), 'x')
    chmodSync(join(infra, 'locked.tf'), 0)
    expect(files.read('locked.tf')).toBeUndefined()
  })

  test('all of them together: 64 MiB, then no more', () => {
    const folder = folderWith({ 'a0.tf': 'x'.repeat(4 * 1024 * 1024), 'small.tf': 'y' })
    for (let index = 1; index < 17; index += 1) linkSync(join(folder, 'a0.tf'), join(folder, `a${index}.tf`))
    const own = sourceFilesAt(folder, '.')
    const found = Array.from({ length: 17 }, (_, index) => own.read(`a${index}.tf`) !== undefined)
    expect(found.indexOf(false)).toBe(16)
    expect(own.read('small.tf')).toBeUndefined()
    expect(own.read('a0.tf')).toBeDefined()
  })
})

test('a directory that is not there, or is gone, has nothing', () => {
  const gone = folderWith({ 'main.tf': 'text' })
  const own = sourceFilesAt(gone, '.')
  rmSync(gone, { recursive: true })
  expect([own.list(''), own.read('main.tf')]).toEqual([undefined, undefined])
})

test('ten thousand files, and folders that link to each other, are read in moderate time', () => {
  const folder = folderWith({ 'modules/a/main.tf': 'a' })
  symlinkSync('..', join(folder, 'modules/loop'))
  for (let index = 0; index < 10_000; index += 1)
    writeFileSync(join(folder, `f${index}.tf`), `x = ${index}\n`)
  const own = sourceFilesAt(folder, '.')
  const names = own.list('') ?? []
  expect(names).toHaveLength(10_000)
  expect(names.filter(name => own.read(name) === undefined)).toEqual([])
  expect(own.read(`${'modules/loop/'.repeat(30)}modules/a/main.tf`)).toBe('a')
  const paths = Array.from({ length: 12_000 }, (_, index) => `no/${index}.tf`)
  expect(paths.filter(path => own.read(path) !== undefined)).toEqual([])
  // All looks are used up; what is known stays known.
  expect(own.read('modules/a/main.tf')).toBeUndefined()
  expect(own.read('f1.tf')).toBe('x = 1\n')
})
