import type { Account } from '../../model/account.ts'
import type { IdentityPolicy } from '../../model/identity.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Unknown } from '../../model/unknown.ts'
import type { Instance } from './resources.ts'
import { hole } from './values.ts'

/** What policies hang on. */
export type HolderKind = 'role' | 'user' | 'group'

/** A role, user or group; one without an instance is only named by what is attached to it. */
export interface Holder {
  readonly kind: HolderKind
  readonly address: string
  readonly at: SourceLocation
  readonly provider: string
  readonly account: Account
  readonly name?: string
  readonly instance?: Instance
  held: Held[]
  /** Of which forms the plan writes all: what is not in `held` is taken away. */
  readonly exclusive: Set<Held['form']>
}

/** A policy and how it hangs on its holder. */
export interface Held {
  readonly form: 'inline' | 'attached'
  /** Equal for the same policy: the name of an inline one, the ARN or address of another. */
  readonly id: string
  /** Whether it is only reported by AWS, and no argument of the plan asks for it. */
  readonly isFound: boolean
  readonly policy: IdentityPolicy
}

/** Hangs policies on a holder: as many as a plan can name, which is more than a call takes arguments. */
export function give({ held }: Holder, policies: Iterable<Held>): void {
  for (const policy of policies) held.push(policy)
}

/** For people: `role/App`, or the address while the name is not known. */
export function showHolder({ kind, name, address }: Holder): string {
  return name === undefined ? address : `${kind}/${name}`
}

/** Puts one more thing between a policy and its holder that may keep them apart. */
export function hanging({ policy, ...held }: Held, hangsOn: readonly Unknown[]): Held {
  if (hangsOn.length === 0) return { policy, ...held }
  return { ...held, policy: { ...policy, hangsOn: [...policy.hangsOn, ...hangsOn] } }
}

/** A hole for what a resource concerns, where nothing tells it. */
export function looseHole({ at, address }: Instance, what: string): Unknown {
  return hole(at, `${what} of ${address}`)
}
