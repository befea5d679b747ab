import type { Alias } from '../../model/inventory.ts'
import type { Key } from '../../model/key.ts'
import type { PlannedChanges } from '../../model/planned-changes.ts'
import { isUnknown, type Knowable } from '../../model/unknown.ts'
import { defaultKeyPolicy } from '../../policy/read-policy.ts'
import { kmsArnOf } from '../snapshot/arns.ts'
import { namesByKey } from '../terraform/aliases.ts'

/** Keys with their aliases, and at which address a key of the snapshot now stands. */
export interface JoinedKeys {
  readonly keys: readonly Key[]
  readonly aliases: readonly Alias[]
  readonly placeOf: (arn: string) => KeyPlace | undefined
}

/** An address and the input that it is of: addresses are unique in one input alone. */
export interface KeyPlace {
  readonly address: string
  readonly file: string
}

/** Keys as they will be: those of the plan with what it cannot tell, then those that it does not touch. */
export function joinKeys(
  existing: { readonly keys: readonly Key[]; readonly aliases: readonly Alias[] },
  planned: { readonly keys: readonly Key[]; readonly aliases: readonly Alias[] },
  { destroyed, reset }: Pick<PlannedChanges, 'destroyed' | 'reset'>,
): JoinedKeys {
  const moved = movedAliases(planned)
  const aliases = existing.aliases.filter(alias => !destroyed.has(alias.at.address) && !moved(alias))
  const names = namesByKey([...planned.aliases, ...aliases])
  const isSettled = planned.aliases.every(isTold)
  const left = existing.keys.filter(({ address }) => !destroyed.has(address))
  const byArn = new Map(
    left.map((key): [string, Key] => [
      key.address,
      {
        ...(reset.has(key.address) ? resetKey(key) : key),
        aliases: names.get(key.address) ?? [],
        hasAllAliases: key.hasAllAliases && isSettled,
      },
    ]),
  )
  const met = new Set<string>()
  const joined = planned.keys.map(key => {
    const { arn = '' } = key
    const found = byArn.get(arn)
    if (found === undefined) return withAliases(key, names.get(arn))
    met.add(found.address)
    return completedKey(key, found)
  })
  const placeOf = placesOf([...byArn.values(), ...joined])
  return {
    keys: [...joined, ...[...byArn.values()].filter(({ address }) => !met.has(address))],
    aliases: [...planned.aliases, ...aliases.map(alias => atAddress(alias, placeOf))],
    placeOf,
  }
}

/** Where the keys of these ARNs stand; the last of the same ARN counts. */
function placesOf(keys: readonly Key[]): JoinedKeys['placeOf'] {
  const byArn = new Map(keys.map(key => [key.arn, key]))
  return arn => {
    const key = byArn.get(arn)
    return key === undefined ? undefined : { address: key.address, file: key.at.file }
  }
}

/** Whether it is told which key an alias of a plan is for; one that exists is no other's. */
function isTold({ name, key, at }: Alias): boolean {
  return (name !== undefined && key !== undefined) || kmsArnOf(at.address) !== undefined
}

/** Aliases can be told of a key that nothing else is told of. */
function withAliases(key: Key, more: readonly string[] = []): Key {
  return more.length === 0 ? key : { ...key, aliases: [...new Set([...key.aliases, ...more])] }
}

/** A key that AWS's default policy is put back on. */
function resetKey(key: Key): Key {
  const document = defaultKeyPolicy(key.account, key.at)
  return { ...key, policies: [{ source: 'aws-default', sensitive: false, document }] }
}

/** A key with what another source tells of it and its own does not. */
export function completedKey(planned: Key, existing: Key): Key {
  return {
    ...planned,
    region: known(planned.region, existing.region),
    spec: known(planned.spec, existing.spec),
    usage: known(planned.usage, existing.usage),
    origin: known(planned.origin, existing.origin),
    replica: planned.replica || (!planned.declared && existing.replica),
    multiRegion: known(planned.multiRegion, existing.multiRegion),
    enabled: known(planned.enabled, existing.enabled),
    rotation: isUntold(planned.rotation.value) ? existing.rotation : planned.rotation,
    aliases: [...new Set([...planned.aliases, ...existing.aliases])],
    hasAllAliases: planned.hasAllAliases || existing.hasAllAliases,
    tags: known(planned.tags, existing.tags),
    policies: isOnlyNamed(planned.policies[0]) ? existing.policies : planned.policies,
  }
}

function known<Value>(own: Knowable<Value>, other: Knowable<Value>): Knowable<Value> {
  return isUntold(own) ? other : own
}

/** A policy of which nothing is known but that it stands elsewhere. */
function isOnlyNamed({ document: { statements, holes } }: Key['policies'][0]): boolean {
  return statements.length === 0 && holes.some(isUntold)
}

function isUntold(value: unknown): boolean {
  return isUnknown(value) && value.reason === 'not-in-input'
}

/** An alias has one key in an account and Region: where the plan gives it one, the old one has it no more. */
function movedAliases(planned: {
  readonly keys: readonly Key[]
  readonly aliases: readonly Alias[]
}): (alias: Alias) => boolean {
  // Addresses are unique within a plan, and there may be several.
  const keys = new Map(planned.keys.map(key => [`${key.at.file}\n${key.address}`, key]))
  const taken = new Set<string>()
  for (const { name, key: address, at } of planned.aliases) {
    const key = keys.get(`${at.file}\n${address}`)
    if (name !== undefined && key !== undefined && !isUnknown(key.account) && !isUnknown(key.region))
      taken.add(`${key.account} ${key.region} ${name}`)
  }
  return ({ name, at }) => {
    const place = kmsArnOf(at.address)
    return place !== undefined && taken.has(`${place.account} ${place.region} ${name}`)
  }
}

function atAddress(alias: Alias, placeOf: JoinedKeys['placeOf']): Alias {
  const address = alias.key === undefined ? undefined : placeOf(alias.key)?.address
  const { key: _, ...own } = alias
  return address === undefined ? own : { ...own, key: address }
}
