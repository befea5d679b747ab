import { readJsonTree } from './json-tree.ts'
import { syntaxFault } from './syntax-fault.ts'
import type { MapTree, Tree } from './tree.ts'

/**
 * Reads a template in JSON or YAML. Whatever cannot be read is an `InputError` with the place of the fault. The
 * parser of YAML is loaded only for YAML.
 */
export async function readTree(input: string, file: string): Promise<MapTree> {
  const text = input.replace(/^\uFEFF/, '')
  const root = await treeOf(text, file)
  if (root.kind === 'map') return root
  const hint = 'hand over the whole template: an object with `Resources`'
  if (root.kind === 'null') throw syntaxFault({ file, ...root.place }, 'this template is empty', hint)
  throw syntaxFault({ file, ...root.place }, 'this is no template: its root is not an object', hint)
}

async function treeOf(text: string, file: string): Promise<Tree> {
  if (/^\s*\{/.test(text)) return readJsonTree(text, file)
  const { readYamlTree } = await import('./yaml-tree.ts')
  return readYamlTree(text, file)
}
