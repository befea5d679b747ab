import { includes, intersection, type ActionSet } from '../../model/action-set.ts'
import type { Principal } from '../../model/principal.ts'
import type { Condition, Statement } from '../../model/statement.ts'
import { allOf } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { holesOfActions } from '../../access/action-holes.ts'
import { assumeCatalogue, assumingActions } from '../../access/assume-target.ts'
import { coversAll } from '../../access/coverage.ts'
import { whomItDenies } from '../../access/deny.ts'
import { escapeFrom } from '../../access/operators.ts'
import type { TrustStatement } from '../word.ts'

/** What somebody must fulfil to be let in, and what hides whether it is demanded. */
export interface Demand {
  /** Absent where nobody can fulfil it, as far as is told. */
  readonly condition: Condition | undefined
  readonly doubts: readonly Unknown[]
}

type Federated = Principal & { kind: 'federated' }

/** What the Deny statements of a trust policy demand of everybody whom one of its statements lets in. */
export function demandsOfDenials(
  { document, statement }: TrustStatement,
  providers: readonly Federated[],
): readonly Demand[] {
  return document.statements.flatMap(denial => demandsOf(denial, statement, providers))
}

/** Whoever escapes one of several conditions escapes the Deny. */
function demandsOf(
  denial: Statement,
  { actions }: Statement,
  providers: readonly Federated[],
): readonly Demand[] {
  const [only, ...more] = denial.conditions
  const condition = only === undefined ? undefined : escapeFrom(only)
  const isEscaped = more.length > 0 || (only !== undefined && condition === undefined)
  if (denial.effect === 'Allow' || isEscaped) return []
  const covers = allOf(providers.map(provider => coversAll(denial.principals, provider)))
  const cover = assumeCatalogue.coverOf(denial.actions)
  const wanted = callable(assumeCatalogue.coverOf(actions).may)
  if (covers === 'no' || !includes(cover.may, wanted)) return []
  const doubts = [
    ...[denial.effect].filter(isUnknown),
    ...denial.conditionHoles,
    ...(covers === 'unknown' ? [whomItDenies(denial)] : []),
    ...(includes(cover.must, wanted) ? [] : holesOfActions(denial.actions)),
  ]
  return [{ condition, doubts }]
}

/** By whoever has signed in at an identity provider. */
function callable(actions: ActionSet): ActionSet {
  return intersection(actions, assumingActions({ kind: 'federated' }))
}
