import { literal, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { parseArn, type Arn } from '../arn.ts'
import { quoted } from './in-statements.ts'

/** What is wrong with an ARN, to follow its name. */
export interface ArnFault {
  readonly code: 'no-arn' | 'malformed-arn' | 'short-arn-pattern'
  readonly says: string
}

/**
 * What is wrong with an ARN or a pattern for ARNs (IAM User Guide, "Amazon Resource Names"): of each part that has no
 * hole and no wildcard.
 */
export function faultOfArn(written: Text): ArnFault | undefined {
  const [start] = written
  // A wildcard at the start can stand for all of it.
  if (typeof start !== 'string' || /^(?:a(?:rn?)?)?[*?]/.test(start)) return undefined
  if (!start.startsWith('arn:')) {
    const isOpen = written.length > 1 && 'arn:'.startsWith(start)
    return isOpen ? undefined : { code: 'no-arn', says: 'is no ARN' }
  }
  const arn = parseArn(written)
  return arn === undefined ? tooShort(written) : faultIn(arn)
}

/** A hole may hold what is lacking, and whether a last `*` does is documented nowhere. */
function tooShort(written: Text): ArnFault | undefined {
  if (written.some(isUnknown)) return undefined
  const text = literal(written) ?? ''
  return text.endsWith('*')
    ? {
        code: 'short-arn-pattern',
        says: 'is a pattern of fewer than six parts, and AWS compares ARNs part by part',
      }
    : malformed('has fewer than six parts')
}

function faultIn(arn: Arn): ArnFault | undefined {
  const fault =
    faultOfPartition(arn) ??
    faultOfService(arn) ??
    faultOfRegion(arn) ??
    faultOfAccount(arn) ??
    faultOfResource(arn)
  return fault === undefined ? undefined : malformed(fault)
}

function malformed(says: string): ArnFault {
  return { code: 'malformed-arn', says }
}

/** The partition of each beginning of a Region's name (AWS General Reference, "Regions and endpoints"). */
const partitions: readonly (readonly [string, RegExp])[] = [
  ['aws-cn', /^cn-/],
  ['aws-us-gov', /^us-gov-/],
  ['aws-iso', /^us-iso-/],
  ['aws-iso-b', /^us-isob-/],
  ['aws-iso-e', /^eu-isoe-/],
  ['aws-iso-f', /^us-isof-/],
  ['aws-eusc', /^eusc-/],
]

function faultOfPartition({ partition }: Arn): string | undefined {
  const known = plain(partition)
  if (known === undefined || known === 'aws' || partitions.some(([name]) => name === known)) return undefined
  return `has no partition of AWS: ${quoted(known)}`
}

function faultOfService({ service }: Arn): string | undefined {
  const known = plain(service)
  if (known === undefined || /^[a-z0-9-]+$/.test(known)) return undefined
  return known === '' ? 'names no service' : `has a service that AWS does not write so: ${quoted(known)}`
}

/** Regions come and go: the words that their names are made of do not. */
const regionName =
  /^(?:[a-z]{2}(?:-gov|-iso[a-z]?)?|eusc-[a-z]{2})-(?:north|south|east|west|central|north(?:east|west)|south(?:east|west))-\d{1,2}$/

const withoutRegion: ReadonlySet<string> = new Set(['iam', 'sts', 'organizations', 'cloudfront', 'route53'])

function faultOfRegion({ service, region, partition, account, resource }: Arn): string | undefined {
  const known = plain(region)
  const owner = plain(service)
  if (known === undefined) return undefined
  if (known === '') return owner === 'kms' ? lacking('Region', resource) : undefined
  if (owner !== undefined && withoutRegion.has(owner)) return `has a Region, and ARNs of ${owner} have none`
  if (!regionName.test(known)) return strangeRegion(known, plain(account))
  const home = partitions.find(([, start]) => start.test(known))?.[0] ?? 'aws'
  const of = plain(partition)
  return of === undefined || of === home
    ? undefined
    : `is of the partition \`${of}\`, and ${known} is of \`${home}\``
}

function strangeRegion(written: string, account = ''): string {
  if (!/^\d{12}$/.test(written)) return `has no Region of AWS: ${quoted(written)}`
  return regionName.test(account)
    ? 'has its Region and its account the wrong way round'
    : 'lacks a part: the account stands where the Region does'
}

function lacking(part: string, resource: Text): string {
  return /^\d{12}:/.test(literal(resource) ?? '') ? 'has one colon too many' : `has no ${part}`
}

function faultOfAccount({ service, region, account, resource }: Arn): string | undefined {
  const known = plain(account)
  const owner = plain(service)
  if (known === '') return owner === 'kms' ? lacking('account', resource) : undefined
  if (known === undefined || !/^\d+$/.test(known)) return undefined
  if (known.length !== 12) return `has an account of ${known.length} digits instead of 12`
  const [start = ''] = resource
  const isBucket =
    owner === 's3' && plain(region) === '' && typeof start === 'string' && !start.startsWith('accesspoint/')
  return isBucket ? 'has an account, and ARNs of S3 buckets have none' : undefined
}

/** Service Authorization Reference, "Resource types defined by AWS Key Management Service". */
const resourcesOfKms = ['key/', 'alias/']

function faultOfResource({ service, resource }: Arn): string | undefined {
  const [start] = resource
  if (start === undefined) return 'names no resource'
  if (typeof start !== 'string' || plain(service) !== 'kms') return undefined
  const fixed = start.split(/[*?]/)[0] ?? ''
  const isOpen = fixed.length < start.length || resource.length > 1
  const fits = resourcesOfKms.some(kind => fixed.startsWith(kind) || (isOpen && kind.startsWith(fixed)))
  return fits ? undefined : 'names neither `key/…` nor `alias/…`'
}

/** A part in which nothing stands for anything else. */
function plain(part: Text): string | undefined {
  const known = literal(part)
  return known === undefined || /[*?]/.test(known) ? undefined : known
}
