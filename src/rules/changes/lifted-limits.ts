import { placeName } from '../../model/source-location.ts'
import { meaningOf } from '../../change/one-order.ts'
import { sayingsOf } from '../../change/denials.ts'
import { holeNames } from '../../change/inclusion/clauses.ts'
import type { TwoGraphs } from '../../change/key-changes.ts'
import { weakerDenials, type WeakerDenial } from '../../change/weaker.ts'
import { isRefused } from '../../access/naming.ts'
import type { AccessGraph } from '../../model/access.ts'
import { includes, intersection, noActions, overlaps } from '../../model/action-set.ts'
import { isOfBefore, type ChangedAccess, type KeptKey, type KeyChange } from '../../model/change.ts'
import { keptIn } from '../../model/kept-in.ts'
import { once } from '../../model/once.ts'
import { principalId, type Principal } from '../../model/principal.ts'
import type { Key } from '../../model/key.ts'
import type { Statement } from '../../model/statement.ts'
import { coverOf } from '../../policy/actions.ts'

/** The Deny statements of a kept key's policy that take less away, remembered as long as the change is looked at. */
export function liftedDenials(change: KeptKey): readonly WeakerDenial[] {
  return keptIn(remembered, change, () =>
    weakerDenials(statementsOf(change.before), statementsOf(change.after)),
  )
}

const remembered = new WeakMap<KeyChange, readonly WeakerDenial[]>()

/** Those of them that stopped an access before: it was allowed then as it is now. */
export function freedBy(key: KeptKey, change: ChangedAccess, graphs: TwoGraphs): readonly WeakerDenial[] {
  if (isOfBefore(change.kind)) return []
  const isOld = once(() => wasAllowed(key, change, graphs))
  return liftedDenials(key).filter(({ statement }) => mayStop(statement, change.access) && isOld())
}

function mayStop({ actions, principals }: Statement, access: ChangedAccess['access']): boolean {
  const { principal } = access
  return (
    overlaps(coverOf(actions).may, access.actions) &&
    (principal.kind === 'unknown' || isRefused(principals, { principal, bounded: 'unknown' }) !== 'no')
  )
}

/** Whether what allows an access now allowed it before too, so that something else stopped it. */
export function wasAllowed(
  { before, after }: KeptKey,
  { access }: ChangedAccess,
  graphs: TwoGraphs,
): boolean {
  // What lies before the key is not compared: whoever gets there by a role, has perhaps a new way to that.
  if (!['key-policy', 'iam-policy', 'kms-grant'].includes(access.via)) return false
  const names = holeNames()
  const now = new Map(saidBy(graphs.after, after, access).map(one => [placeName(one.at), one]))
  const then = sayingsOf(saidBy(graphs.before, before, access), names)
  const grants = new Set(graphs.before.grantsOn(before).map(grantMeaning))
  const granted = new Map(
    graphs.after.grantsOn(after).map(grant => [placeName(grant.at), grantMeaning(grant)]),
  )
  const places = access.path
    .map(({ at }) => placeName(at))
    .filter(place => now.has(place) || granted.has(place))
  return (
    places.length > 0 &&
    places.every(place => {
      const [statement, grant] = [now.get(place), granted.get(place)]
      return grant === undefined
        ? statement !== undefined && isSaid(statement, access, then, names)
        : grants.has(grant)
    })
  )
}

/** What was said of the caller, or of those whom the statement names in his place, as far as it is about the access. */
function isSaid(
  statement: Statement,
  { principal, actions }: ChangedAccess['access'],
  then: ReturnType<typeof sayingsOf>,
  names: ReturnType<typeof holeNames>,
): boolean {
  return [...sayingsOf([about(principal, statement)], names)].every(([name, { may }]) =>
    includes(then.get(name)?.may ?? noActions, intersection(may, actions)),
  )
}

/** The statement as if it named one principal alone, where it does by that very name. */
function about(principal: Principal, statement: Statement): Statement {
  const { principals } = statement
  if (principals?.negated !== false) return statement
  const items = principals.items.filter(one => principalId(one.principal) === principalId(principal))
  return items.length === 0 ? statement : { ...statement, principals: { ...principals, items } }
}

function saidBy(graph: AccessGraph, key: Key, { principal }: ChangedAccess['access']): readonly Statement[] {
  const policies = graph.identityOf(principal)?.policies ?? []
  return [...statementsOf(key), ...policies.flatMap(({ document }) => document.statements)]
}

function statementsOf({ policies }: Key): readonly Statement[] {
  return policies.flatMap(({ document }) => document.statements)
}

function grantMeaning({
  grantee,
  operations,
  constraints,
}: ReturnType<AccessGraph['grantsOn']>[number]): string {
  return meaningOf([grantee, operations, constraints])
}
