import { accountIn } from './related.ts'

/** The context of a request: the values of each key, none for an absent one. Keys that nobody asks for are not in it. */
export type Example = ReadonlyMap<string, readonly string[]>

/** Keys that AWS fills from the same facts, so that not every combination of their values occurs. */
interface Group {
  readonly has: (key: string) => boolean
  /** Whether a request can have this part of its context for certain. */
  readonly isSure: (example: Example, isWritten: (account: string) => boolean) => boolean
}

const always = [
  'aws:principalarn',
  'aws:principalaccount',
  'kms:calleraccount',
  'aws:principaltype',
  'aws:userid',
]
const organization = ['aws:principalorgid', 'aws:principalorgpaths']
const service = ['aws:principalisawsservice', 'aws:principalservicename', 'aws:principalservicenameslist']
const network = ['aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpc', 'aws:sourcevpce']
const source: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
])
const via: ReadonlySet<string> = new Set([
  'kms:viaservice',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:viaawsservice',
])
const pair = 'kms:encryptioncontext:'

/** What AWS tells of each key (IAM User Guide, "AWS global condition context keys"; KMS Developer Guide). */
const groups: readonly Group[] = [
  { has: key => isOfCaller(key), isSure: isCaller },
  { has: key => source.has(key), isSure: isSource },
  { has: key => via.has(key), isSure: isNothing },
  { has: key => network.includes(key), isSure: isNetwork },
  { has: key => key.startsWith(pair) || key === 'kms:encryptioncontextkeys', isSure: isEncryptionContext },
  { has: key => ['kms:requestalias', 'kms:resourcealiases'].includes(key), isSure: isAlias },
]

/** Whether AWS fills this key together with others. */
export function isGrouped(key: string): boolean {
  return groups.some(({ has }) => has(key))
}

/** Whether a request can have any value of this key, for all that these other keys tell: tags, but of no service. */
export function canBeChosen(key: string, keys: readonly string[]): boolean {
  return key.startsWith('aws:principaltag/') ? !service.some(one => keys.includes(one)) : !isGrouped(key)
}

/** What tells whether an example can be a request. */
export interface Surroundings {
  /** Whether a condition names this account: then what else is true of it cannot be known. */
  readonly isWritten: (account: string) => boolean
  /** Whether everybody who is compared asks the same of the keys that this tells. */
  readonly isAlike: (has: (key: string) => boolean) => boolean
}

/** Whether a request can have all these values at once, as far as keys hang together. */
export function isConsistent(example: Example, { isWritten, isAlike }: Surroundings): boolean {
  return groups.every(({ has, isSure }) => {
    const part = new Map([...example].filter(([key]) => has(key)))
    return part.size < 2 || isSure(part, isWritten) || isAlike(has)
  })
}

function isOfCaller(key: string): boolean {
  return (
    [...always, ...organization, ...service, 'aws:username'].includes(key) ||
    key.startsWith('aws:principaltag/')
  )
}

function isPresent(example: Example, key: string): boolean {
  return (example.get(key) ?? []).length > 0
}

function arePresent(example: Example, keys: readonly string[]): 'all' | 'none' | 'some' {
  const asked = keys.filter(key => example.has(key))
  const present = asked.filter(key => isPresent(example, key))
  if (present.length === 0) return asked.length === 0 ? 'all' : 'none'
  return present.length === asked.length ? 'all' : 'some'
}

/** A caller with a name: whatever tells of it is there, and tells of the same account. */
function isCaller(example: Example, isWritten: (account: string) => boolean): boolean {
  const present = [...example.keys()].filter(key => isPresent(example, key))
  // Without any of these it may be a service, of which AWS does not say what it has; or anybody without tags.
  if (present.length === 0) return ![...always, ...service].some(key => example.has(key))
  if (arePresent(example, always) !== 'all') return false
  if (isPresent(example, 'aws:userid') || present.some(key => service.slice(1).includes(key))) return false
  if (example.has('aws:principalisawsservice')) {
    if (example.get('aws:principalisawsservice')?.[0] !== 'false') return false
  }
  return isOneAccount(example, present) && isItsKind(example) && isItsOrganization(example, isWritten)
}

