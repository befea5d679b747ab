import { sameAccount, type Account } from '../../model/account.ts'
import { noActions, overlaps, type ActionSet } from '../../model/action-set.ts'
import type { Identity } from '../../model/identity.ts'
import type { Listed, Pattern } from '../../model/statement.ts'
import { literal, showText, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import { byStart, type ByStart } from './by-start.ts'
import { identityCatalogue } from './identity-actions.ts'

/** An Allow of an identity, and how the resources that it reaches begin. */
interface Reach {
  readonly identity: Identity
  readonly actions: ActionSet
  readonly start: string
}

/** What the identities of one account may do to each other. */
export interface Household {
  readonly account: Account
  readonly able: Map<Identity, Reach[]>
  /** By the resource as it is written. */
  readonly byName: Map<string, Reach[]>
  readonly byPattern: ByStart<Reach>
  readonly members: ByStart<Identity>
  /** Whose ARNs are not told in full. */
  readonly untold: Identity[]
}

/** Reads the policies of all identities once; an account that is not told may be each other. */
export function householdsOf(identities: readonly Identity[]): (account: Account) => readonly Household[] {
  const households = new Map<string, Household>()
  const names = new Set(identities.map(({ arn }) => showText(arn)))
  for (const identity of identities) {
    const name = nameOf(identity.account)
    const household = households.get(name) ?? emptyHousehold(identity.account)
    households.set(name, household)
    const arn = literal(identity.arn)
    if (arn === undefined) household.untold.push(identity)
    else household.members.add(arn, identity)
    for (const { document } of identity.policies) {
      for (const { effect, actions, resources } of document.statements) {
        const { may } = identityCatalogue.coverOf(actions)
        if (effect === 'Deny' || may === noActions || resources === undefined) continue
        take(household, names, { identity, actions: may }, resources)
      }
    }
  }
  const all = [...households.values()]
  const hidden = all.filter(({ account }) => isUnknown(account))
  return account => {
    if (isUnknown(account)) return all.filter(one => sameAccount(one.account, account) !== 'no')
    const own = households.get(account)
    return own === undefined ? hidden : [own, ...hidden]
  }
}

function nameOf(account: Account): string {
  return isUnknown(account) ? `${account.name}\n${account.at.file}\n${account.at.address}` : account
}

function emptyHousehold(account: Account): Household {
  return { account, able: new Map(), byName: new Map(), byPattern: byStart(), members: byStart(), untold: [] }
}

function take(
  { able, byName, byPattern }: Household,
  names: ReadonlySet<string>,
  by: Omit<Reach, 'start'>,
  { negated, items }: Listed<Pattern>,
): void {
  const own = able.get(by.identity) ?? []
  able.set(by.identity, own)
  if (negated) {
    const reach: Reach = { ...by, start: '' }
    own.push(reach)
    byPattern.add('', reach)
    return
  }
  for (const item of items) {
    const reach: Reach = { ...by, start: startOf(item.text) }
    own.push(reach)
    const name = showText(item.text)
    const others = byName.get(name)
    if (others === undefined) byName.set(name, [reach])
    else others.push(reach)
    // The ARN of a role that is created has holes too, and is a name all the same.
    if (hasWildcard(item.text) || (item.text.some(isUnknown) && !names.has(name))) {
      byPattern.add(reach.start, reach)
    }
  }
}

/** Up to the first wildcard or hole. */
function startOf(pattern: Text): string {
  const [first] = pattern
  return typeof first === 'string' ? (first.split(/[*?]/)[0] ?? '') : ''
}

/** Those whose policies may allow them one of these actions on an identity. */
export function reaching(household: Household, arn: Text, actions: ActionSet): readonly Identity[] {
  const written = literal(arn)
  const patterns =
    written === undefined
      ? household.byPattern.alike(startOf(arn), false)
      : household.byPattern.alike(written, true)
  return [...(household.byName.get(showText(arn)) ?? []), ...patterns]
    .filter(reach => overlaps(reach.actions, actions))
    .map(({ identity }) => identity)
}

/** Those on whom an identity's policies may allow it one of these actions: so many at most. */
export function reachedBy(
  { able, members, untold }: Household,
  identity: Identity,
  actions: ActionSet,
  most: number,
): readonly Identity[] {
  const reaches = (able.get(identity) ?? []).filter(reach => overlaps(reach.actions, actions))
  if (reaches.length === 0) return []
  const starts = new Set(reaches.map(({ start }) => start))
  return [...[...starts].flatMap(start => members.beginning(start, most)), ...untold.slice(0, most)]
}
