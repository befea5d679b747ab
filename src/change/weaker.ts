import { difference, includes, noActions, overlaps } from '../model/action-set.ts'
import type { Statement } from '../model/statement.ts'
import { anyOf, opposite, type Tri } from '../model/tri.ts'
import { coverOf } from '../policy/actions.ts'
import { sayingsOf } from './denials.ts'
import { holeNames } from './inclusion/clauses.ts'
import { isIncluded } from './inclusion/included.ts'
import { holdsClass } from './classes.ts'
import { meaningOf } from './one-order.ts'

/** A Deny that takes less away than it did, or perhaps. */
export interface WeakerDenial {
  /** As it was. */
  readonly statement: Statement
  readonly is: 'yes' | 'unknown'
}

/** So many statements of one document are compared each with each; IAM's limits leave room for few more. */
const most = 200

/** The Deny statements of documents that no longer take away all that they did, whatever else denies it now. */
export function weakerDenials(
  before: readonly Statement[],
  after: readonly Statement[],
): readonly WeakerDenial[] {
  const names = holeNames()
  const [was, is] = [before, after].map(side => side.filter(({ effect }) => effect !== 'Allow'))
  if (was === undefined || is === undefined || was.length === 0) return []
  const now = sayingsOf(is, names)
  const changed = was.filter(statement =>
    [...sayingsOf([statement], names)].some(([name, { must, may }]) => {
      const still = now.get(name) ?? { must: noActions, may: noActions }
      return !includes(still.must, must) || !includes(still.may, may)
    }),
  )
  return changed.slice(0, most).flatMap(statement => {
    const weaker = opposite(isDeniedStill(statement, is.slice(0, most)))
    return weaker === 'no' ? [] : [{ statement, is: weaker }]
  })
}

/** Whether whatever it denied is denied by these. */
function isDeniedStill(statement: Statement, others: readonly Statement[]): Tri {
  const { must } = coverOf(statement.actions)
  const near = others.filter(
    other => overlaps(coverOf(other.actions).must, must) && isAboutAsMuch(other, statement) !== 'no',
  )
  const left = near.reduce((rest, { actions }) => difference(rest, coverOf(actions).must), must)
  if (left !== noActions) return 'no'
  // Parts that deny all of it together are not put together.
  const whole = near.filter(({ actions }) => includes(coverOf(actions).must, must))
  if (whole.length === 0) return 'unknown'
  const { is } = isIncluded(circumstancesOf(statement), whole.map(circumstancesOf))
  return is
}

function circumstancesOf({ conditions, conditionHoles, effect }: Statement) {
  const unknowns = typeof effect === 'string' ? conditionHoles : [...conditionHoles, effect]
  return { conditions, unless: [], unknowns }
}

/** Whether a statement is about whoever and whatever the other one is about. */
function isAboutAsMuch(one: Statement, other: Statement): Tri {
  if (meaningOf(one.resources) !== meaningOf(other.resources) && !isOnAll(one)) return 'no'
  const [whole, part] = [one.principals, other.principals]
  if (whole === undefined || part === undefined) return 'yes'
  if (meaningOf(whole) === meaningOf(part)) return 'yes'
  if (whole.negated || part.negated) return 'no'
  const holds = new Set(
    part.items.map(({ principal }) => anyOf(whole.items.map(item => holdsClass(item.principal, principal)))),
  )
  return holds.has('no') ? 'no' : holds.has('unknown') ? 'unknown' : 'yes'
}

function isOnAll({ resources }: Statement): boolean {
  return (
    resources?.items.some(({ text }) => text.length === 1 && text[0] === '*') === true && !resources.negated
  )
}
