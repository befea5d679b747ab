import { sameAccount, accountOf } from '../model/account.ts'
import type { Key } from '../model/key.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { Condition, Listed, Pattern } from '../model/statement.ts'
import { holesOf, literal, text, type Text } from '../model/text.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../model/tri.ts'
import { isUnknown, sameUnknown, type Knowable, type Unknown } from '../model/unknown.ts'
import { parseArn, type Arn } from '../policy/arn.ts'
import { matchesArn, matchesText } from './request/matching.ts'
import { hasWildcard, matchesWildcard, mayMatchWildcard } from '../policy/wildcard.ts'

/** Whether a statement's resources cover a key, and the holes that the answer hangs on. */
export interface ResourceMatch {
  readonly is: Tri
  readonly hangsOn: readonly Unknown[]
  /** With `yes`: what must hold for it when the call is made. */
  readonly conditions?: readonly Condition[]
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
  const holes = resources.items.flatMap(item => holesOf(item.text))
  return { is, hangsOn: holes.length > 0 ? holes : [whichArn(resources.at, key)] }
}

/** The pattern is known in full, and the ARN that it may match is not. */
function whichArn(at: SourceLocation, key: Key): Unknown {
  const hole = [key.account, key.region].find(isUnknown)
  if (hole !== undefined) return hole
  const name = `whether the resource matches the ARN that ${key.address} will have`
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at }
}

function matchesKey(pattern: Text, key: Key): Tri {
  if (literal(pattern) === '*') return 'yes'
  // No two resources of a change have one ARN.
  if (pattern.some(isArnHole))
    return pattern.some(part => isOwnHole(part, key)) ? matchesOwn(pattern, key) : 'no'
  const arn = parseArn(pattern)
  if (key.arn !== undefined) {
    return arn === undefined ? matchesText(pattern, text(key.arn)) : matchesArn(pattern, text(key.arn))
  }
  if (arn !== undefined) return matchesNewKey(arn, key)
  return matchesUnborn(pattern, key)
}

/** `arn:aws:kms:*`: the wildcard stands for several parts of an ARN. */
function matchesUnborn(pattern: Text, key: Key): Tri {
  const written = literal(pattern)
  if (written === undefined) return 'unknown'
  const { account, region } = key
  const parts = [partitionOf(region), 'kms', region, account].map(part => (isUnknown(part) ? hidden : part))
  if (matchesWildcard(written, ['arn', ...parts, `key/${hidden}`].join(':'))) return 'yes'
  const [start = ''] = written.split(/[*?]/)
  const known = ['arn', ...parts].join(':').split(hidden)[0] ?? ''
  return tri(start.startsWith(known) || known.startsWith(start)) === 'yes' ? 'unknown' : 'no'
}

/** No character that a pattern can name. */
const hidden = '\u0000'

/** Regions tell their partition by how they begin (AWS General Reference, "Amazon Resource Names"). */
function partitionOf(region: Knowable<string>): Knowable<string> {
  if (isUnknown(region)) return region
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  // The isolated and sovereign ones are several, and more may come.
  return /-iso|^eusc-/.test(region) ? hidden : 'aws'
}

/**
 * What refers to the key itself is its ARN, or is made of its id: neither the id alone (KMS Developer Guide, "Specifying
 * KMS keys in IAM policy statements") nor what it names elsewhere is the key. Where readers tell no more than one hole, it
 * may be either.
 */
function matchesOwn(pattern: Text, key: Key): Tri {
  const [only] = pattern
  if (pattern.length === 1 && isUnknown(only)) return only.shape === 'arn' ? 'yes' : 'unknown'
  const arn = parseArn(pattern)
  return arn === undefined ? 'unknown' : matchesNewKey(arn, key)
}

/** Readers put the hole of a key at the key's own `arn`. */
function isOwnHole(part: Text[number], key: Key): boolean {
  return isArnHole(part) && part.at.address === key.address && part.at.file === key.at.file
}

/** Readers put the hole of an ARN at the resource whose ARN it is. */
function isArnHole(part: Text[number]): part is Unknown {
  return isUnknown(part) && part.at.pointer === '/arn'
}

/**
 * A key without an ARN is created by this change: nobody can have written its id, only a pattern for it. A replica has
 * the id of its primary (AWS KMS Developer Guide, "Multi-Region keys in AWS KMS").
 */
function matchesNewKey(arn: Arn, key: Key): Tri {
  const service = mayMatchWildcard(arn.service, 'kms')
  return allOf([
    service,
    matchesPartition(arn.partition, key),
    matchesRegion(arn.region, key),
    matchesAccount(arn.account, key),
    matchesKeyId(arn.resource, key),
  ])
}

function matchesPartition(pattern: Text, { region }: Key): Tri {
  const partition = partitionOf(region)
  if (isUnknown(partition) || partition === hidden) {
    const other = literal(pattern) ?? ''
    return other.startsWith('aws') || hasWildcard(pattern) || pattern.some(isUnknown) ? 'yes' : 'no'
  }
  return mayMatchWildcard(pattern, partition)
}

/** `AWS::Region` in a policy is the Region of the key beside it, whichever that is. */
function matchesRegion(pattern: Text, { region }: Key): Tri {
  if (!isUnknown(region)) return mayMatchWildcard(pattern, region)
  const [only] = pattern
  const isSame = pattern.length === 1 && isUnknown(only) && sameUnknown(only, region)
  return isSame ? 'yes' : matchesHole(pattern)
}

function matchesAccount(pattern: Text, key: Key): Tri {
  const account = accountOf(pattern)
  if (account !== undefined) return sameAccount(account, key.account)
  return isUnknown(key.account) ? matchesHole(pattern) : mayMatchWildcard(pattern, key.account)
}

function matchesHole(pattern: Text): Tri {
  return literal(pattern) === '*' ? 'yes' : 'unknown'
}

function matchesKeyId(pattern: Text, key: Key): Tri {
  const [before, id, ...more] = pattern
  if (before === 'key/' && id !== undefined && more.length === 0 && isOwnHole(id, key)) return 'yes'
  if (pattern.some(isUnknown)) return mayMatchWildcard(pattern, 'key/?') === 'no' ? 'no' : 'unknown'
  const written = literal(pattern) ?? ''
  if (/^(?:key\/)?\*+$/.test(written) || written === 'key/*') return 'yes'
  if (!written.includes('*') && !written.includes('?'))
    return key.replica && written.startsWith('key/mrk-') ? 'unknown' : 'no'
  return /^(?:k|\*|\?)/.test(written) ? 'unknown' : 'no'
}
