import type { Step, Via } from '../../model/access.ts'
import type { Identity } from '../../model/identity.ts'
import { showPrincipal, type Principal } from '../../model/principal.ts'
import { isUnknown } from '../../model/unknown.ts'
import type { Terms } from './terms.ts'

/** Somebody who may be able to become an identity; how is worked out only where it matters. */
export interface Approach {
  readonly via: Via
  readonly principal: Principal
  /** The address of the role or user, where the input declares it. */
  readonly address?: string
  readonly links: () => readonly Link[]
}

/** A way to become an identity, as far as it is decided before the call. */
export interface Link extends Terms {
  /** From the one who starts. */
  readonly steps: readonly [Step, ...Step[]]
}

/** How people call it: by its ARN, or its address as long as the ARN is not told. */
export function called(principal: Principal, address: string | undefined): string {
  const hidden = 'arn' in principal && principal.arn.some(isUnknown)
  return hidden && address !== undefined ? address : showPrincipal(principal)
}

/** How people call a role or user. */
export function calledIdentity({ kind, arn, account, address }: Identity): string {
  return called({ kind, arn, account }, address)
}
