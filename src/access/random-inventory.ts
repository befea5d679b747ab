import type { Grant, GrantConstraint } from '../model/grant.ts'
import type { Identity, IdentityPolicy } from '../model/identity.ts'
import { emptyInventory, type Inventory } from '../model/inventory.ts'
import type { Key, Setting } from '../model/key.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import { accountOfPrincipal, type Principal } from '../model/principal.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { literal, text } from '../model/text.ts'
import { awsPrincipal, servicePrincipal } from '../policy/principals.ts'
import { readPolicyText } from '../policy/read-policy.ts'
import { own } from './random-conditions.ts'
import type { Document } from './random-policies.ts'
import type {
  WrittenGrant,
  WrittenIdentity,
  WrittenKey,
  WrittenLimit,
  WrittenWorld,
} from './random-worlds.ts'

/** For tests only: the inventory that a reader would make of a written world; nothing in it is unknown. */
export function inventoryOf(world: WrittenWorld): Inventory {
  const keys = world.keys.map(keyOf)
  return {
    ...emptyInventory,
    keys,
    aliases: keys.flatMap(({ address, aliases, at }) => aliases.map(name => ({ name, key: address, at }))),
    identities: world.identities.map(identityOf),
    grants: world.grants.map((grant, index) => grantOf(grant, index, keys)),
    organizationPolicies: world.limits.map(limitOf),
  }
}

/** For tests only: whom an ARN or the name of a service means. */
export function principalOf(written: string): Principal {
  return written.startsWith('arn:') ? awsPrincipal(text(written)) : servicePrincipal(text(written))
}

const place = (address: string, pointer = ''): SourceLocation => ({ file: 'world', address, pointer })

function documentAt(document: Document, at: SourceLocation) {
  return readPolicyText(JSON.stringify(document), at)
}

function keyOf(key: WrittenKey, index: number): Key {
  const address = `aws_kms_key.k${index}`
  const at = place(address)
  const off: Setting = { value: false, at }
  const [, , , region = '', account = '', id = ''] = key.arn.split(':')
  const document = documentAt(key.policy, place(address, '/policy'))
  return {
    address,
    at,
    declared: true,
    arn: key.arn,
    account,
    region,
    spec: key.spec,
    usage: key.usage,
    origin: 'AWS_KMS',
    replica: key.replica,
    multiRegion: id.startsWith('key/mrk-'),
    enabled: true,
    rotation: off,
    bypassesLockoutCheck: off,
    policies: [{ source: 'written', sensitive: false, document }],
    aliases: key.aliases,
    hasAllAliases: true,
    tags: new Map(Object.entries(key.tags)),
  }
}

function identityOf({ arn, policies, boundary }: WrittenIdentity): Identity {
  const policyOf = (document: Document, name: string): IdentityPolicy => ({
    name,
    document: documentAt(document, place(arn, `/${name}`)),
    sensitive: false,
    hangsOn: [],
  })
  return {
    kind: arn.includes(':role/') ? 'role' : 'user',
    address: arn,
    at: place(arn),
    arn: text(arn),
    account: arn.split(':')[4] ?? '',
    policies: policies.map((document, index) => policyOf(document, `policy ${index}`)),
    ...(boundary === null ? {} : { boundary: policyOf(boundary, 'boundary') }),
    complete: true,
  }
}

function grantOf(grant: WrittenGrant, index: number, keys: readonly Key[]): Grant {
  const address = `aws_kms_grant.g${index}`
  const key = keys[grant.key % keys.length]
  return {
    address,
    at: place(address),
    key: { addresses: key === undefined ? [] : [key.address] },
    grantee: principalOf(grant.grantee),
    operations: grant.operations.map(operation => text(operation)),
    constraints: constraintsOf(grant, place(address, '/constraints')),
    createdBy: own,
  }
}

function constraintsOf({ equals, subset, sourceArn }: WrittenGrant, at: SourceLocation): GrantConstraint[] {
  const pairs = (kind: 'equals' | 'subset', given: Readonly<Record<string, string>>): GrantConstraint => ({
    kind,
    pairs: new Map(Object.entries(given).map(([name, value]) => [name, text(value)])),
    at,
  })
  return [
    ...(equals === undefined ? [] : [pairs('equals', equals)]),
    ...(subset === undefined ? [] : [pairs('subset', subset)]),
    ...(sourceArn === undefined ? [] : [{ kind: 'source-arn' as const, arn: text(sourceArn), at }]),
  ]
}

function limitOf({ kind, accounts, level, document }: WrittenLimit, index: number): OrganizationPolicy {
  const at = place(`aws_organizations_policy.p${index}`)
  return {
    kind,
    name: `${kind} ${index}`,
    document: documentAt(document, at),
    at,
    accounts,
    hangsOn: [],
    ...(level === null ? {} : { level }),
  }
}

/** For tests only: the identity that a caller is, or is a session of. */
export function identityBehind(principal: Principal, inventory: Inventory): Identity | undefined {
  if (!('arn' in principal)) return undefined
  const arn = literal(principal.arn) ?? ''
  const role = /:assumed-role\/([^/]*)\//.exec(arn)?.[1]
  return inventory.identities.find(identity =>
    role === undefined
      ? literal(identity.arn) === arn
      : identity.kind === 'role' &&
        identity.account === accountOfPrincipal(principal) &&
        literal(identity.arn)?.endsWith(`/${role}`) === true,
  )
}
