import type { IdentityPolicy } from '../../model/identity.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { Unknown } from '../../model/unknown.ts'
import { unread } from '../../policy/read-policy.ts'

/** A group, and what an input gives it. */
export interface GivingGroup {
  /** For people: `group/staff`. */
  readonly says: string
  readonly at: SourceLocation
  readonly held: readonly { readonly form: 'inline' | 'attached'; readonly policy: IdentityPolicy }[]
  /** Whether it has nothing else. */
  readonly isAllTold: boolean
}

/** AWS attaches no more than 20 policies to a group; the limit keeps large groups from making many copies. */
const mostOfGroup = 100

/** What the members of a group have through it. */
export function policiesThrough(group: GivingGroup): readonly IdentityPolicy[] {
  const { says, at, isAllTold } = group
  const own = ownThrough(group)
  const unreadPolicies = (name: string): IdentityPolicy => ({
    name: `the policies of ${says}`,
    document: unread(at, { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }),
    sensitive: false,
    hangsOn: [],
  })
  if (own === undefined) return [unreadPolicies(`the many policies of ${says}`)]
  return isAllTold ? own : [...own, unreadPolicies(`the other policies of ${says}`)]
}

/** Those of them that the input gives the group; nothing where they are too many. */
export function ownThrough({ says, held }: GivingGroup): readonly IdentityPolicy[] | undefined {
  if (held.length > mostOfGroup) return undefined
  // Inline policies have the name of their group in their own.
  return held.map(({ form, policy }) =>
    form === 'inline' ? policy : { ...policy, name: `${policy.name} through ${says}` },
  )
}

/** The same policies for somebody who may not be a member. */
export function perhapsThrough(
  policies: readonly IdentityPolicy[],
  hangsOn: readonly Unknown[],
): readonly IdentityPolicy[] {
  if (hangsOn.length === 0) return policies
  return policies.map(policy => ({ ...policy, hangsOn: [...policy.hangsOn, ...hangsOn] }))
}
