import type { ManagedPolicies } from '../policy/managed-policies.ts'
import type { ReadBesides } from './terraform/inventory.ts'
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
  /** Loads what reads identities, grants and uses: many plans have none, and a start is most of the time of a small one. */
  readonly besidesKeys: () => Promise<(managed: ManagedPolicies) => ReadBesides>
}
