import type { InputError } from '../../model/input-error.ts'
import type { Input } from '../input.ts'
import type { Existing } from '../snapshot/snapshot.ts'

/** What the user tells about the world that a plan is applied to; `joinInventories` puts the plan on top. */
export interface Context extends Existing {
  readonly path: string
  /** The user's own accounts, with the names that reports show. */
  readonly accounts: ReadonlyMap<string, string | undefined>
  /** `o-…` */
  readonly organization?: string
  /** What the reader of a report must know about it, in sentences. */
  readonly notes: readonly string[]
}

/** Either what a context file says, or everything that is wrong with it and with the files that it names. */
export type ReadContext =
  | { readonly kind: 'context'; readonly context: Context }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly [InputError, ...InputError[]] }

/** How the files that a context names are opened. Readers never open files themselves. */
export interface ContextFiles {
  /**
   * The file at a path, which is joined with the folder of the context file and has no `..` in it. What cannot be
   * opened, or is a link that leads out of that folder, is an input that throws an `InputError` when it is read.
   */
  readonly open: (path: string) => Input
  /** Whether an absolute path may stand in a context: only where the user himself wrote it. */
  readonly absolutePaths: 'read' | 'refuse'
}
