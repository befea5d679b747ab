import { overlaps } from '../model/action-set.ts'
import type { Explanation } from '../model/can.ts'
import { accountOfPrincipal, showAccount, showPrincipal } from '../model/principal.ts'
import { showCondition } from '../policy/conditions.ts'
import { settle } from './facts.ts'
import type { Form } from './forms.ts'
import { permitsOfGrant, showOperations } from './grant-permits.ts'
import type { Asked, Missing } from './missing.ts'
import { namingsOf } from './naming.ts'
import { cureOfNearest, nearest, nearMissesIn, type NearMiss } from './near-misses.ts'
import { withinOrganization } from './organization-limits.ts'
import type { Permit } from './permit.ts'
import { policiesOver } from './world.ts'

const nothing: Missing = { parts: [], cures: [] }

/** A reason without parts. */
export function explain(is: Explanation['is'], says: string, at?: Explanation['at']): Explanation {
  return { is, says, ...(at === undefined ? {} : { at }), parts: [] }
}

/** The half of the key policy, and what else is asked for where it lets the caller in. */
export interface PolicyHalf extends Missing {
  /** It leaves it to IAM policies, or both accounts have to allow. */
  readonly needsIam: boolean
  /** A permissions boundary has to allow it too. */
  readonly isLimited: boolean
}

/** Whom the key policy lets in, or which of its statements come near it. */
export function ofKeyPolicy(asked: Asked): PolicyHalf {
  const { one, wanted } = asked
  const named = one.said.flatMap(said => said.named).filter(({ permit }) => overlaps(permit.actions, wanted))
  const forms = new Set(named.map(({ form }) => form))
  if (named.length === 0) return { ...notNamed(asked), needsIam: false, isLimited: false }
  const isForeign = one.isOwn !== 'yes'
  const alone: readonly Form[] = ['user', 'session', 'everyone', 'service']
  const isDirect = !isForeign && alone.some(form => forms.has(form))
  const needsIam =
    one.caller.principal.kind !== 'root-user' && (isForeign || !(isDirect || forms.has('role')))
  const steps = stepsOf(
    named.map(({ permit }) => permit),
    asked.action,
  )
  return {
    // What would let it in without IAM policies, but for a condition.
    parts: [
      ...steps,
      ...(needsIam ? nearest(nearInPolicy(asked).filter(({ distance }) => distance === 1)) : []),
    ],
    cures: [],
    needsIam: needsIam && one.caller.principal.kind !== 'service',
    isLimited: !isDirect,
  }
}

function stepsOf(permits: readonly Permit[], action: string): readonly Explanation[] {
  const steps = new Map(permits.flatMap(({ steps: all }) => all.map(step => [step.says, step] as const)))
  return [...steps.values()].map(({ says, at }) =>
    explain('yes', says.endsWith(', allows') ? `${says} ${action}` : says, at),
  )
}

/** Statements of the key policy that are meant for the caller and do not allow it this. */
function nearInPolicy({ one, ...asked }: Asked): readonly NearMiss[] {
  const { guarded, caller, facts } = one
  return guarded.documents.flatMap(({ statements }) =>
    nearMissesIn(
      statements.filter(({ principals }) => namingsOf(principals, caller).length > 0),
      guarded.noun,
      { ...asked, facts, target: guarded.inPolicy },
    ),
  )
}

function notNamed(asked: Asked): Missing {
  const { one, principal, action, wanted } = asked
  const { isOwn } = one
  const near = nearInPolicy(asked)
  const who = showPrincipal(principal)
  const account = accountOfPrincipal(principal)
  const hasAccount = account !== undefined && principal.kind !== 'root-user'
  const orAccount = hasAccount ? `, or leaves it to ${showAccount(account)}` : ''
  const says = `no statement of the key policy allows ${action} to ${who}${orAccount}`
  const cure = `let the key policy allow ${action} to ${who}`
  const byIam =
    hasAccount && isOwn === 'yes' ? ', or leave it to its account and allow it in an IAM policy' : ''
  const both = isOwn === 'no' && hasAccount ? ', and allow it in an IAM policy of its own account too' : ''
  const inVain = one.own.allows.some(({ actions }) => overlaps(actions, wanted))
  const alone = 'its IAM policies allow it, which counts only where the key policy leaves it to its account'
  return {
    parts: [{ ...explain('no', says), parts: nearest(near) }, ...(inVain ? [explain('no', alone)] : [])],
    cures: cureOfNearest(near, `${cure}${byIam}${both}`),
  }
}

