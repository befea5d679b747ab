import type { Circumstances, Inclusion } from './circumstances.ts'
import { isPlainlyIncluded, spelledAlike } from './spelled.ts'
import { compared } from './compared.ts'

export type { Circumstances, Inclusion } from './circumstances.ts'

/**
 * Whether every request that meets one meets some of the others. `yes` and `no` are certain; `unknown` is what holes
 * decide, what AWS does not document, keys that hang together in a way that cannot be told, and what would take too long.
 */
export function isIncluded(one: Circumstances, others: readonly Circumstances[]): Inclusion {
  const [first, ...rest] = spelledAlike([one, ...others])
  if (first === undefined) return { is: 'unknown' }
  // Nearly all accesses did not change: most comparisons end here.
  if (rest.some(other => isPlainlyIncluded(first, other))) return { is: 'yes' }
  return compared(first, rest)
}
