import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sharedPath } from '../../../shared-data.ts'
import { readTree } from './read-tree.ts'
import { told } from './test-trees.ts'
import { entriesOf, itemsOf, type Place, type Tree } from './tree.ts'

const folder = sharedPath('templates')
const files = readdirSync(folder ?? '.', { recursive: true, encoding: 'utf8' }).filter(name =>
  /\.(?:json|ya?ml)$/.test(name),
)

/** What stands at a place does not look as it has to. */
function strangers(lines: readonly string[], tree: Tree): string[] {
  const at = ({ line, column }: Place): string => (lines[line - 1] ?? '').slice(column - 1)
  const own = looksRight(tree, at(tree.place)) ? [] : [`${tree.kind}: ${at(tree.place)}`]
  const inner = [...itemsOf(tree), ...entriesOf(tree).map(([, { value }]) => value)]
  const names = entriesOf(tree).flatMap(([name, { place }]) => {
    const written = at(place)
    const isNamed = [name, `"${name}"`, `'${name}'`].some(way => written.startsWith(way))
    return isNamed || isShortForm(name, written) ? [] : [`${name}: ${written}`]
  })
  return [...own, ...names, ...inner.flatMap(value => strangers(lines, value))]
}

function isShortForm(name: string, written: string): boolean {
  return written.startsWith(`!${name.replace(/^Fn::/, '')}`)
}

function looksRight(tree: Tree, written: string): boolean {
  switch (tree.kind) {
    case 'null':
      // What is not written at all stands behind its name, or at it.
      return true
    case 'scalar': {
      const [word = ''] = tree.text.split(/[ \n]/)
      return written.startsWith(tree.isPlain ? word : '"') || /^['|>]/.test(written)
    }
    case 'list':
      return /^[-[]/.test(written)
    case 'map':
      return written !== ''
  }
}

test.skipIf(folder === undefined)('genuine templates are read, each value at its place', async () => {
  expect(files.length).toBeGreaterThan(100)
  for (const file of files) {
    const text = readFileSync(join(folder ?? '', file), 'utf8')
    const tree = await readTree(text, file)
    expect([file, strangers(text.split('\n'), tree)]).toEqual([file, []])
    expect([file, tree.place.endLine]).toEqual([file, lastLine(text)])
  }
})

test.skipIf(folder === undefined)('genuine templates in JSON are what JSON.parse makes of them', async () => {
  for (const file of files.filter(name => name.endsWith('.json'))) {
    const text = readFileSync(join(folder ?? '', file), 'utf8')
    expect(plain(told(await readTree(text, file)))).toEqual(plain(JSON.parse(text)))
  }
})

/** Comments at the end are no part of a template. */
function lastLine(text: string): number {
  return text.split('\n').findLastIndex(line => !/^\s*(?:#.*)?$/.test(line)) + 1
}

/** Numbers and truth values as text, however they are written. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
  return typeof value === 'string' ? value.replace(/^=/, '') : JSON.stringify(value)
}
