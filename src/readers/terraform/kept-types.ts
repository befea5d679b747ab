import { keptTypes } from './plan.ts'

/**
 * A kept type in quotes, or letters in disguise: Terraform escapes none, but a plan that does could hide a type.
 * One expression over a copy is three times as fast as `indexOf` on the bytes, which stumbles over each quote.
 */
const sign = new RegExp(`"(?:${[...keptTypes].join('|')})"|\\\\u00[567]`)

/**
 * Whether a resource can be of a type that is kept, told from its bytes, since parsing all resources of a large
 * plan takes several times as long. A yes can be wrong, a no cannot.
 */
export function mayBeKept(bytes: Buffer): boolean {
  return sign.test(bytes.toString('latin1'))
}
