import type { KeyPolicyAccess } from '../../model/access.ts'
import { sameAccount, type Account } from '../../model/account.ts'
import { noActions, overlaps, union, type ActionSet } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import { accountOfPrincipal, type Principal } from '../../model/principal.ts'
import type { Statement } from '../../model/statement.ts'
import { holesOf } from '../../model/text.ts'
import { allOf, opposite, type Tri } from '../../model/tri.ts'
import { isUnknown } from '../../model/unknown.ts'
import { coverOf, crossAccountActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import { listedPrincipals } from '../listed-principals.ts'
import { isSameAccount, ownerOfId } from '../outsiders.ts'
import { actionsInWords } from '../phrases.ts'
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
    if (subject.in !== 'key-policy') return answer(false)
    const { key, statement } = subject
    const named = listedPrincipals(statement).filter(({ kind }) => kind !== 'unusable')
    if (named.length === 0) return answer(false)
    const is = allOf(named.map((principal): Tri => foreignTo(principal, key.account)))
    if (is !== 'unknown') return answer(is === 'yes')
    return hangsOn([...named.map(one => accountOrHole(one, key)), key.account].filter(isUnknown))
  },
}

function foreignTo(principal: Principal, own: Account): Tri {
  const account = accountOfPrincipal(principal)
  if (account === undefined) return ['unknown', 'unique-id'].includes(principal.kind) ? 'unknown' : 'no'
  return opposite(sameAccount(account, own))
}

function accountOrHole(principal: Principal, { at }: Key): Account | undefined {
  if (principal.kind === 'unknown') return principal.unknown
  return principal.kind === 'unique-id' ? ownerOfId(principal.id, at) : accountOfPrincipal(principal)
}

/** It lists actions that AWS carries out for principals of the key's own account alone. */
export const listsOwnerOnlyActions: Word<PolicyStatement> = {
  says: 'it lists actions that work within the own account alone',
  ask: ({ statement }) => {
    if (ownerOnlyActionsOf(statement) !== noActions) return answer(true)
    // What a hole holds may be such an action, whatever else is listed.
    const holes =
      statement.actions?.negated === false ? statement.actions.items.flatMap(({ text }) => holesOf(text)) : []
    return holes.length === 0 ? answer(false) : hangsOn(holes)
  },
}

/**
 * The actions that a statement lists and no other account can call. A wildcard that also covers actions which work lists
 * none (Developer Guide, "Allowing users in other accounts to use a KMS key").
 */
export function ownerOnlyActionsOf({ actions }: Statement): ActionSet {
  if (actions === undefined) return noActions
  // What an item of `NotAction` leaves has actions that work.
  return actions.items
    .map(item => coverOf({ ...actions, items: [item] }).must)
    .filter(covered => !overlaps(covered, crossAccountActions))
    .reduce(union, noActions)
}

/** The same in words, to follow "can never". */
export function ownerOnlyActionsInWords({ statement }: PolicyStatement): string {
  const listed = ownerOnlyActionsOf(statement)
  return listed === noActions ? 'take an action that is not told' : actionsInWords(listed)
}
