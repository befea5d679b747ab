import type { Access, SharedAccess, Step } from '../model/access.ts'
import type { Identity } from '../model/identity.ts'
import type { Key } from '../model/key.ts'
import { isNamed, type Principal } from '../model/principal.ts'
import { withoutPlaces } from '../model/source-location.ts'
import { nameOf, type Statement } from '../model/statement.ts'
import { accessesOfPrincipal } from './accesses.ts'
import { factsOfKey } from './facts.ts'
import { withoutNamedKeys, type Mentions } from './mentions.ts'
import { admittedAmong } from './pools.ts'
import { coversKey } from './resources.ts'
import type { World } from './world.ts'

/** Accesses of identities that reach many keys: worked out once for all keys that are alike. */
export interface SharedAccesses {
  readonly of: (key: Key) => Shared
}

/** What keys of one kind have in common. */
export interface Shared {
  readonly accesses: readonly SharedAccess[]
  /** The key that they were worked out for. */
  readonly example: Key
}

/** `of` costs time in the number of identities for the first key of a kind, and little for the others. */
export function sharedAccesses(world: World, mentions: Mentions): SharedAccesses {
  const byKind = new Map<string, Shared>()
  const admitted = admittedAmong(world.identities, mentions)
  const kinds = new WeakMap<Key, string>()
  return {
    of: key => {
      const kind = kinds.get(key) ?? kindOf(withoutNames(key), mentions)
      kinds.set(key, kind)
      const known = byKind.get(kind)
      if (known !== undefined) return known
      const example = withoutNames(key)
      const alike = withoutMentionsOf(example, world, mentions)
      const accesses = admitted(example).flatMap(identity =>
        accessesOfPrincipal(alike, principalOf(identity), example, 'left out').map(withoutKey),
      )
      const shared = { accesses, example }
      byKind.set(kind, shared)
      return shared
    },
  }
}

/** The world as it is to all keys of a kind: what policies allow on one of them by its name, they do not on the others. */
function withoutMentionsOf(example: Key, world: World, mentions: Mentions): World {
  const naming = new Map(mentions.allowedOn(example).map(one => [one, withoutNamedKeys(one)]))
  if (naming.size === 0) return world
  return {
    ...world,
    identityOf: principal => {
      const identity = world.identityOf(principal)
      return identity && (naming.get(identity) ?? identity)
    },
  }
}

/** An access of `Shared`, for one key of the kind. */
export function accessOn({ example }: Shared, shared: SharedAccess, key: Key): Access {
  const [first, ...others] = shared.path
  const twins = knownTwins(example, key)
  return { ...shared, key, path: [stepOn(first, twins), ...others.map(step => stepOn(step, twins))] }
}

/**
 * A key as it is to those whom its policy does not name: what it allows to somebody by name adds to what others have,
 * and takes nothing from them. Most keys of one kind differ in nothing else.
 */
function withoutNames(key: Key): Key {
  const [first, ...others] = key.policies.map(policy => {
    const statements = policy.document.statements.filter(statement => !allowsByNameAlone(statement))
    return { ...policy, document: { ...policy.document, statements } }
  })
  return first === undefined ? key : { ...key, policies: [first, ...others] }
}

function allowsByNameAlone({ effect, principals }: Statement): boolean {
  if (effect !== 'Allow' || principals === undefined || principals.negated) return false
  return principals.items.every(({ principal }) => isNamed(principal))
}

const twinsByKey = new WeakMap<Key, { readonly from: Key; readonly twins: Twins }>()

/** A list of a thousand principals asks for the same key each time. */
function knownTwins(from: Key, key: Key): Twins {
  const known = twinsByKey.get(key)
  if (known?.from === from) return known.twins
  const twins = twinsOf(from, withoutNames(key))
  twinsByKey.set(key, { from, twins })
  return twins
}

type Twins = ReadonlyMap<string, readonly [Statement, Statement]>

/** The statements of one key's policies, by the places of their twins in those of another key of its kind. */
function twinsOf(from: Key, to: Key): Twins {
  const others = to.policies.flatMap(({ document }) => document.statements)
  return new Map(
    from.policies
      .flatMap(({ document }) => document.statements)
      .flatMap((statement, index) => {
        const twin = others[index]
        return twin === undefined ? [] : [[placeOf(statement.at), [statement, twin] as const] as const]
      }),
  )
}

function placeOf({ file, address, pointer }: Step['at']): string {
  return [file, address, pointer].join('\n')
}

function stepOn(step: Step, twins: Twins): Step {
  const [statement, twin] = twins.get(placeOf(step.at)) ?? []
  if (statement === undefined || twin === undefined) return step
  return { ...step, says: step.says.replace(nameOf(statement), () => nameOf(twin)), at: twin.at }
}

function withoutKey(access: Access): SharedAccess {
  const { key: _, ...shared } = access
  return shared
}

/** The role or user itself. */
export function principalOf({ kind, arn, account }: Identity): Principal {
  return { kind, arn, account }
}

/** Equal for keys that no policy of an identity can tell apart. */
function kindOf(key: Key, mentions: Mentions): string {
  const { account, region, spec, usage, origin, multiRegion } = key
  const facts = factsOfKey(key)
  const labels = mentions.labels.map(label => facts(label))
  const policies = key.policies.map(({ document }) => [
    document.at.pointer,
    document.holes,
    document.statements.map(statement => ({ ...statement, resources: coversKey(statement.resources, key) })),
  ])
  const nature = [account, region, spec, usage, origin, multiRegion, key.arn === undefined]
  return JSON.stringify([nature, labels, policies, mentions.distinctionsOf(key)], withoutPlaces)
}
