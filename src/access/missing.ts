import { overlaps, type ActionSet } from '../model/action-set.ts'
import type { Cure, Explanation } from '../model/can.ts'
import type { Key } from '../model/key.ts'
import { accountOfPrincipal, showAccount, showPrincipal, type Principal } from '../model/principal.ts'
import { isUnknown } from '../model/unknown.ts'
import { showCondition } from '../policy/conditions.ts'
import type { Case, Grounded } from './between.ts'
import { asked as openCondition, refusalsIn, stopsIn } from './can-way.ts'
import type { Facts } from './facts.ts'
import { explain, ofBoundary, ofGrants, ofIam, ofKeyPolicy, ofLevels } from './missing-halves.ts'
import type { Refusal } from './permit.ts'

/** A question that the answer is no to. */
export interface Asked {
  readonly one: Case
  readonly principal: Principal
  readonly key: Key
  readonly action: string
  readonly wanted: ActionSet
  /** What the question says that the request carries. */
  readonly given: Facts
}

/** What is missing, and what would mend it. */
export interface Missing {
  readonly parts: readonly Explanation[]
  readonly cures: readonly Cure[]
}

/** Why nothing allows a caller an action: what denies it, and which half is missing. */
export function whatIsMissing(asked: Asked, contradictions: readonly Grounded[]): Missing {
  const impossible = neverPossible(asked)
  if (impossible !== undefined) return impossible
  const policy = ofKeyPolicy(asked)
  const all: readonly Missing[] = [
    policy,
    ofGrants(asked),
    ...(policy.needsIam ? [ofIam(asked)] : []),
    ...(policy.isLimited ? [ofBoundary(asked)] : []),
    ofLevels(asked),
    ...contradictions.slice(0, 1).map(way => ofContradiction(asked, way)),
    ...refusalsIn(asked.one).flatMap(refusal => ofRefusal(asked, refusal)),
  ]
  return { parts: all.flatMap(({ parts }) => parts), cures: all.flatMap(({ cures }) => cures) }
}

/** What no policy can change. */
function neverPossible({ one, principal, key, action, wanted }: Asked): Missing | undefined {
  const { guarded, isOwn } = one
  if (!overlaps(guarded.possible, wanted)) {
    const { spec, usage, address } = key
    const type = [spec, usage].map(fact => (isUnknown(fact) ? fact.name : fact)).join(' for ')
    return {
      parts: [
        explain('no', `${address} is of type ${type}: no such key can do ${action}, whatever policies say`),
      ],
      cures: [{ says: `name a key that is made for ${action}` }],
    }
  }
  if (isOwn !== 'no' || principal.kind === 'service' || overlaps(guarded.inIam.crossAccount, wanted))
    return undefined
  const home = showAccount(key.account)
  const own = accountOfPrincipal(principal)
  const away = own === undefined ? '' : `, and it is of ${showAccount(own)}`
  return {
    parts: [explain('no', `AWS lets nobody outside of ${home} call ${action}, whatever policies say${away}`)],
    cures: [
      {
        says: `call it as a principal of ${home}, such as a role there that ${showPrincipal(principal)} assumes`,
      },
    ],
  }
}

/** Each half allows it, under conditions that no call meets together. */
function ofContradiction({ one }: Asked, { conditions, unless }: Grounded): Missing {
  const parts = [...conditions.map(openCondition), ...unless.map(stopsIn(one))]
  const says = 'what these statements ask for can never hold in one call'
  return {
    parts: [{ is: 'no', says, parts }],
    cures: [{ says: 'make the conditions of these statements agree' }],
  }
}

/** A Deny that stops each such call; one that the call decides explains nothing. */
function ofRefusal({ action, wanted }: Asked, refusal: Refusal): readonly Missing[] {
  const { says, statement, must, conditions, hangsOn } = refusal
  if (!overlaps(must, wanted) || conditions.length + hangsOn.length > 0) return []
  const parts = (statement?.conditions ?? []).map(condition =>
    explain('yes', showCondition(condition), condition.at),
  )
  const cure = `change ${says.replace(/, denies$/, '')}, so that it spares this call: a Deny outweighs every Allow`
  return [
    {
      parts: [{ ...explain('no', `${says} ${action}`, statement?.at), parts }],
      cures: [{ says: cure, ...(statement === undefined ? {} : { at: statement.at }) }],
    },
  ]
}
