import { difference, noActions, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import type { Principal } from '../model/principal.ts'
import type { Listed, NamedPrincipal, Pattern, Statement } from '../model/statement.ts'
import { holesOf } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { coverOf, crossAccountActions } from '../policy/actions.ts'
import { admitted, admittedWithOwn, aliveUnder } from './callers.ts'
import type { Candidate } from './candidate.ts'
import { coversKey } from './resources.ts'

/** What one statement allows on a key: nothing when it is a Deny or has no effect. */
export function allowedBy(statement: Statement, key: Key): readonly Candidate[] {
  if (statement.effect === 'Deny') return []
  const resource = coversKey(statement.resources, key)
  if (resource.is === 'no') return []
  const hangsOn = [
    ...(isUnknown(statement.effect) ? [statement.effect] : []),
    ...resource.hangsOn,
    ...statement.conditionHoles,
  ]
  return actionGroups(statement).flatMap(group =>
    principalsOf(statement).flatMap(named => candidatesOf(statement, key, group, named, hangsOn)),
  )
}

/** Actions that share the same holes. */
interface ActionGroup {
  readonly actions: ActionSet
  readonly hangsOn: readonly Unknown[]
}

function actionGroups(statement: Statement): readonly ActionGroup[] {
  const { must, may } = coverOf(statement.actions)
  const perhaps = difference(may, must)
  const groups: ActionGroup[] = []
  if (must !== noActions) groups.push({ actions: must, hangsOn: [] })
  if (perhaps !== noActions) groups.push({ actions: perhaps, hangsOn: patternHoles(statement.actions) })
  return groups.flatMap(group => aliveIn(group, statement))
}

function aliveIn({ actions, hangsOn }: ActionGroup, statement: Statement): readonly ActionGroup[] {
  const alive = aliveUnder(statement.conditions, actions)
  const groups = [
    { actions: alive.actions, hangsOn },
    { actions: alive.perhaps, hangsOn: [...hangsOn, ...alive.hangsOn] },
  ]
  return groups.filter(group => group.actions !== noActions)
}

function patternHoles(listed: Listed<Pattern> | undefined): readonly Unknown[] {
  const items = listed?.items ?? []
  const holes = items.flatMap(item => holesOf(item.text))
  if (holes.length > 0) return holes
  return items
    .slice(0, 1)
    .map(({ at }) => undecided('whether AWS lets a wildcard stand in a service prefix', at))
}

interface Named {
  readonly principal: Principal
  readonly hangsOn: readonly Unknown[]
}

/** `NotPrincipal` in an Allow: AWS does not support it, so that everyone is admitted perhaps. */
function principalsOf(statement: Statement): readonly Named[] {
  const listed: Listed<NamedPrincipal> | undefined = statement.principals
  if (listed === undefined) return []
  if (listed.negated) {
    const hole = undecided('what AWS makes of `NotPrincipal` in an Allow', listed.at)
    return [{ principal: { kind: 'everyone' }, hangsOn: [hole] }]
  }
  return listed.items
    .map(({ principal }) => principal)
    .filter(({ kind }) => kind !== 'unusable' && kind !== 'federated')
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
  key: Key,
  group: ActionGroup,
  named: Named,
  hangsOn: readonly Unknown[],
): readonly Candidate[] {
  const hasOwnOnly = difference(group.actions, crossAccountActions) !== noActions
  const who = hasOwnOnly ? admittedWithOwn : admitted
  return who(named.principal, statement.conditions, key).map(callers => ({
    statement,
    principal: callers.principal,
    actions: group.actions,
    cutFrom: [],
    conditions: callers.conditions,
    unless: [],
    hangsOn: [...hangsOn, ...group.hangsOn, ...named.hangsOn, ...callers.hangsOn],
  }))
}

function undecided(name: string, at: Statement['at']): Unknown {
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}
