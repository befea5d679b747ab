import type { Access, SharedAccess, Via } from '../model/access.ts'
import type { Key } from '../model/key.ts'
import { accountOfPrincipal, principalId, type Principal } from '../model/principal.ts'
import { showCondition } from '../policy/conditions.ts'
import { openCase, permitsIn, type Grounded, type Unseen } from './between.ts'
import { guardedKey } from './guarded.ts'
import { isContradiction } from './satisfiable.ts'
import type { World } from './world.ts'

/** What one principal can do with a key as things stand. */
export type AccessesOf = (principal: Principal, key: Key) => readonly Access[]

/**
 * `accessesOfPrincipal` as it is shown, with the answers about the last key kept: all of one key are asked for in a row,
 * several times, and those of all keys would take too much memory.
 */
export function rememberedAccesses(world: World): AccessesOf {
  let last: { readonly key: Key; readonly known: Map<string, Known> } | undefined
  return (principal, key) => {
    if (last?.key !== key) last = { key, known: new Map() }
    const name = `${principal.kind} ${principalId(principal)}`
    const before = last.known.get(name)
    if (before !== undefined && isSame(before.principal, principal)) return before.accesses
    const accesses = accessesOfPrincipal(world, principal, key, 'left out')
    last.known.set(name, { principal, accesses })
    return accesses
  }
}

interface Known {
  readonly principal: Principal
  readonly accesses: readonly Access[]
}

/** Of the same name: two holes of one name can stand at two places, and their accounts can be two unknowns. */
function isSame(one: Principal, other: Principal): boolean {
  if (one === other) return true
  if (!('arn' in one && 'arn' in other)) return false
  return (
    accountOfPrincipal(one) === accountOfPrincipal(other) &&
    one.arn.length === other.arn.length &&
    one.arn.every((part, index) => part === other.arn[index])
  )
}

/** What one principal can do with a key as things stand (`permitsIn`); the shortest path first, certain before possible. */
export function accessesOfPrincipal(
  world: World,
  principal: Principal,
  key: Key,
  unseen: Unseen,
): readonly Access[] {
  const address = world.identityOf(principal)?.address
  return permitsIn(openCase(world, principal, guardedKey(world, key), unseen))
    .filter(permit => !isContradiction(permit))
    .flatMap(permit => accessOf(permit, principal, address, key))
    .toSorted(shortestFirst)
}

function accessOf(
  permit: Grounded,
  principal: Principal,
  address: string | undefined,
  key: Key,
): readonly Access[] {
  const [first, ...more] = permit.steps
  if (first === undefined) return []
  const { via, actions, conditions, unless, hangsOn } = permit
  return [
    {
      principal,
      ...(address === undefined || principal.kind === 'session' ? {} : { principalAddress: address }),
      key,
      via,
      actions,
      certainty: hangsOn.length === 0 ? 'certain' : 'possible',
      path: [first, ...more],
      conditions,
      unless,
      unknowns: hangsOn,
    },
  ]
}

const vias: readonly Via[] = ['key-policy', 'kms-grant', 'iam-policy']

function shortestFirst(one: Access, another: Access): number {
  return (
    Number(one.certainty === 'possible') - Number(another.certainty === 'possible') ||
    one.path.length - another.path.length ||
    one.conditions.length + one.unless.length - another.conditions.length - another.unless.length ||
    vias.indexOf(one.via) - vias.indexOf(another.via)
  )
}

/** Equal for accesses of the same principal, actions and open conditions. */
export function signatureOf(access: SharedAccess): string {
  const { principal, via, actions, certainty, conditions, unless } = access
  return JSON.stringify([
    principalId(principal),
    via,
    actions.toString(36),
    certainty,
    conditions.map(showCondition),
    unless.map(list => list.map(showCondition)),
  ])
}
