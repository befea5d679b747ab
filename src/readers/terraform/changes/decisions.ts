import type { Account } from '../../../model/account.ts'
import type { Holder as NamedHolder } from '../../../model/planned-changes.ts'
import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import { holderOf } from '../../snapshot/arns.ts'
import { someAccount } from '../../snapshot/slot-ids.ts'
import type { Holder } from '../holder.ts'
import { word } from '../json-value.ts'
import { attribute, isHole } from '../values.ts'

/** Whether a plan settles something; a hole where it is not told. */
export type Decision = boolean | Unknown

/** What a plan decides about slots, while it is gathered. */
export type Decisions = Map<string, Decision>

/** Notes a decision. What is certain counts before what is not, and that before what leaves things as they are. */
export function decide(decisions: Decisions, id: string, decision: Decision): void {
  const known = decisions.get(id)
  if (known === undefined || known === false || decision === true) decisions.set(id, decision)
}

/** Somebody by name, and the hole that hides the account. */
export interface Named {
  readonly holder: NamedHolder
  readonly hole?: Unknown
}

/** A role, user or group as others can name it. */
export function named(kind: NamedHolder['kind'], account: Account, name: string): Named {
  return isUnknown(account)
    ? { holder: { kind, account: someAccount, name }, hole: account }
    : { holder: { kind, account, name } }
}

/** The same for a holder of the plan; nothing while its name is not known. */
export function nameOf({ kind, account, name, instance }: Holder): Named | undefined {
  if (name !== undefined) return named(kind, account, name)
  const arn = instance === undefined ? undefined : attribute(instance.values, 'arn')
  const holder = arn === undefined || isHole(arn) ? undefined : holderOf(word(arn.json) ?? '')
  return holder?.kind === kind ? { holder } : undefined
}

/** A decision about somebody whose account may not be known. */
export function perhaps({ hole }: Pick<Named, 'hole'>, decision: Decision): Decision {
  return decision === true && hole !== undefined ? hole : decision
}
