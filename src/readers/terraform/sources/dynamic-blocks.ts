import type { Attribute, Block, Body } from '../../../hcl/syntax.ts'
import { plainText } from './literals.ts'

/** The types of the blocks that a body makes with `dynamic`. */
export function dynamicTypes({ attributes, blocks }: Body): ReadonlySet<string> {
  return new Set([
    ...blocks.flatMap(block => (block.type === 'dynamic' ? [madeType(block)] : [])),
    ...attributes.flatMap(namesIn),
  ])
}

/** The type of the blocks that a block stands for. */
export function madeType({ type, labels }: Block): string {
  return type === 'dynamic' ? (labels[0] ?? '') : type
}

/** In the JSON syntax, `"dynamic": {"statement": {…}}` is an argument. */
export function isDynamic({ name, value }: Attribute): boolean {
  return name === 'dynamic' && value.kind === 'object'
}

function namesIn({ name, value }: Attribute): readonly string[] {
  if (name !== 'dynamic' || value.kind !== 'object') return []
  return value.members.flatMap(({ key }) => plainText(key) ?? [])
}
