import type { KeyPolicyAccess } from '../../model/access.ts'
import { sameAccount } from '../../model/account.ts'
import { noActions, overlaps, union, type ActionSet } from '../../model/action-set.ts'
import { accountOfPrincipal, type Principal } from '../../model/principal.ts'
import type { Statement } from '../../model/statement.ts'
import { holesOf } from '../../model/text.ts'
import { allOf, type Tri } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { coverOf, crossAccountActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import { isSameAccount } from '../outsiders.ts'
import type { PolicyStatement, Word } from '../word.ts'

/** The caller is another account as a whole, or any principal of it. */
export const byWholeForeignAccount: Word<KeyPolicyAccess> = {
  says: 'another account is named as a whole',
  ask: ({ principal, key }) => {
    if (principal.kind !== 'account' && principal.kind !== 'everyone-of-account') return answer(false)
    const own = isSameAccount(principal.account, key.account)
    return own.is === 'unknown' ? own : answer(own.is === 'no')
  },
}

/** The caller is any principal of the key's own account, without any IAM policy. */
export const byWholeOwnAccount: Word<KeyPolicyAccess> = {
  says: "every principal of the key's own account is admitted directly",
  ask: ({ principal, key, certainty, unknowns }) => {
    if (principal.kind === 'everyone-of-account') return isSameAccount(principal.account, key.account)
    // Where it is hidden whom a condition leaves, these may be the ones.
    const mayBe = principal.kind === 'everyone' || principal.kind === 'unknown'
    return mayBe && certainty === 'possible' ? hangsOn(unknowns) : answer(false)
  },
}

/** The statement names principals of other accounts, and nobody else. */
export const namesOnlyForeigners: Word<PolicyStatement> = {
  says: 'it names principals of other accounts alone',
  ask: subject => {
    const { principals } = subject.statement
    if (subject.in !== 'key-policy' || principals === undefined || principals.negated) return answer(false)
    const named = principals.items.map(({ principal }) => principal).filter(({ kind }) => kind !== 'unusable')
    if (named.length === 0) return answer(false)
    const { account } = subject.key
    const is = allOf(named.map((principal): Tri => foreignTo(principal, account)))
    if (is !== 'unknown') return answer(is === 'yes')
    return hangsOn([...named.map(hole), account].filter(isUnknown))
  },
}

function foreignTo(principal: Principal, own: string | Unknown): Tri {
  const account = accountOfPrincipal(principal)
  if (account === undefined) return ['unknown', 'unique-id'].includes(principal.kind) ? 'unknown' : 'no'
  const same = sameAccount(account, own)
  return same === 'unknown' ? same : same === 'yes' ? 'no' : 'yes'
}

function hole(principal: Principal): string | Unknown {
  if (principal.kind === 'unknown') return principal.unknown
  return accountOfPrincipal(principal) ?? ''
}

/** It lists actions that AWS carries out for principals of the key's own account alone. */
export const listsOwnerOnlyActions: Word<PolicyStatement> = {
  says: 'it lists actions that work within the own account alone',
  ask: ({ statement }) => {
    if (ownerOnlyActionsOf(statement) !== noActions) return answer(true)
    // What a hole holds may be such an action, whatever else is listed.
    const holes = (statement.actions?.items ?? []).flatMap(({ text }) => holesOf(text))
    return holes.length === 0 || statement.actions?.negated === true ? answer(false) : hangsOn(holes)
  },
}

/**
 * The actions that a statement lists and no other account can call. A wildcard that also covers actions which work lists
 * none (Developer Guide, "Allowing users in other accounts to use a KMS key").
 */
export function ownerOnlyActionsOf({ actions }: Statement): ActionSet {
  if (actions === undefined || actions.negated) return noActions
  return actions.items
    .map(item => coverOf({ ...actions, items: [item] }).must)
    .filter(covered => !overlaps(covered, crossAccountActions))
    .reduce(union, noActions)
}
