import { accountOf, sameAccount } from '../../model/account.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse } from '../../model/key-use.ts'
import { accountOfPrincipal, showAccount, type Principal } from '../../model/principal.ts'
import { literal, type Text } from '../../model/text.ts'
import { anyOf, type Tri } from '../../model/tri.ts'
import { isUnknown, type Knowable, type Unknown } from '../../model/unknown.ts'
import { whichKey } from '../../access/which-key.ts'
import { answer, hangsOn } from '../answers.ts'
import { listed } from '../phrases.ts'
import type { Word, World } from '../word.ts'

/**
 * Services whose resource has its key beside it, in the same Region (KMS Developer Guide, "Multi-Region keys": AWS
 * services that integrate with AWS KMS use a key of their Region). A trail has the key of its bucket, and a delivery the
 * key of where it goes: those are not here.
 */
const besideTheirKey = new Set([
  'cloudwatch-logs',
  'dynamodb',
  'ebs',
  'ecr',
  'efs',
  'eks-secrets',
  'eventbridge-bus',
  'kinesis',
  'lambda',
  'rds',
  's3',
  'secrets-manager',
  'sns',
  'sqs',
  'ssm-parameter',
])

/** Its key is in another Region, where the service cannot use it. */
export const keyIsInOtherRegion: Word<KeyUse> = {
  says: 'the key is in another Region than the resource, and is no multi-Region key',
  ask: (use, world) => {
    const far = farKeys(use, world)
    if (far.length === 0) return answer(false)
    // Whichever of several keys it is, none stands beside the resource.
    const doubts = [...far.map(({ multiRegion }) => multiRegion), use.key.unknown].filter(isUnknown)
    return doubts.length === 0 ? answer(true) : hangsOn(doubts)
  },
}

/** Its key belongs to another account, whose key policy leaves nothing to that of the resource. */
export const keyOfUnwillingAccount: Word<KeyUse> = {
  says: 'the key belongs to another account, and its policy admits nobody of the account of the resource',
  ask: (use, world) => {
    const [key, ...others] = world.keysOfUse(use)
    if (key === undefined || others.length > 0 || sameAccount(key.account, use.account) !== 'no')
      return answer(false)
    const admits = anyOf([
      ...world.accessesTo(key).map(({ principal }) => mayBeOf(principal, use)),
      ...world.grantsOn(key).map(({ grantee }) => mayBeOf(grantee, use)),
    ])
    const holes = [...key.policies.flatMap(({ document }) => document.holes), ...whichKey(use)]
    if (admits === 'no' && holes.length === 0) return answer(true)
    return admits === 'yes' ? answer(false) : hangsOn(holes.length > 0 ? holes : [whoIsAdmitted(key)])
  },
}

/** Where a resource and its key are: `aws_ebs_volume.data is in eu-west-1, and its key aws_kms_key.k in us-east-1`. */
export function placesInWords(use: KeyUse, world: World): string {
  const { address, account } = use
  const [far] = farKeys(use, world)
  if (far !== undefined) return `${address} is in ${far.from}, and its key ${far.name} in ${far.region}`
  const keys = world.keysOfUse(use)
  const names = listed(keys.map(key => key.address))
  const owners = listed(keys.map(key => showAccount(key.account)))
  return `${address} is in ${showAccount(account)}, and the policy of its key ${names} in ${owners} admits nobody from there`
}

interface KeyPlace {
  readonly name: string
  /** Empty where it is not told. */
  readonly region: string
  /** A multi-Region key has replicas. */
  readonly multiRegion: Knowable<boolean>
}

/** The keys that a resource may have, if all of them stand in another Region than `from`, its own. */
function farKeys(use: KeyUse, world: World): readonly (KeyPlace & { readonly from: string })[] {
  const { region: from, needs } = use
  // Where nothing tells the Region of either, most plans have but one: that is no doubt worth telling.
  if (from === undefined || isUnknown(from) || !needs.some(({ row }) => besideTheirKey.has(row))) return []
  const places = keyPlaces(use, world)
  const far = places.filter(
    ({ region, multiRegion }) => region !== '' && region !== from && multiRegion !== true,
  )
  return far.length === places.length ? far.map(place => ({ ...place, from })) : []
}

/** A key of the input, or one that is named by its ARN. */
function keyPlaces(use: KeyUse, world: World): readonly KeyPlace[] {
  const keys = world.keysOfUse(use)
  const { name } = use.key
  if (keys.length > 0 || name === undefined) return keys.map(placeOfKey)
  return [placeOfArn(name)]
}

function placeOfKey({ address, region, multiRegion }: Key): KeyPlace {
  return { name: address, region: isUnknown(region) ? '' : region, multiRegion }
}

/**
 * The id of a multi-Region key begins with `mrk-` (KMS Developer Guide, "Multi-Region keys"); an alias stands in one Region
 * alone.
 */
function placeOfArn(name: Text): KeyPlace {
  const written = literal(name) ?? ''
  const [, , , region = '', , resource = ''] = written.split(':')
  return { name: written, region, multiRegion: resource.startsWith('key/mrk-') }
}

/** Services call for whoever owns the resource; what is not told may be anybody. */
function mayBeOf(principal: Principal, { account }: KeyUse): Tri {
  const own = accountOfPrincipal(principal)
  if (own !== undefined) return sameAccount(own, account)
  if (principal.kind === 'services-for') {
    const owner = accountOf(principal.owner)
    return owner === undefined ? 'unknown' : sameAccount(owner, account)
  }
  return principal.kind === 'everyone' ? 'yes' : principal.kind === 'unusable' ? 'no' : 'unknown'
}

function whoIsAdmitted({ address, at }: Key): Unknown {
  const name = `whether those whom the policy of ${address} admits are of the account of the resource`
  return { kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }
}
