import type { Account } from '../../model/account.ts'
import type { Holder } from '../../model/planned-changes.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { someAccount } from '../snapshot/slot-ids.ts'

/** Whether an input settles something; a hole where it is not told. */
export type Decision = boolean | Unknown

/** What an input decides about slots, while it is gathered. */
export type Decisions = Map<string, Decision>

/** Notes a decision. What is certain counts before what is not, and that before what leaves things as they are. */
export function decide(decisions: Decisions, id: string, decision: Decision): void {
  const known = decisions.get(id)
  if (known === undefined || known === false || decision === true) decisions.set(id, decision)
}

/** Somebody by name, and the hole that hides the account. */
export interface Named {
  readonly holder: Holder
  readonly hole?: Unknown
}

/** A role, user or group as others can name it. */
export function named(kind: Holder['kind'], account: Account, name: string): Named {
  return isUnknown(account)
    ? { holder: { kind, account: someAccount, name }, hole: account }
    : { holder: { kind, account, name } }
}

/** A decision about somebody whose account may not be known. */
export function perhaps({ hole }: Pick<Named, 'hole'>, decision: Decision): Decision {
  return decision === true && hole !== undefined ? hole : decision
}
