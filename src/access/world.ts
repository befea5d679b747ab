import { sameAccount, type Account } from '../model/account.ts'
import type { Grant } from '../model/grant.ts'
import type { Identity } from '../model/identity.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { limitsSomebody, type OrganizationPolicy } from '../model/organization.ts'
import { principalId, type Principal } from '../model/principal.ts'
import { showText } from '../model/text.ts'
import { allOf, anyOf, opposite, type Tri } from '../model/tri.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { parseArn } from '../policy/arn.ts'
import type { Caller } from './naming.ts'

/** All inputs as one world, indexed once: no look-up runs over all keys or all principals. */
export interface World {
  readonly keys: readonly Key[]
  readonly identities: readonly Identity[]
  readonly grants: readonly Grant[]
  readonly organizationPolicies: readonly OrganizationPolicy[]
  /** The role or user that a principal is, if the input has it. */
  readonly identityOf: (principal: Principal) => Identity | undefined
  /** Grants that are on a key, or may be, and what that hangs on. */
  readonly grantsOn: (key: Key) => readonly PlacedGrant[]
  readonly keysOf: (grant: Grant) => readonly Key[]
  /** The organization of an account, if the input tells it. */
  readonly organizationOf: (account: Account) => string | undefined
}

/** A grant, and what hides whether it is on a key. */
export interface PlacedGrant {
  readonly grant: Grant
  readonly hangsOn: readonly Unknown[]
}

/** Puts the inventories of several inputs together. */
export function worldOf(inventories: readonly Inventory[]): World {
  const keys = inventories.flatMap(inventory => inventory.keys)
  const identities = inventories.flatMap(inventory => inventory.identities)
  const grants = inventories.flatMap(inventory => inventory.grants)
  const { onKey, ofGrant, untold } = placed(keys, grants)
  const organizations = new Map(inventories.flatMap(inventory => [...(inventory.organizations ?? [])]))
  return {
    keys,
    identities,
    grants,
    organizationPolicies: inventories.flatMap(inventory =>
      inventory.organizationPolicies.filter(limitsSomebody),
    ),
    identityOf: identityAmong(identities),
    grantsOn: key => (untold.length === 0 ? (onKey.get(key) ?? []) : [...(onKey.get(key) ?? []), ...untold]),
    keysOf: grant => ofGrant.get(grant) ?? [],
    organizationOf: account => (isUnknown(account) ? undefined : organizations.get(account)),
  }
}

/** Looks up the role or user among these that a principal is, or is a session of. */
export function identityAmong(identities: readonly Identity[]): World['identityOf'] {
  const byArn = new Map(identities.map(identity => [showText(identity.arn), identity]))
  const byName = new Map(identities.flatMap(identity => nameOfRole(identity).map(name => [name, identity])))
  return principal =>
    principal.kind === 'session'
      ? byName.get(roleOfSession(principal.arn))
      : byArn.get(principalId(principal))
}

/** A session tells its role by account and name: those of a role, nothing for a user. */
export function nameOfRole({ kind, arn }: Pick<Identity, 'kind' | 'arn'>): readonly string[] {
  const [start, ...rest] = showText(arn).split(':role/')
  const path = rest.join(':role/')
  return kind === 'role' && path !== '' ? [`${start}/${path.slice(path.lastIndexOf('/') + 1)}`] : []
}

/** The account and name of a session's role, as `nameOfRole` has them. */
export function roleOfSession(arn: Identity['arn']): string {
  const [start, rest = ''] = showText(arn).split(':assumed-role/')
  return `${(start ?? '').replace(':sts:', ':iam:')}/${rest.split('/')[0]}`
}

function placed(keys: readonly Key[], grants: readonly Grant[]) {
  const named = new Map<string, Key>()
  for (const key of keys) {
    named.set(placeOf(key.at.file, key.address), key)
    if (key.arn !== undefined) named.set(key.arn, key)
  }
  const onKey = new Map<Key, PlacedGrant[]>()
  // Of these nobody can tell which key they are on: perhaps each.
  const untold: PlacedGrant[] = []
  const ofGrant = new Map<Grant, readonly Key[]>()
  for (const grant of grants) {
    const { addresses, file = grant.at.file, name } = grant.key
    const meant = [...addresses.map(address => placeOf(file, address)), ...(name === undefined ? [] : [name])]
    const found = [...new Set(meant.flatMap(one => named.get(one) ?? []))]
    ofGrant.set(grant, found)
    if (addresses.length === 0 && name === undefined) untold.push({ grant, hangsOn: [whichKey(grant)] })
    const hangsOn = found.length > 1 ? [whichKey(grant)] : []
    for (const key of found) {
      const others = onKey.get(key)
      if (others === undefined) onKey.set(key, [{ grant, hangsOn }])
      else others.push({ grant, hangsOn })
    }
  }
  return { onKey, ofGrant, untold }
}

/** Addresses are unique within an input. */
function placeOf(file: string, address: string): string {
  return `${file}\n${address}`
}

function whichKey({ at, address }: Grant): Unknown {
  const name = `which key ${address} is on`
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at }
}

/** A principal with what the input knows about it. */
export function callerIn(world: World, principal: Principal): { caller: Caller; identity?: Identity } {
  const identity = world.identityOf(principal)
  if (identity === undefined) return { caller: { principal, bounded: 'no' } }
  const { uniqueId, boundary, complete, address } = identity
  const caller: Caller = {
    principal,
    ...(principal.kind === 'session' ? { roleArn: identity.arn } : {}),
    ...(uniqueId === undefined ? {} : { uniqueId }),
    // What a snapshot tells of exists.
    isNew: complete && uniqueId === undefined && !address.startsWith('arn:'),
    bounded: boundary === undefined ? 'no' : boundary.hangsOn.length === 0 ? 'yes' : 'unknown',
  }
  return { caller, identity }
}

/** The policies of an organization that reach an account, with what that hangs on. */
export function policiesOver(
  world: World,
  kind: OrganizationPolicy['kind'],
  account: Account,
): readonly OrganizationPolicy[] {
  return world.organizationPolicies.flatMap(policy => {
    if (policy.kind !== kind) return []
    const { accounts, spares = [] } = policy
    const named: Tri = accounts === 'every' ? 'yes' : isAmong(accounts, account)
    const reaches = allOf([named, opposite(isAmong(spares, account))])
    if (reaches === 'no') return []
    return reaches === 'yes' ? [policy] : [{ ...policy, hangsOn: [...policy.hangsOn, whomItReaches(policy)] }]
  })
}

function isAmong(accounts: readonly Account[], account: Account): Tri {
  return anyOf(accounts.map(one => sameAccount(one, account)))
}

function whomItReaches({ name, at }: OrganizationPolicy): Unknown {
  return {
    kind: 'unknown',
    reason: 'not-in-input',
    name: `which accounts ${name} reaches`,
    shape: 'anything',
    at,
  }
}

/** Roles that AWS made for its services are out of an organization's reach; their path tells them. */
export function isServiceLinked(principal: Principal, roleArn: Identity['arn'] | undefined): boolean {
  const arn = principal.kind === 'role' ? principal.arn : roleArn
  const resource = arn === undefined ? undefined : parseArn(arn)?.resource
  const [start] = resource ?? []
  return typeof start === 'string' && start.startsWith('role/aws-service-role/')
}
