import { sameAccount, accountOf } from '../model/account.ts'
import type { Key } from '../model/key.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { holesOf, literal, type Text } from '../model/text.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../model/tri.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { parseArn, type Arn } from '../policy/arn.ts'
import { matchesWildcard, mayMatchWildcard } from '../policy/wildcard.ts'

/** Whether a statement's resources cover a key, and the holes that the answer hangs on. */
export interface ResourceMatch {
  readonly is: Tri
  readonly hangsOn: readonly Unknown[]
}

/**
 * In a key policy `*` is this key; any other resource must match its ARN. A statement without the element has
 * no effect, although AWS accepts it (API Reference, PutKeyPolicy).
 */
export function coversKey(resources: Listed<Pattern> | undefined, key: Key): ResourceMatch {
  if (resources === undefined) return { is: 'no', hangsOn: [] }
  const matches = anyOf(resources.items.map(item => matchesKey(item.text, key)))
  const is = resources.negated ? opposite(matches) : matches
  if (is !== 'unknown') return { is, hangsOn: [] }
  return { is, hangsOn: resources.items.flatMap(item => holesOf(item.text)) }
}

function matchesKey(pattern: Text, key: Key): Tri {
  if (literal(pattern) === '*' || isOwnArn(pattern, key)) return 'yes'
  if (key.arn !== undefined) return mayMatchWildcard(pattern, key.arn)
  const arn = parseArn(pattern)
  if (arn !== undefined) return matchesNewKey(arn, key)
  if (pattern.some(isUnknown)) return 'unknown'
  return tri(matchesWildcard(literal(pattern) ?? '', 'arn:aws:kms:region:account:key/id'))
}

/** A reference to the key itself: readers put its hole at the key's own `arn`. */
function isOwnArn(pattern: Text, key: Key): boolean {
  return pattern.some(
    part => isUnknown(part) && part.at.address === key.address && part.at.pointer === '/arn',
  )
}

/** A key without an ARN is created by this change: nobody can have written its id, only a pattern for it. */
function matchesNewKey(arn: Arn, key: Key): Tri {
  const service = mayMatchWildcard(arn.service, 'kms')
  const region = isUnknown(key.region) ? matchesHole(arn.region) : mayMatchWildcard(arn.region, key.region)
  return allOf([service, region, matchesAccount(arn.account, key), matchesKeyId(arn.resource)])
}

function matchesAccount(pattern: Text, key: Key): Tri {
  const account = accountOf(pattern)
  if (account !== undefined) return sameAccount(account, key.account)
  return isUnknown(key.account) ? matchesHole(pattern) : mayMatchWildcard(pattern, key.account)
}

function matchesHole(pattern: Text): Tri {
  return literal(pattern) === '*' ? 'yes' : 'unknown'
}

function matchesKeyId(pattern: Text): Tri {
  if (pattern.some(isUnknown)) return mayMatchWildcard(pattern, 'key/?') === 'no' ? 'no' : 'unknown'
  const written = literal(pattern) ?? ''
  if (/^(?:key\/)?\*+$/.test(written) || written === 'key/*') return 'yes'
  if (!written.includes('*') && !written.includes('?')) return 'no'
  return /^(?:k|\*|\?)/.test(written) ? 'unknown' : 'no'
}
