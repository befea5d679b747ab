import type { Principal } from '../model/principal.ts'
import type { Listed, NamedPrincipal } from '../model/statement.ts'
import { anyOf, opposite, type Tri } from '../model/tri.ts'

/** How a statement names a caller: the form decides what else has to allow the call. */
export type Form = 'account' | 'role' | 'user' | 'session' | 'everyone' | 'service' | 'provider'

/** In which form one principal of a statement names a caller, and whether it does. */
export type FormOf = (named: Principal) => readonly [Form, Tri]

/** What decides, beside its names, whether a Deny spares a caller. */
export interface Spared {
  /** Whether it has a permissions boundary. */
  readonly bounded: Tri
  /** It is a session, or a role, which calls by its sessions. */
  readonly bySession: boolean
}

/** Whether one of the principals names a caller. */
export function isListed({ items }: Listed<NamedPrincipal>, formOf: FormOf): Tri {
  return anyOf(items.map(({ principal }) => formOf(principal)[1]))
}

/** Whether a Deny's principals cover a caller. */
export function isCovered(
  listed: Listed<NamedPrincipal> | undefined,
  formOf: FormOf,
  { bounded, bySession }: Spared,
): Tri {
  if (listed === undefined) return 'no'
  const named = isListed(listed, formOf)
  if (!listed.negated) return named
  // A principal with a permissions boundary is denied even where it is listed.
  if (bounded === 'yes') return 'yes'
  if (named !== 'yes') return opposite(named)
  return bounded === 'no' && (!bySession || isListedInFull(listed, formOf)) ? 'no' : 'unknown'
}

/** A session is exempt for certain only when its account, its role and itself are listed (IAM User Guide, "NotPrincipal"). */
function isListedInFull({ items }: Listed<NamedPrincipal>, formOf: FormOf): boolean {
  const forms = new Set(
    items.flatMap(({ principal }) => {
      const [form, names] = formOf(principal)
      return names === 'yes' ? [form] : []
    }),
  )
  return forms.has('everyone') || (forms.has('account') && forms.has('role') && forms.has('session'))
}
