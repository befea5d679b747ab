import type { Account } from './account.ts'
import type { SourceLocation } from './source-location.ts'
import type { PolicyDocument } from './statement.ts'
import type { Unknown } from './unknown.ts'

/** A service control policy (limits principals of accounts) or resource control policy (limits their resources). */
export interface OrganizationPolicy {
  readonly kind: 'scp' | 'rcp'
  /** For people, to begin a sentence: `service control policy "deny-decrypt"`. */
  readonly name: string
  readonly document: PolicyDocument
  readonly at: SourceLocation
  /** The accounts that it reaches; `every` one of those that the input speaks of; none: nothing attaches it yet. */
  readonly accounts: readonly Account[] | 'every'
  /** Accounts that it does not limit, though it reaches all: those that manage an organization (semantics L3, L4). */
  readonly spares?: readonly Account[]
  /** Holes that hide whether it reaches them; empty: it does. */
  readonly hangsOn: readonly Unknown[]
  /**
   * Policies of one level allow together, and each level must allow. Absent where AWS's full-access policy stands
   * beside it, so that only what it denies counts.
   */
  readonly level?: string
}

/** Whether anything attaches it: what nothing does is there to be judged as a text, and decides nothing. */
export function limitsSomebody({ accounts }: OrganizationPolicy): boolean {
  return accounts === 'every' || accounts.length > 0
}
