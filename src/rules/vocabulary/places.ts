import { accountOf, sameAccount } from '../../model/account.ts'
import type { Key } from '../../model/key.ts'
import type { KeyUse } from '../../model/key-use.ts'
import { accountOfPrincipal, showAccount, type Principal } from '../../model/principal.ts'
import { literal, type Text } from '../../model/text.ts'
import { allOf, anyOf, type Tri } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { whichKey } from '../../access/which-key.ts'
import { parseArn } from '../../policy/arn.ts'
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
    const { region, needs } = use
    if (region === undefined || !needs.some(({ row }) => besideTheirKey.has(row))) return answer(false)
    // Where nothing tells the Region of either, most plans have but one: that is no doubt worth telling.
    const places = isUnknown(region) ? [] : keyPlaces(use, world)
    if (isUnknown(region) || places.length === 0 || places.some(place => place.region === undefined))
      return answer(false)
    const is = allOf(places.map(place => isElsewhere(place, region)))
    const doubts = [...places.flatMap(({ holes }) => holes), ...(places.length > 1 ? [] : whichKey(use))]
    return is === 'no' || doubts.length === 0 ? answer(is === 'yes') : hangsOn(doubts)
  },
}

/** Its key belongs to another account, whose key policy leaves nothing to that of the resource. */
export const keyOfUnwillingAccount: Word<KeyUse> = {
  says: 'the key belongs to another account, and its policy admits nobody of the account of the resource',
  ask: (use, world) => {
    const foreign = world.keysOfUse(use).filter(key => sameAccount(key.account, use.account) === 'no')
    const [key, ...others] = foreign
    if (key === undefined || others.length > 0 || world.keysOfUse(use).length > 1) return answer(false)
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
  const { address, region = 'another Region', account } = use
  const [place] = keyPlaces(use, world)
  const name = place?.name ?? 'the key'
  const isFar = place?.region !== undefined && place.region !== region
  if (isFar) return `${address} is in ${showRegion(region)}, and its key ${name} in ${place.region}`
  const owners = world.keysOfUse(use).map(key => showAccount(key.account))
  return `${address} is in ${showAccount(account)}, and the policy of its key ${name} in ${listed(owners)} admits nobody from there`
}

function showRegion(region: string | Unknown): string {
  return isUnknown(region) ? region.name : region
}

interface KeyPlace {
  readonly name: string
  readonly region: string | undefined
  /** A multi-Region key has replicas; holes where it is not told whether it is one. */
  readonly isMultiRegion: Tri
  readonly holes: readonly Unknown[]
}

/** A key of the input, or one that is named by its ARN. */
function keyPlaces(use: KeyUse, world: World): readonly KeyPlace[] {
  const keys = world.keysOfUse(use)
  if (keys.length > 0) return keys.map(placeOfKey)
  const { name } = use.key
  const place = name === undefined ? undefined : placeOfArn(name)
  return place === undefined ? [] : [place]
}

function placeOfKey({ address, region, multiRegion }: Key): KeyPlace {
  return {
    name: address,
    region: isUnknown(region) ? undefined : region,
    isMultiRegion: isUnknown(multiRegion) ? 'unknown' : multiRegion ? 'yes' : 'no',
    holes: isUnknown(multiRegion) ? [multiRegion] : [],
  }
}

/** The id of a multi-Region key begins with `mrk-` (KMS Developer Guide, "Multi-Region keys"); an alias does not tell. */
function placeOfArn(name: Text): KeyPlace | undefined {
  const written = literal(name)
  const arn = parseArn(name)
  const region = arn === undefined ? undefined : literal(arn.region)
  const resource = arn === undefined ? undefined : literal(arn.resource)
  if (written === undefined || region === undefined || region === '' || resource === undefined)
    return undefined
  const isAlias = resource.startsWith('alias/')
  const isMultiRegion = isAlias ? 'no' : resource.startsWith('key/mrk-') ? 'yes' : 'no'
  return { name: written, region, isMultiRegion, holes: [] }
}

function isElsewhere({ region, isMultiRegion }: KeyPlace, own: string): Tri {
  if (region === own || isMultiRegion === 'yes') return 'no'
  return isMultiRegion === 'unknown' ? 'unknown' : 'yes'
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
