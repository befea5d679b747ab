import type { Body, Expression } from '../../../hcl/syntax.ts'

/** The expression of an argument; nothing when it is not written. */
export function argumentOf(body: Body | undefined, name: string): Expression | undefined {
  return body?.attributes.find(attribute => attribute.name === name)?.value
}
