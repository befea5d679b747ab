import { sameAccount } from '../model/account.ts'
import type { Key } from '../model/key.ts'
import type { Principal } from '../model/principal.ts'
import { literal, type Text } from '../model/text.ts'
import type { Standing } from '../model/who.ts'

/** How far a principal is from the key's account; what is not told is never taken for home. */
export function standingOf(principal: Principal, key: Pick<Key, 'account'>): Standing {
  switch (principal.kind) {
    case 'everyone':
      return 'public'
    case 'everyone-of-organization':
    case 'everyone-from-network':
    case 'federated':
      return 'foreign'
    case 'service':
      return 'service'
    case 'services-for':
      return ownerStanding(principal.owner, key)
    case 'unique-id':
    case 'unusable':
      return 'unknown'
    case 'account':
    case 'root-user':
    case 'everyone-of-account':
    case 'principals-like':
      return atHome(principal.account, key, 'account')
    default:
      return principal.account === undefined ? 'unknown' : atHome(principal.account, key, 'named')
  }
}

function atHome(account: Key['account'], key: Pick<Key, 'account'>, home: Standing): Standing {
  switch (sameAccount(account, key.account)) {
    case 'yes':
      return home
    case 'no':
      return 'foreign'
    case 'unknown':
      return 'unknown'
  }
}

/** The owner can be an account, an organization, or a resource such as a bucket. */
function ownerStanding(owner: Text, key: Pick<Key, 'account'>): Standing {
  const id = literal(owner)
  if (id === undefined || typeof key.account !== 'string') return 'unknown'
  if (/^\d{12}$/.test(id)) return id === key.account ? 'service' : 'foreign'
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(id)?.[1]
  if (account !== undefined) return account === key.account ? 'service' : 'foreign'
  return id.startsWith('o-') ? 'foreign' : 'unknown'
}
