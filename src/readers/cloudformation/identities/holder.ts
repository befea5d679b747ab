import type { Account } from '../../../model/account.ts'
import type { IdentityPolicy } from '../../../model/identity.ts'
import type { Holder as NamedHolder } from '../../../model/planned-changes.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { showText, type Text } from '../../../model/text.ts'
import { distinctUnknowns, type Unknown } from '../../../model/unknown.ts'
import type { Declared } from '../declared.ts'

/** What policies hang on. */
export type HolderKind = NamedHolder['kind']

/** A role, user or group; one without a resource is only named by what is attached to it. */
export interface Holder {
  readonly kind: HolderKind
  readonly address: string
  readonly at: SourceLocation
  readonly account: Account
  /** Absent where CloudFormation makes one up, or where nothing tells it. */
  readonly name?: string
  /** How somebody who stands elsewhere is named, as far as it is told. */
  readonly named?: Text
  readonly resource?: Declared
  held: Held[]
}

/** A policy and how it hangs on its holder. */
export interface Held {
  readonly form: 'inline' | 'attached'
  /** Equal for the same policy: the name of an inline one, the logical id or ARN of another, else where it stands. */
  readonly id: string
  readonly policy: IdentityPolicy
}

/** For people: `role/App`, or the logical id while the name is not known. */
export function showHolder({ kind, name, named, address }: Holder): string {
  const shown = name ?? (named && showText(named))
  return shown === undefined ? address : `${kind}/${shown}`
}

/** Puts more things between a policy and its holder that may keep them apart. */
export function hanging({ policy, ...held }: Held, hangsOn: readonly Unknown[]): Held {
  return { ...held, policy: hangingPolicy(policy, hangsOn) }
}

/** The same for what is told of a policy. */
export function hangingPolicy(policy: IdentityPolicy, hangsOn: readonly Unknown[]): IdentityPolicy {
  if (hangsOn.length === 0) return policy
  return { ...policy, hangsOn: distinctUnknowns([...policy.hangsOn, ...hangsOn]) }
}

/** What hides whether somebody is there at all. */
export function existence({ resource }: Holder): readonly Unknown[] {
  return resource?.hangsOn ?? []
}
