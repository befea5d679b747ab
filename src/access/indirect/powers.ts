import type { Account } from '../../model/account.ts'
import { intersection, noActions, overlaps, type ActionSet } from '../../model/action-set.ts'
import type { Identity } from '../../model/identity.ts'
import { isUnknown } from '../../model/unknown.ts'
import type { Permit } from '../permit.ts'
import type { World } from '../world.ts'
import { aimAtAnything, type Aim } from './aims.ts'
import { permitsOn } from './permits.ts'
import { householdsOf, reachedBy, reaching, type Household } from './reaches.ts'

/** Which identities have power over others: indexed once, so that nobody is compared with everybody. */
export interface Powers {
  /** Those of its account whose policies may allow one of these actions on an identity. */
  readonly over: (identity: Identity, actions: ActionSet) => readonly Identity[]
  /** Those of an account whose policies may allow one of these actions on anything. */
  readonly within: (account: Account, actions: ActionSet) => readonly Identity[]
  /** Whether its policies may allow an identity one of these actions on anything. */
  readonly has: (by: Identity, actions: ActionSet) => boolean
  /** Those of its account on whom the policies of an identity may allow one of these actions, so many at most. */
  readonly reach: (by: Identity, actions: ActionSet, most: number) => readonly Identity[]
  /** Anything in an account that an action (`iam:AddUserToGroup`) can be done to, as what `permits` is asked about. */
  readonly anythingIn: (account: Account, action: string) => Aim
  /** What allows an identity one of these actions, the least open first. */
  readonly permits: (identity: Identity, actions: ActionSet, aim: Aim) => readonly Permit[]
}

/** Reads the policies of all identities once; what they permit is worked out when it is asked for. */
export function powersIn(world: World): Powers {
  const near = householdsOf(world.identities)
  const able = ableIn()
  const anything = new Map<string, Aim>()
  const known = new WeakMap<Identity, WeakMap<Aim, readonly Permit[]>>()
  return {
    over: ({ account, arn }, actions) => [
      ...new Set(near(account).flatMap(household => reaching(household, arn, actions))),
    ],
    within: (account, actions) => near(account).flatMap(household => able(household, actions)),
    has: (by, actions) =>
      near(by.account).some(
        household => household.able.get(by)?.some(one => overlaps(one.actions, actions)) === true,
      ),
    reach: (by, actions, most) => [
      ...new Set(near(by.account).flatMap(household => reachedBy(household, by, actions, most))),
    ],
    anythingIn: (account, action) => {
      const [prefix = ''] = action.split(':')
      const services = elsewhere[prefix] ?? [prefix]
      if (isUnknown(account)) return aimAtAnything({ account, services })
      const name = `${account} ${prefix}`
      const found = anything.get(name) ?? aimAtAnything({ account, services })
      anything.set(name, found)
      return found
    },
    permits: (identity, actions, aim) => {
      const byAim = known.get(identity) ?? new WeakMap<Aim, readonly Permit[]>()
      known.set(identity, byAim)
      const all = byAim.get(aim) ?? permitsOn(world, identity, aim)
      byAim.set(aim, all)
      return all.flatMap(permit => {
        const asked = intersection(permit.actions, actions)
        return asked === noActions ? [] : [{ ...permit, actions: asked }]
      })
    },
  }
}

/** Sessions and commands are on instances, too (Service Authorization Reference, AWS Systems Manager). */
const elsewhere: Readonly<Record<string, readonly string[]>> = { ssm: ['ssm', 'ec2'] }

/** The same few sets of actions are asked about for each role. */
function ableIn(): (household: Household, actions: ActionSet) => readonly Identity[] {
  const known = new WeakMap<Household, Map<ActionSet, readonly Identity[]>>()
  return (household, actions) => {
    const bySet = known.get(household) ?? new Map<ActionSet, readonly Identity[]>()
    known.set(household, bySet)
    const found =
      bySet.get(actions) ??
      [...household.able].flatMap(([identity, reaches]) =>
        reaches.some(reach => overlaps(reach.actions, actions)) ? [identity] : [],
      )
    bySet.set(actions, found)
    return found
  }
}
