import { sameAccount } from '../model/account.ts'
import type { AccessGraph } from '../model/access.ts'
import type { Key } from '../model/key.ts'
import type { KeyUse } from '../model/key-use.ts'
import type { Text } from '../model/text.ts'
import { isUnknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import { mayMatchWildcard } from '../policy/wildcard.ts'
import type { HeldPermission, IamHalf, KeyPolicyHalf, OutsideKey } from './subject.ts'

type Known = Pick<AccessGraph, 'accessesTo' | 'identityOf' | 'keyNamed' | 'keysOfUse'>

/** Whom of other accounts a key's policy admits and the input declares. */
export function halvesOfKey(key: Key, graph: Known): readonly KeyPolicyHalf[] {
  return graph.accessesTo(key).flatMap(access => {
    const identity = graph.identityOf(access.principal)
    const isOutside = identity !== undefined && sameAccount(identity.account, key.account) === 'no'
    return isOutside ? [{ in: 'key-policy', access, identity }] : []
  })
}

/** The keys of other accounts that a permission names and the input declares. */
export function halvesOfPermission(permission: HeldPermission, graph: Known): readonly IamHalf[] {
  const { holders, statement } = permission
  const [{ account }] = holders
  const items = statement.resources?.negated === false ? statement.resources.items : []
  const keys = new Set(items.flatMap(({ text }) => graph.keyNamed(text) ?? []))
  return [...keys]
    .filter(key => sameAccount(account, key.account) === 'no')
    .map(key => ({ in: 'iam-policy', permission, key }))
}

/** The keys that a permission names by their ARNs and the input does not have. */
export function outsideKeysIn(permission: HeldPermission, graph: Known): readonly OutsideKey[] {
  const { holders, statement } = permission
  const [{ account: home }] = holders
  const items = statement.resources?.negated === false ? statement.resources.items : []
  return items
    .filter(({ text }) => graph.keyNamed(text) === undefined && (isOfKms(text) || isHidden(text)))
    .map(({ text: arn, at }) => ({ by: 'policy', permission, arn, at, home }))
}

/** The key that a resource names by its ARN, where the input does not have it. */
export function outsideKeyOf(use: KeyUse, graph: Known): readonly OutsideKey[] {
  const { name, unknown, addresses } = use.key
  const arn = name ?? (unknown === undefined ? undefined : [unknown])
  if (arn === undefined || addresses.length > 0 || graph.keysOfUse(use).length > 0) return []
  return isOfKms(arn) || isHidden(arn) ? [{ by: 'use', use, arn, at: use.at, home: use.account }] : []
}

/** Whose key it is, or whether it is one, is not told; what refers to a resource of the input is told. */
function isHidden([only, ...more]: Text): boolean {
  return isUnknown(only) && more.length === 0 && only.at.pointer !== '/arn'
}

function isOfKms(resource: Text): boolean {
  const arn = parseArn(resource)
  return arn !== undefined && mayMatchWildcard(arn.service, 'kms') !== 'no'
}
