import type { Block, Body, Expression } from '../../../hcl/syntax.ts'
import { plainText } from './literals.ts'

/**
 * The `removed` blocks of a file by what they take out of the configuration: `aws_kms_key.old`, `module.app`
 * (https://developer.hashicorp.com/terraform/language/block/removed). They are all that is left of it in the sources.
 */
export function removedIn(body: Body): readonly (readonly [string, Block])[] {
  return body.blocks.flatMap(block => {
    const from = block.body.attributes.find(({ name }) => name === 'from')?.value
    const address = block.type === 'removed' && from !== undefined ? addressOf(from) : ''
    return address === '' ? [] : [[address, block] as const]
  })
}

/** A reference without indexes: `removed` takes none. In JSON it is a string. */
function addressOf(expression: Expression): string {
  const names: string[] = []
  let rest = expression
  while (rest.kind === 'attribute') {
    names.push(rest.name)
    rest = rest.source
  }
  if (rest.kind === 'root') return [...names, rest.name].toReversed().join('.')
  return names.length === 0 ? (plainText(rest) ?? '') : ''
}
