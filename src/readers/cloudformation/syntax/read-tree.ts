import { readJsonTree } from './json-tree.ts'
import { syntaxFault } from './syntax-fault.ts'
import type { MapTree, Tree } from './tree.ts'

/**
 * CloudFormation takes at most 1 MB. What tools have yet to shrink (comments, indentation) may be larger.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const longest = 20 * 1024 * 1024

/**
 * Reads a template in JSON or YAML. Whatever cannot be read is an `InputError` with the place of the fault. The
 * parser of YAML is loaded only for YAML.
 */
export async function readTree(input: string, file: string): Promise<MapTree> {
  const start = { file, line: 1, column: 1 }
  const text = input.replace(/^\uFEFF/, '')
  if (text.length > longest)
    throw syntaxFault(
      start,
      'this file is larger than 20 MB',
      'CloudFormation takes templates of at most 1 MB: split it into nested stacks',
    )
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
