import type { Access, SharedAccess, Via } from '../model/access.ts'
import type { Key } from '../model/key.ts'
import { principalId, type Principal } from '../model/principal.ts'
import { showCondition } from '../policy/conditions.ts'
import { openCase, permitsIn, type Grounded, type Unseen } from './between.ts'
import { guardedKey } from './guarded.ts'
import { isContradiction } from './satisfiable.ts'
import type { World } from './world.ts'

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
