import { globSync } from 'tinyglobby'
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What the files of each folder of src/ may import from the others. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  policy: ['model'],
  yaml: ['model', 'types of generated'],
  hcl: ['model'],
  readers: ['model', 'policy', 'yaml', 'hcl', 'generated'],
  access: ['model', 'policy'],
  change: ['model', 'policy', 'access'],
  worlds: ['model', 'policy', 'readers', 'access', 'change'],
  rules: ['model', 'policy', 'access', 'change'],
  report: ['model', 'policy', 'yaml', 'access', 'change', 'rules', 'generated'],
  reporters: ['model', 'types of report'],
  'rule-pages': ['model', 'rules', 'report'],
  simulation: ['model', 'policy', 'access', 'reporters'],
  examples: ['model', 'policy', 'readers', 'access', 'change', 'rules', 'report'],
}
const core = Object.keys(mayImport)

/** The modules of Node that reach out of the process; only the command line and the Action may. */
const outside =
  /^node:(?:fs|path|os|process|child_process|net|tls|dns|http|https|http2|dgram|worker_threads|cluster|tty|readline|module|vm)(?:\/|$)/

const files = globSync('{src,policies}/**/*.ts', { cwd: root, ignore: ['src/generated/**'] }).toSorted()

interface Import {
  readonly from: string
  readonly onlyTypes: boolean
}

function importsOf(file: string): readonly Import[] {
  const source = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  const found = source.matchAll(
    /(?:^|\n)\s*(import|export)(\s+type)?\b[^'"`]*?from\s+'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g,
  )
  return [...found].map(match => ({ from: match[3] ?? match[4] ?? '', onlyTypes: match[2] !== undefined }))
}

function resolved(file: string, { from }: Import): string {
  return relative(root, join(root, dirname(file), from))
}

/** What the package and the Action load, and the examples: the rest are tests and what only they use. */
function reached(entries: readonly string[]): readonly string[] {
  const found = new Set(entries)
  for (const file of found) {
    for (const imported of importsOf(file)) {
      const target = resolved(file, imported)
      if (imported.from.startsWith('.') && files.includes(target)) found.add(target)
    }
  }
  return [...found].toSorted()
}

const isTest = (file: string): boolean => file.endsWith('.test.ts')
const examples = files.filter(file => file.startsWith('src/examples/') && !isTest(file))
const shipped = reached([
  'src/cli/main.ts',
  'src/action.ts',
  'src/index.ts',
  'policies/index.ts',
  ...examples,
])

/** `src/access/graph.ts` is of layer `access`; `src/check.ts` of none. */
function layerOf(file: string): string {
  const [top = '', folder = '', ...rest] = file.split('/')
  if (top === 'policies') return 'policies'
  return rest.length === 0 ? 'src' : folder
}

function forbidden(file: string, { from, onlyTypes }: Import): boolean {
  const layer = layerOf(file)
  if (['cli', 'action'].includes(layer) || file === 'src/action.ts') return false
  if (layer === 'policies')
    return !(from === 'keyplan' || (/^\.\.?\//.test(from) && /^policies\/[a-z-]+\.ts$/.test(file)))
  if (outside.test(from) || from === 'keyplan') return true
  if (!from.startsWith('.')) return false
  const imported = resolved(file, { from, onlyTypes })
  const target = layerOf(imported)
  if (layer === 'src') return !['src', ...core].includes(target) || imported === 'src/action.ts'
  if (target === layer || imported === 'src/version.ts') return false
  const allowed = mayImport[layer] ?? []
  return !allowed.includes(target) && !(onlyTypes && allowed.includes(`types of ${target}`))
}

describe('layers', () => {
  test('every folder of src/ has its place in the table', () => {
    const folders = new Set(shipped.map(layerOf))
    expect(
      [...folders].filter(layer => ![...core, 'cli', 'action', 'src', 'policies'].includes(layer)),
    ).toEqual([])
  })

  test.each(shipped)('%s imports only what its layer may', file => {
    expect(importsOf(file).filter(imported => forbidden(file, imported))).toEqual([])
  })

  test('nothing that is shipped is a test', () => {
    expect(shipped.filter(isTest)).toEqual([])
    expect(shipped.length).toBeGreaterThan(50)
  })

  test('a forbidden import would be noticed', () => {
    const value = { onlyTypes: false }
    expect(forbidden('src/model/key.ts', { from: '../policy/actions.ts', ...value })).toBe(true)
    expect(forbidden('src/readers/read.ts', { from: 'node:fs', ...value })).toBe(true)
    expect(forbidden('src/check.ts', { from: '../policies/index.ts', ...value })).toBe(true)
    expect(forbidden('src/check.ts', { from: './cli/run.ts', ...value })).toBe(true)
    expect(forbidden('policies/key/rotation.ts', { from: '../../src/rules/rule.ts', ...value })).toBe(true)
    expect(forbidden('src/reporters/text.ts', { from: '../report/settings.ts', ...value })).toBe(true)
    expect(forbidden('src/reporters/text.ts', { from: '../report/settings.ts', onlyTypes: true })).toBe(false)
  })
})

test('`keyplan` in a rule is the source, not a second copy from dist/', async () => {
  const [named, source] = await Promise.all([import('keyplan'), import('./index.ts')])
  expect(Object.is(named, source)).toBe(true)
})

test('no file is longer than 300 lines', () => {
  const written = [...files, ...globSync('{scripts,bench}/**/*.{mjs,cjs}', { cwd: root })]
  const long = written.filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 301)
  expect(long).toEqual([])
})
