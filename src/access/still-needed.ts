import { sameAccount } from '../model/account.ts'
import type { Access, AccessGraph } from '../model/access.ts'
import { difference, intersection, noActions, union } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import type { KeyUse } from '../model/key-use.ts'
import type { NeededAccess } from '../model/needed-access.ts'
import { accountOfPrincipal, isNamed, showPrincipal, type Principal } from '../model/principal.ts'
import { tri, type Tri } from '../model/tri.ts'
import { distinctUnknowns, type Unknown } from '../model/unknown.ts'
import { settle, type Facts } from './facts.ts'
import { needsOf } from './needed.ts'

/** An access as far as a need cares: which actions, and when. */
type Given = Pick<Access, 'principal' | 'actions' | 'conditions' | 'unless'>

/**
 * Of an access to a key that is lost, what something in the input needs and nothing else gives any more. `graph` is the
 * world after the change, so that what the change takes away needs nothing. The access of a class of callers is needed
 * by those of the class that the input names.
 */
export function stillNeeded(graph: AccessGraph, key: Key, lost: Given): readonly NeededAccess[] {
  const needs = needsOf(graph, key)
  const { principal } = lost
  if (isNamed(principal)) return needs.of(principal).flatMap(need => unmet(graph, key, lost, need, []))
  return [...needs.named, ...needs.callers()].flatMap(need => {
    const is = belongs(need.principal, principal)
    if (is === 'no') return []
    const doubts =
      is === 'yes'
        ? []
        : [whether(need, `${showPrincipal(need.principal)} belongs to ${showPrincipal(principal)}`)]
    return unmet(graph, key, lost, need, doubts)
  })
}

/** The part of a need that nothing meets at all. */
export function lacked(graph: AccessGraph, key: Key, need: NeededAccess): readonly NeededAccess[] {
  const { principal, actions } = need
  return unmet(graph, key, { principal, actions, conditions: [], unless: [] }, need, [])
}

/** The part of a need that was met by an access and is met by nothing after the change. */
function unmet(
  graph: AccessGraph,
  key: Key,
  lost: Given,
  need: NeededAccess,
  doubts: readonly Unknown[],
): readonly NeededAccess[] {
  const uses = need.uses.filter(use => serves(lost, need, use))
  const [first, ...others] = uses
  const wanted = intersection(need.actions, lost.actions)
  if (first === undefined || wanted === noActions) return []
  const left = isNamed(need.principal)
    ? graph.shownBetween(need.principal, key).filter(access => serves(access, need, first))
    : []
  const certain = left.filter(({ certainty }) => certainty === 'certain').reduce(allActions, noActions)
  const actions = difference(wanted, certain)
  if (actions === noActions) return []
  const perhaps = left.filter(access => intersection(access.actions, actions) !== noActions)
  const unknowns = [...need.unknowns, ...doubts, ...perhaps.flatMap(access => access.unknowns)]
  return [
    {
      ...need,
      actions,
      uses: [first, ...others],
      certainty: unknowns.length === 0 ? 'certain' : 'possible',
      unknowns: distinctUnknowns(unknowns),
    },
  ]
}

function allActions(all: NeededAccess['actions'], { actions }: Given): NeededAccess['actions'] {
  return union(all, actions)
}

/** Whether requests that a resource causes can meet what an access asks for: those of S3 never come through EC2. */
function serves({ actions, conditions, unless }: Given, need: NeededAccess, use: KeyUse): boolean {
  if (intersection(actions, need.actions) === noActions) return false
  const facts = factsOf(use, need)
  return (
    conditions.every(condition => settle(condition, facts).is !== 'never') &&
    !unless.some(list => list.every(condition => settle(condition, facts).is === 'always'))
  )
}

/** What the guides tell of a request; all else is open. */
function factsOf({ needs }: KeyUse, { row }: NeededAccess): Facts {
  const context = needs.find(need => need.row === row)?.context
  return key => {
    const values = context?.get(key)
    return values === undefined ? undefined : { values }
  }
}

/** Whether somebody is of a class of callers. */
function belongs(one: Principal, group: Principal): Tri {
  const own = accountOfPrincipal(one)
  switch (group.kind) {
    case 'everyone':
      return 'yes'
    case 'account':
    case 'everyone-of-account':
      return own === undefined ? 'no' : sameAccount(own, group.account)
    case 'principals-like':
      return own === undefined || sameAccount(own, group.account) === 'no' ? 'no' : 'unknown'
    case 'services-for':
      return tri(one.kind === 'service') === 'yes' ? 'unknown' : 'no'
    case 'unusable':
    case 'federated':
      return 'no'
    default:
      return 'unknown'
  }
}

function whether({ uses: [{ at }] }: NeededAccess, what: string): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name: `whether ${what}`, shape: 'anything', at }
}
