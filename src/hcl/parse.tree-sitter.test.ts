import { globSync } from 'tinyglobby'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Language, Parser, type Node } from 'web-tree-sitter'
import { sharedPath } from '../shared-data.ts'
import { parseConfiguration } from './parse.ts'
import type { Body } from './syntax.ts'

// A second opinion on places: another grammar, whose tree holds the offsets of everything.
const { resolve } = createRequire(import.meta.url)
await Parser.init()
const grammar = resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm')
const parser = new Parser().setLanguage(await Language.load(grammar))

const folders = [fileURLToPath(new URL('../../testdata', import.meta.url)), sharedPath('plans')]
const files = folders.flatMap(cwd =>
  cwd === undefined ? [] : globSync('**/*.tf', { cwd, absolute: true }).toSorted(),
)

/** `2-8 name`, of each argument and block. */
function placesIn(body: Body): readonly string[] {
  return [
    ...body.attributes.map(({ name, at }) => `${at.start}-${at.end} ${name}`),
    ...body.blocks.flatMap(block => [
      `${block.at.start}-${block.at.end} ${block.type}`,
      ...placesIn(block.body),
    ]),
  ]
}

function placesBelow(node: Node): readonly string[] {
  const own =
    node.type === 'attribute' || node.type === 'block'
      ? [`${node.startIndex}-${node.endIndex} ${node.firstChild?.text ?? ''}`]
      : []
  return [...own, ...node.namedChildren.flatMap(placesBelow)]
}

/** The grammar does not know numbers with exponents: others of their length stand in for them. */
function withoutExponents(text: string): string {
  return text.replaceAll(/\b\d[\d.]*[eE][+-]?\d+/g, number => '1'.repeat(number.length))
}

test('arguments and blocks of real files stand where tree-sitter has them', () => {
  let places = 0
  for (const path of files) {
    const text = readFileSync(path, 'utf8')
    const tree = parser.parse(withoutExponents(text))
    if (tree === null) throw new Error(`${path} was not parsed`)
    const own = placesIn(parseConfiguration({ path, text }))
    const other = placesBelow(tree.rootNode)
    expect([path, tree.rootNode.hasError, own.toSorted()]).toEqual([path, false, other.toSorted()])
    places += own.length
    tree.delete()
  }
  console.log(`HCL: ${places} arguments and blocks of ${files.length} files, all where tree-sitter has them`)
  expect(places).toBeGreaterThan(100)
})
