import type { Principal } from '../model/principal.ts'
import type { Unknown } from '../model/unknown.ts'

/** What a condition does to a class of callers. */
export type Effect =
  /** It holds for all of them. */
  | { readonly is: 'always' }
  /** It holds for none. */
  | { readonly is: 'never' }
  /** It is decided when the call is made. */
  | { readonly is: 'open' }
  /** It holds for these of them, and no others. */
  | { readonly is: 'narrows'; readonly to: readonly Principal[] }
  /** It is a fact already, and these holes hide it. */
  | { readonly is: 'unknown'; readonly hangsOn: readonly Unknown[] }

export const always: Effect = { is: 'always' }
export const never: Effect = { is: 'never' }
export const open: Effect = { is: 'open' }

/** Narrowed to nobody is never. */
export function narrows(to: readonly Principal[]): Effect {
  return to.length === 0 ? never : { is: 'narrows', to }
}