function isOneAccount(example: Example, present: readonly string[]): boolean {
  const told = present.filter(key => always.slice(0, 3).includes(key))
  const accounts = new Set(told.map(key => accountIn(key, example.get(key)?.[0] ?? '')))
  return !accounts.has(undefined) && accounts.size < 2
}

const kinds: Readonly<Record<string, RegExp>> = {
  AssumedRole: /^arn:[^:]*:iam::\d{12}:role\//,
  User: /^arn:[^:]*:iam::\d{12}:user\//,
  Account: /^arn:[^:]*:iam::\d{12}:root$/,
  FederatedUser: /^arn:[^:]*:sts::\d{12}:federated-user\//,
}

/** The ARN, the type and the name of a user tell of the same kind of caller; tags are those of roles and users. */
function isItsKind(example: Example): boolean {
  const [arn] = example.get('aws:principalarn') ?? []
  const [type] = example.get('aws:principaltype') ?? []
  const [name] = example.get('aws:username') ?? []
  const hasTags = [...example.keys()].some(
    key => key.startsWith('aws:principaltag/') && isPresent(example, key),
  )
  const fits = Object.keys(kinds).filter(kind => arn === undefined || kinds[kind]?.test(arn) === true)
  const kind = fits.filter(one => type === undefined || one === type)
  const named = example.has('aws:username')
    ? kind.filter(one => (one === 'User') === (name !== undefined))
    : kind
  const tagged = hasTags ? named.filter(one => one === 'User' || one === 'AssumedRole') : named
  return tagged.length > 0 && (name === undefined || arn === undefined || arn.endsWith(`/${name}`))
}

/** Which organization an account is in cannot be known, but each has accounts that no condition names. */
function isItsOrganization(example: Example, isWritten: (account: string) => boolean): boolean {
  if (!organization.some(key => example.has(key))) return true
  if (organization.every(key => example.has(key))) return false
  const told = always.slice(0, 3).flatMap(key => accountIn(key, example.get(key)?.[0] ?? '') ?? [])
  return told.every(account => !isWritten(account))
}

/** Not every service tells both the resource and its account; an S3 bucket's ARN has no account. */
function isSource(example: Example): boolean {
  if (['aws:sourceorgid', 'aws:sourceorgpaths'].some(key => example.has(key))) return false
  const [arn] = example.get('aws:sourcearn') ?? []
  const [account] = example.get('aws:sourceaccount') ?? []
  if (arn === undefined || account === undefined) return true
  return /^arn:[^:]*:s3:::./.test(arn) || accountIn('aws:sourcearn', arn) === account
}

/** A call that no service makes for somebody, for all that these keys tell. */
function isNothing(example: Example): boolean {
  return [...example].every(([key, values]) =>
    key === 'aws:viaawsservice' ? values[0] === 'false' : values.length === 0,
  )
}

/** From the internet, or through an endpoint of which no more than one thing is asked. */
function isNetwork(example: Example): boolean {
  const rest = network.slice(1).filter(key => example.has(key))
  const present = rest.filter(key => isPresent(example, key))
  if (!example.has('aws:sourceip')) return present.length === 0
  return isPresent(example, 'aws:sourceip') ? present.length === 0 : rest.length === 1 || present.length === 0
}

/** `kms:EncryptionContextKeys` lists the keys of the pairs. */
function isEncryptionContext(example: Example): boolean {
  const listed = example.get('kms:encryptioncontextkeys')
  if (listed === undefined) return true
  const names = new Set(listed.map(name => name.toLowerCase()))
  return [...example].every(
    ([key, values]) => !key.startsWith(pair) || values.length > 0 === names.has(key.slice(pair.length)),
  )
}

/** The alias of the request is one of the key's. */
function isAlias(example: Example): boolean {
  const [alias] = example.get('kms:requestalias') ?? []
  return alias === undefined || (example.get('kms:resourcealiases') ?? []).includes(alias)
}
