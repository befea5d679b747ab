import type { Tri } from '../../model/tri.ts'
import type { Declared } from './declared.ts'
import type { StackReading } from './reading.ts'
import { treeAt, type Tree } from './syntax/tree.ts'

/**
 * Whether a template names a key besides its alias: in another resource, or in an output, exported or not. Who names its
 * alias names the key.
 */
export function referencesIn({ declared, stack }: StackReading): (key: Declared) => Tri {
  const found = new Set<string>()
  for (const { id, type, declaration } of declared) {
    const own = new Set<string>()
    const { properties } = declaration
    if (type !== aliasType) collect(properties, own)
    else collect(treeAt(properties, 'AliasName'), own)
    own.delete(id)
    for (const name of own) found.add(name)
  }
  for (const output of stack.template.outputs.values()) collect(output, found)
  const aliases = declared.filter(({ type, id }) => type === aliasType && found.has(id))
  for (const alias of aliases) collect(treeAt(alias.declaration.properties, 'TargetKeyId'), found)
  return ({ id }) => (found.has(id) ? 'yes' : 'no')
}

const aliasType = 'AWS::KMS::Alias'

/** Adds the logical ids that a tree names: by `Ref`, `Fn::GetAtt` and in `Fn::Sub`. */
function collect(tree: Tree | undefined, found: Set<string>): void {
  const open = [tree]
  while (open.length > 0) {
    const next = open.pop()
    if (next?.kind === 'list') for (const item of next.items) open.push(item)
    if (next?.kind !== 'map') continue
    for (const [name, { value }] of next.entries) {
      open.push(value)
      for (const id of idsIn(name, value)) found.add(id)
    }
  }
}

function idsIn(name: string, value: Tree): readonly string[] {
  const [first] = value.kind === 'list' ? value.items : [value]
  const text = first?.kind === 'scalar' ? first.text : ''
  switch (name) {
    case 'Ref':
      return [text]
    case 'Fn::GetAtt':
      return [text.split('.')[0] ?? text]
    case 'Fn::Sub':
      return [...text.matchAll(/\$\{([A-Za-z0-9]{1,255})[.}]/g)].flatMap(([, id]) => id ?? [])
    default:
      return []
  }
}
