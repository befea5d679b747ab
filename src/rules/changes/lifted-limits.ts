import { placeName } from '../../model/source-location.ts'
import { meaningOf } from '../../change/one-order.ts'
import { sayingsOf } from '../../change/denials.ts'
import { holeNames } from '../../change/inclusion/clauses.ts'
import type { TwoGraphs } from '../../change/key-changes.ts'
import { weakerDenials, type WeakerDenial } from '../../change/weaker.ts'
import type { AccessGraph } from '../../model/access.ts'
import { includes, intersection, noActions, overlaps } from '../../model/action-set.ts'
import { isOfBefore, type ChangedAccess, type KeyChange } from '../../model/change.ts'
import type { Key } from '../../model/key.ts'
import type { Statement } from '../../model/statement.ts'
import { coverOf } from '../../policy/actions.ts'

/** The Deny statements of a kept key's policy that take less away, remembered as long as the change is looked at. */
export function liftedDenials(change: KeyChange): readonly WeakerDenial[] {
  const { fate, before, after } = change
  if (fate !== 'kept' || before === undefined || after === undefined) return []
  const known = remembered.get(change)
  if (known !== undefined) return known
  const found = weakerDenials(statementsOf(before), statementsOf(after))
  remembered.set(change, found)
  return found
}

const remembered = new WeakMap<KeyChange, readonly WeakerDenial[]>()

/** Those of them that stopped an access before: it was allowed then as it is now. */
export function freedBy(key: KeyChange, change: ChangedAccess, graphs: TwoGraphs): readonly WeakerDenial[] {
  if (isOfBefore(change.kind)) return []
  const lifted = liftedDenials(key).filter(({ statement }) =>
    overlaps(coverOf(statement.actions).may, change.access.actions),
  )
  return lifted.length > 0 && wasAllowed(key, change, graphs) ? lifted : []
}

/** Whether what allows an access now allowed it before too, so that something else stopped it. */
export function wasAllowed(
  { before, after }: KeyChange,
  { access }: ChangedAccess,
  graphs: TwoGraphs,
): boolean {
  if (before === undefined || after === undefined) return false
  if (!['key-policy', 'iam-policy', 'kms-grant'].includes(access.via)) return false
  const names = holeNames()
  const now = new Map(allows(graphs.after, after, access).map(one => [placeName(one.at), one]))
  const then = sayingsOf(allows(graphs.before, before, access), names)
  const grants = new Set(graphs.before.grantsOn(before).map(grantMeaning))
  const granted = new Map(
    graphs.after.grantsOn(after).map(grant => [placeName(grant.at), grantMeaning(grant)]),
  )
  let found = false
  for (const step of access.path) {
    const grant = granted.get(placeName(step.at))
    if (grant !== undefined && !grants.has(grant)) return false
    const statement = now.get(placeName(step.at))
    if (statement === undefined && grant === undefined) continue
    found = true
    if (statement !== undefined && !isSaid(statement, access, then, names)) return false
  }
  return found
}

/** What was said of some of those whom the statement names, as far as it is about the access. */
function isSaid(
  statement: Statement,
  { actions }: ChangedAccess['access'],
  then: ReturnType<typeof sayingsOf>,
  names: ReturnType<typeof holeNames>,
): boolean {
  return [...sayingsOf([statement], names)].every(([name, { may }]) =>
    includes(then.get(name)?.may ?? noActions, intersection(may, actions)),
  )
}

function allows(graph: AccessGraph, key: Key, { principal }: ChangedAccess['access']): readonly Statement[] {
  const policies = graph.identityOf(principal)?.policies ?? []
  return [...statementsOf(key), ...policies.flatMap(({ document }) => document.statements)].filter(
    ({ effect }) => effect !== 'Deny',
  )
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
