import { difference, noActions, type ActionSet } from '../model/action-set.ts'
import type { Principal } from '../model/principal.ts'
import type { Condition, Listed, NamedPrincipal, Statement } from '../model/statement.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { holesOfActions } from './action-holes.ts'
import { admitted, admittedWithOwn, aliveUnder } from './callers.ts'
import type { Candidate } from './candidate.ts'
import { noFacts } from './facts.ts'
import type { Target } from './target.ts'

/** What one statement allows on a target: nothing when it is a Deny or has no effect. */
export function allowedBy(statement: Statement, target: Target): readonly Candidate[] {
  if (statement.effect === 'Deny') return []
  const resource = target.covered(statement.resources, noFacts)
  if (resource.is === 'no') return []
  const hangsOn = [
    ...(isUnknown(statement.effect) ? [statement.effect] : []),
    ...resource.hangsOn,
    ...statement.conditionHoles,
  ]
  const open = { hangsOn, conditions: [...(resource.conditions ?? []), ...statement.conditions] }
  return actionGroups(statement, target).flatMap(group =>
    principalsOf(statement, target).flatMap(named => candidatesOf(statement, target, group, named, open)),
  )
}

/** What is open about a statement as a whole. */
interface Open {
  readonly hangsOn: readonly Unknown[]
  readonly conditions: readonly Condition[]
}

/** Actions that share the same holes. */
interface ActionGroup {
  readonly actions: ActionSet
  readonly hangsOn: readonly Unknown[]
}

function actionGroups(statement: Statement, target: Target): readonly ActionGroup[] {
  const { must, may } = target.catalogue.coverOf(statement.actions)
  const perhaps = difference(may, must)
  const groups: ActionGroup[] = []
  if (must !== noActions) groups.push({ actions: must, hangsOn: [] })
  if (perhaps !== noActions) groups.push({ actions: perhaps, hangsOn: holesOfActions(statement.actions) })
  return groups.flatMap(group => aliveIn(group, statement, target))
}

function aliveIn(
  { actions, hangsOn }: ActionGroup,
  statement: Statement,
  target: Target,
): readonly ActionGroup[] {
  const alive = aliveUnder(statement.conditions, target, actions)
  const groups = [
    { actions: alive.actions, hangsOn },
    { actions: alive.perhaps, hangsOn: [...hangsOn, ...alive.hangsOn] },
  ]
  return groups.filter(group => group.actions !== noActions)
}

interface Named {
  readonly principal: Principal
  readonly hangsOn: readonly Unknown[]
}

/** `NotPrincipal` in an Allow: AWS does not support it, so that everyone is admitted perhaps. */
function principalsOf(statement: Statement, { admitsProviders }: Target): readonly Named[] {
  const listed: Listed<NamedPrincipal> | undefined = statement.principals
  if (listed === undefined) return []
  if (listed.negated) {
    const hole = undecided('what AWS makes of `NotPrincipal` in an Allow', listed.at)
    return [{ principal: { kind: 'everyone' }, hangsOn: [hole] }]
  }
  return listed.items
    .map(({ principal }) => principal)
    .filter(({ kind }) => kind !== 'unusable' && (kind !== 'federated' || admitsProviders))
    .map(principal => ({ principal, hangsOn: doubtsAbout(principal, listed.at) }))
}

/** AWS writes the unique id in the place of a user or role that was deleted: perhaps it admits nobody. */
function doubtsAbout(principal: Principal, at: Statement['at']): readonly Unknown[] {
  if (principal.kind === 'unknown') return [principal.unknown]
  if (principal.kind !== 'unique-id') return []
  return [undecided(`whether ${principal.id} still exists`, at)]
}

function candidatesOf(
  statement: Statement,
  target: Target,
  group: ActionGroup,
  named: Named,
  { hangsOn, conditions }: Open,
): readonly Candidate[] {
  const hasOwnOnly = difference(group.actions, target.crossAccount) !== noActions
  const who = hasOwnOnly ? admittedWithOwn : admitted
  return who(named.principal, conditions, target).map(callers => ({
    statement,
    principal: callers.principal,
    actions: group.actions,
    cutFrom: [],
    met: callers.met,
    conditions: callers.conditions,
    unless: [],
    hangsOn: [...hangsOn, ...group.hangsOn, ...named.hangsOn, ...callers.hangsOn],
  }))
}

function undecided(name: string, at: Statement['at']): Unknown {
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}