/** Grants that name the caller, and why they do not help. */
export function ofGrants({ one, action, wanted, given }: Asked): Missing {
  const { guarded, caller } = one
  if (guarded.grants.length === 0) return nothing
  const parts = guarded.grants.flatMap(({ grant, hangsOn }): readonly Explanation[] => {
    const permits = permitsOfGrant(grant, caller, hangsOn)
    if (permits.length === 0) return []
    const fitting = permits.find(({ actions }) => overlaps(actions, wanted))
    const subject = `grant ${grant.address}`
    if (fitting === undefined)
      return [explain('no', `${subject} gives it ${showOperations(grant)}, not ${action}`, grant.at)]
    const unmet = fitting.conditions.find(condition => settle(condition, given).is === 'never')
    const says = `${subject} gives it ${action}`
    return unmet === undefined
      ? [explain('yes', says, grant.at)]
      : [explain('no', `${says} only when ${showCondition(unmet)}`, grant.at)]
  })
  return {
    parts: parts.length > 0 ? parts : [explain('no', `no grant on the key names it`)],
    cures: [],
  }
}

/** The half of the caller's own policies. */
export function ofIam({ one, key, principal, action, wanted, given }: Asked): Missing {
  const { identity, own, guarded, facts } = one
  if (identity === undefined) return nothing
  const allows = own.allows.filter(({ actions }) => overlaps(actions, wanted))
  if (allows.length > 0) return { parts: stepsOf(allows, action), cures: [] }
  const count = identity.policies.length
  const says =
    count === 0
      ? 'it has no IAM policy'
      : count === 1
        ? `its only IAM policy does not allow ${action} on this key`
        : `none of its ${count} IAM policies allows ${action} on this key`
  const sought = { action, wanted, given, facts, target: guarded.inIam }
  const near = identity.policies.flatMap(({ name, document }) =>
    nearMissesIn(document.statements, name, sought),
  )
  const cure = `allow ${action} on ${key.arn ?? `the ARN of ${key.address}`} in an IAM policy of ${showPrincipal(principal)}`
  return { parts: [{ ...explain('no', says), parts: nearest(near) }], cures: cureOfNearest(near, cure) }
}

/** A permissions boundary that allows too little; what it denies is told with what else denies. */
export function ofBoundary({ one, action, wanted, given }: Asked): Missing {
  const { identity, boundary, guarded, facts } = one
  if (boundary === undefined || identity?.boundary === undefined) return nothing
  if (boundary.allows.some(({ actions }) => overlaps(actions, wanted))) return nothing
  const { name, document } = identity.boundary
  const sought = { action, wanted, given, facts, target: guarded.inIam }
  const near = nearMissesIn(document.statements, name, sought)
  const says = `its permissions boundary does not allow ${action} on this key: ${name}`
  return {
    parts: [{ ...explain('no', says, document.at), parts: nearest(near) }],
    cures: [{ says: `allow ${action} in its permissions boundary too`, at: document.at }],
  }
}

/** Service control policies of a level that none of them allows it on. */
export function ofLevels({ one, action, wanted }: Asked): Missing {
  const { world, guarded, caller } = one
  const whole: Permit = { actions: wanted, conditions: [], unless: [], hangsOn: [], steps: [] }
  const account = accountOfPrincipal(caller.principal)
  if (account === undefined || withinOrganization(world, one, guarded.inIam, whole).length > 0) return nothing
  const names = policiesOver(world, 'scp', account).flatMap(({ level, name }) =>
    level === undefined ? [] : [name],
  )
  const says = `the service control policies over ${showAccount(account)} do not allow ${action} at every level`
  return {
    parts: [{ ...explain('no', says), parts: [...new Set(names)].map(name => explain('no', name)) }],
    cures: [{ says: `allow ${action} in a service control policy of each level` }],
  }
}
