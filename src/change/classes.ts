import { sameAccount } from '../model/account.ts'
import { principalId, type Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import type { Text } from '../model/text.ts'
import { tri, type Tri } from '../model/tri.ts'
import { isIncluded } from './inclusion/included.ts'

/** Whether each caller of one class is one of another: who admits that one admits this one too. */
export function holdsClass(whole: Principal, part: Principal): Tri {
  if (principalId(whole) === principalId(part) && whole.kind === part.kind) return 'yes'
  switch (whole.kind) {
    case 'everyone':
      return tri(!beyondEveryone.has(part.kind))
    case 'everyone-of-organization':
      // Of which organization an account is, nothing tells here.
      return 'account' in part || part.kind === 'everyone-of-organization' ? 'unknown' : 'no'
    case 'everyone-of-account':
      return 'account' in part ? sameAccount(part.account, whole.account) : 'no'
    case 'principals-like':
      return part.kind === 'principals-like' ? matchesAllOf(whole.pattern, part.pattern) : 'no'
    default:
      return 'no'
  }
}

/** Identity providers call nothing but `sts:AssumeRole…`; what is no principal at all is nobody. */
const beyondEveryone: ReadonlySet<Principal['kind']> = new Set(['federated', 'unusable'] as const)

function matchesAllOf(whole: Text, part: Text): Tri {
  return isIncluded(arnsLike(part), [arnsLike(whole)]).is
}

function arnsLike(pattern: Text) {
  const at = { file: '', address: '', pointer: '' }
  const condition: Condition = {
    operator: 'ArnLike',
    ifExists: false,
    key: 'aws:PrincipalArn',
    values: [pattern],
    at,
  }
  return { conditions: [condition], unless: [], unknowns: [] }
}
