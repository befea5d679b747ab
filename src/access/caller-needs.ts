import { includes, noActions, union } from '../model/action-set.ts'
import { groupedBy } from '../model/grouped-by.ts'
import type { Identity } from '../model/identity.ts'
import type { KeyUse } from '../model/key-use.ts'
import type { NeededAccess } from '../model/needed-access.ts'
import { distinctUnknowns } from '../model/unknown.ts'
import { callerActionsOf } from '../policy/caller-actions.ts'
import { kindOf, mostExamples, nameOf, reasonsOf, type Reason } from './caller-reasons.ts'
import { principalOf } from './shared-accesses.ts'

/** What identities need of one key since their IAM policies let them use what it encrypts. */
export function callerNeeds(uses: readonly KeyUse[]): (identity: Identity) => readonly NeededAccess[] {
  const byRow = new Map<string, KeyUse[]>()
  for (const use of uses) {
    for (const { row, by } of use.needs) {
      if (by !== 'caller' || use.encrypted === undefined || callerActionsOf(row, use.type).length === 0)
        continue
      const others = byRow.get(row)
      if (others === undefined) byRow.set(row, [use])
      else others.push(use)
    }
  }
  const kinds = [...byRow].map(([row, some]) => kindOf(row, some))
  if (kinds.length === 0) return () => []
  return identity => kinds.flatMap(kind => grouped(identity, reasonsOf(identity, kind)))
}

/** One for each part of the key that is needed, certain before possible; what is certain is not told as possible too. */
function grouped(identity: Identity, reasons: readonly Reason[]): readonly NeededAccess[] {
  const certain = reasons.filter(({ unknowns }) => unknowns.length === 0)
  const given = certain.map(({ actions }) => actions).reduce(union, noActions)
  const possible = reasons.filter(({ unknowns, actions }) => unknowns.length > 0 && !includes(given, actions))
  return [certain, possible].flatMap(some =>
    [...groupedBy(some, ({ actions }) => String(actions)).values()].map(group => needOf(identity, group)),
  )
}

function needOf(identity: Identity, group: readonly [Reason, ...Reason[]]): NeededAccess {
  const [{ row, actions, use: first, unknowns: open }] = group
  const uses = [...new Set(group.map(({ use }) => use))]
  const isCertain = open.length === 0
  return {
    principal: principalOf(identity),
    principalAddress: identity.address,
    actions,
    row,
    uses: [first, ...uses.filter(use => use !== first)],
    certainty: isCertain ? 'certain' : 'possible',
    unknowns: distinctUnknowns(group.flatMap(({ unknowns }) => unknowns)),
    says: `${nameOf(identity)} ${isCertain ? 'may' : 'perhaps may'} ${inWords(group)}`,
  }
}

function inWords(group: readonly Reason[]): string {
  const names = [...new Set(group.map(({ name }) => name))]
  const addresses = [...new Set(group.map(({ encrypted }) => encrypted.address))]
  const [first = '', ...others] = addresses
  const what = group.some(reason => reason.isBroad)
    ? `everything, ${first} included`
    : others.length === 0
      ? first
      : // Beyond so many none is looked for.
        `${first} and ${addresses.length < mostExamples ? `${others.length} more` : 'others'}`
  return `${listed(names)} on ${what}, which ${others.length === 0 ? 'is' : 'are'} encrypted with it`
}

function listed([first = '', second, ...others]: readonly string[]): string {
  if (second === undefined) return first
  return others.length === 0 ? `${first} and ${second}` : `${first} and the like`
}
