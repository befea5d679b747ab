import { freedBy } from './lifted-limits.ts'
import { stillNeeded } from '../../access/still-needed.ts'
import type { AccessGraph } from '../../model/access.ts'
import {
  difference,
  includes,
  intersection,
  noActions,
  union,
  type ActionSet,
} from '../../model/action-set.ts'
import { isKept, isOfBefore, type ChangedAccess, type KeptKey, type KeyChange } from '../../model/change.ts'
import { groupedBy } from '../../model/grouped-by.ts'
import type { Key } from '../../model/key.ts'
import { once } from '../../model/once.ts'
import { accountOfPrincipal, isNamed } from '../../model/principal.ts'
import { placeName, resourceName } from '../../model/source-location.ts'
import type { Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { meaningOf } from '../../change/one-order.ts'
import type { TwoGraphs } from '../../change/key-changes.ts'
import type { AccessChange } from '../subject.ts'

/**
 * What becomes of the accesses to a key that there is before and after: those to whom just the same happens together, so
 * that ten roles of one statement are one thing to look at. A created key is judged as it is, and of a replaced one all
 * accesses are others.
 */
export function accessChangesOf(
  key: KeyChange,
  graphs: TwoGraphs,
  isTold: (change: ChangedAccess) => boolean,
): readonly AccessChange[] {
  if (!isKept(key)) return []
  const isOfClass = toldOfClasses(key)
  const all = key.accesses
    .filter(change => !isTold(change) && !isOfClass(change))
    .map(change => subjectOf(key, change, graphs))
  return [...groupedBy(all, likenessOf).values()].map(([first, ...others]) => ({
    ...first,
    others: others.map(({ change }) => change),
  }))
}

/** Whether somebody gains as part of a class, which gains it as a whole: that is told of the class. */
function toldOfClasses({ accesses }: KeyChange): (change: ChangedAccess) => boolean {
  const given = new Map<string, ActionSet>()
  for (const { kind, access } of accesses) {
    if (isOfBefore(kind) || isNamed(access.principal) || access.via !== 'key-policy') continue
    const place = placeName(access.path[0].at)
    given.set(place, union(given.get(place) ?? noActions, access.actions))
  }
  return ({ kind, access }) =>
    !isOfBefore(kind) &&
    isNamed(access.principal) &&
    access.path.some(
      ({ toClass, at }) =>
        toClass === true && includes(given.get(placeName(at)) ?? noActions, access.actions),
    )
}

/** Of what somebody still needs, each is told by its own name. */
function likenessOf({ change, statements, isFreed, needed, stillAllowed }: AccessChange): string {
  const { kind, certainty, access, unknowns } = change
  const { principal, principalAddress, actions, conditions, unless, via } = access
  const isWanted = isOfBefore(kind) && (needed().length > 0 || stillAllowed() !== noActions)
  const places = statements.length > 0 ? statements.map(({ at }) => at) : [access.path[0].at]
  return meaningOf([
    kind,
    certainty,
    isFreed,
    via,
    principal.kind,
    accountOfPrincipal(principal),
    actions.toString(36),
    conditions,
    unless,
    unknowns.map(({ name }) => name),
    places.map(placeName),
    ...(isWanted ? [principal, principalAddress] : []),
  ])
}

function subjectOf(key: KeptKey, change: ChangedAccess, graphs: TwoGraphs): AccessChange {
  const isFreed = freedBy(key, change, graphs).length > 0
  const { before, after } = key
  const isLost = isOfBefore(change.kind)
  return {
    key,
    change,
    others: [],
    statements: statementsOf(change, isLost ? before : after),
    isFreed,
    needed: once(() => (isLost ? stillNeeded(graphs.after, after, change.access) : [])),
    stillAllowed: () => (isLost ? allowedByName(graphs.after, after, change) : noActions),
  }
}

/** A policy that AWS puts there has no statement that anybody wrote. */
function statementsOf({ access }: ChangedAccess, { policies }: Key): readonly Statement[] {
  const places = new Set(access.path.map(({ at }) => placeName(at)))
  return policies
    .filter(({ source }) => source === 'written')
    .flatMap(({ document }) => document.statements)
    .filter(statement => places.has(placeName(statement.at)))
}

/** What IAM policies of one who lost an access still allow him on this very key, by its ARN or a reference to it. */
function allowedByName(graph: AccessGraph, key: Key, { access }: ChangedAccess): ActionSet {
  const identity = graph.identityOf(access.principal)
  if (identity === undefined) return noActions
  const given = graph.permissionsOnKeys(identity).filter(({ statement }) => names(statement, key))
  const allowed = given.map(({ actions }) => actions).reduce(union, noActions)
  const left = graph
    .shownBetween(access.principal, key)
    .filter(({ certainty }) => certainty === 'certain')
    .map(({ actions }) => actions)
    .reduce(union, noActions)
  return difference(intersection(allowed, access.actions), left)
}

function names({ resources }: Statement, { arn, at }: Key): boolean {
  if (resources?.negated !== false) return false
  return resources.items.some(({ text }) => {
    const written = literal(text)
    if (written !== undefined) return written === arn
    return text.some(part => isUnknown(part) && resourceName(part.at) === resourceName(at))
  })
}
