import type { DeclaredAccount } from '../model/inventory.ts'

/** One input as bytes. Readers never open files themselves. */
export interface Input {
  /** As the user named it; `-` for standard input. */
  readonly path: string
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** What readers are told besides the input. */
export interface ReadOptions {
  /** The account that a flag or the configuration gives for a provider configuration (`aws`, `aws.replica`). */
  readonly accountFor: (provider: string) => DeclaredAccount | undefined
}
