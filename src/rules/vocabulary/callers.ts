import type { KeyPolicyAccess } from '../../model/access.ts'
import { sameAccount, type Account } from '../../model/account.ts'
import type { Answer } from '../../model/answer.ts'
import type { Key } from '../../model/key.ts'
import { accountOfPrincipal, principalId } from '../../model/principal.ts'
import { holesOf, literal, type Text } from '../../model/text.ts'
import { matchesWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { listedPrincipals } from '../listed-principals.ts'
import { isSameAccount, isUntrustedOutsider } from '../outsiders.ts'
import type { Word } from '../word.ts'

/** The caller can be any principal of any AWS account. */
export const byAnyone: Word<Pick<KeyPolicyAccess, 'principal'>> = {
  says: 'any AWS account can call',
  ask: ({ principal }) => {
    const couldBeAnyone = principal.kind === 'unknown' && principal.unknown.shape === 'anything'
    return couldBeAnyone ? hangsOn([principal.unknown]) : answer(principal.kind === 'everyone')
  },
}

/** The caller is the key's own account: its root user, or whoever its IAM policies allow. */
export const byOwnAccount: Word<KeyPolicyAccess> = {
  says: "the key's own account is named",
  ask: ({ principal, key }) => {
    // The ARN of a resource is that of a role or user.
    if (principal.kind === 'unknown')
      return principal.unknown.shape === 'arn' ? answer(false) : hangsOn([principal.unknown])
    const isAccount = principal.kind === 'account' || principal.kind === 'root-user'
    return isAccount ? owns(principal.account, key) : answer(false)
  },
}

/** The caller is any principal of the key's own account, directly. */
export const byEveryoneOfOwnAccount: Word<KeyPolicyAccess> = {
  says: "every principal of the key's own account is named",
  ask: ({ principal, key }) => {
    if (principal.kind === 'services-for') return ownerIs(principal.owner, key)
    return principal.kind === 'everyone-of-account' ? owns(principal.account, key) : answer(false)
  },
}

/** The caller is a user, role or session of the key's own account. */
export const byOwnPrincipals: Word<KeyPolicyAccess> = {
  says: "named principals of the key's own account call, or an id of one",
  ask: ({ principal, key }) => {
    if (principal.kind === 'unique-id') return answer(true)
    const named = ['role', 'user', 'session', 'federated-user', 'principals-like', 'unknown'].includes(
      principal.kind,
    )
    const account = accountOfPrincipal(principal)
    return named && account !== undefined ? owns(account, key) : answer(false)
  },
}

/** The caller is another account as a whole. */
export const byForeignAccount: Word<KeyPolicyAccess> = {
  says: 'another account is named as a whole',
  ask: ({ principal, key }) => {
    if (principal.kind !== 'account') return answer(false)
    const own = owns(principal.account, key)
    return own.is === 'unknown' ? own : answer(own.is === 'no')
  },
}

/** The caller may only come from a network, whoever it is. */
export const fromNetwork: Word<KeyPolicyAccess> = {
  says: 'the caller is known by the network alone',
  ask: ({ principal }) => answer(principal.kind === 'everyone-from-network'),
}

/** The caller belongs to an account or organization that is neither the key's own nor trusted. */
export const byUntrustedOutsiders: Word<Pick<KeyPolicyAccess, 'principal' | 'key'>> = {
  says: "the caller is outside the key's account and outside what `trusted` names",
  ask: ({ principal, key }, world) => isUntrustedOutsider(principal, key, world.trust),
}

/**
 * The statement lists the caller by the unique id that AWS puts in the place of a deleted user or role (IAM User Guide,
 * "AWS JSON policy elements: Principal"), which is a fault of its own.
 */
export const listedByUniqueId: Word<KeyPolicyAccess> = {
  says: 'the statement lists it by its unique id',
  ask: ({ principal, statement }) =>
    answer(
      principal.kind === 'unique-id' &&
        listedPrincipals(statement).some(one => one.kind === 'unique-id' && one.id === principal.id),
    ),
}

/** The caller's account is one that `trusted.accounts` names. */
export const byTrustedAccount: Word<KeyPolicyAccess> = {
  says: 'the account is trusted',
  ask: ({ principal }, world) => {
    const account = accountOfPrincipal(principal)
    return answer(typeof account === 'string' && world.trust.accounts.has(account))
  },
}

/** The caller matches a pattern under `administrators` in the configuration. */
export const byAdministrators: Word<Pick<KeyPolicyAccess, 'principal'>> = {
  says: 'the caller matches `administrators`',
  ask: ({ principal }, world) => {
    const id = principalId(principal)
    return answer(world.trust.administrators.some(pattern => matchesWildcard(pattern, id)))
  },
}

/** The statement names the key's own account beside the caller, as an owner's statement does. */
export const besideOwnAccount: Word<KeyPolicyAccess> = {
  says: "the same statement names the key's own account",
  ask: ({ statement, key }) =>
    answer(
      listedPrincipals(statement).some(
        one => one.kind === 'account' && sameAccount(one.account, key.account) === 'yes',
      ),
    ),
}

function owns(account: Account, key: Key): Answer {
  return isSameAccount(account, key.account)
}

function ownerIs(owner: Text, key: Key): Answer {
  const id = literal(owner)
  return id === undefined ? hangsOn(holesOf(owner)) : owns(id, key)
}
