import { InputError } from '../../../model/input-error.ts'
import { readTree } from './read-tree.ts'
import type { Tree } from './tree.ts'

/** For tests only: a tree as plain values, without places; a value that is written without quotes begins with `=`. */
export function told(tree: Tree): unknown {
  switch (tree.kind) {
    case 'null':
      return null
    case 'scalar':
      return tree.isPlain ? `=${tree.text}` : tree.text
    case 'list':
      return tree.items.map(told)
    case 'map':
      return Object.fromEntries([...tree.entries].map(([name, { value }]) => [name, told(value)]))
  }
}

/** For tests only: how a text is refused, as `message at line:column`. */
export async function refusal(text: string): Promise<string> {
  try {
    await readTree(text, 'x.yaml')
    return 'taken'
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    const { line, column, hint } = error.place
    return hint === '' ? 'no hint' : `${error.message} at ${line}:${column}`
  }
}
