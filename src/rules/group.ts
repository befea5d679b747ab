import { union } from '../model/action-set.ts'
import { groupedBy } from '../model/grouped-by.ts'
import { principalId } from '../model/principal.ts'
import { placeName, resourceName } from '../model/source-location.ts'
import type { Condition } from '../model/statement.ts'
import { distinctUnknowns, isUnknown, sameUnknown } from '../model/unknown.ts'
import { idOf, worstFirst, type Objection } from './objection.ts'
import { reportedOnce } from './reported-under.ts'

/** Makes one objection of each fault of what is judged together: by principal, by document, and across rules. */
export function grouped(objections: readonly Objection[]): readonly Objection[] {
  const merged = [...groupedBy(objections, causeOf).values()].map(merge)
  const isTold = heaviestCertain(merged)
  const bySubject = merged.filter(objection => objection.certainty === 'certain' || !isTold(objection))
  return reportedOnce(underOneHole(bySubject))
}

/** What makes two objections of one rule the same finding. */
function causeOf(objection: Objection): string {
  const { rule, certainty } = objection
  const cause = hangsOnAccount(objection) ? 'account' : causeWithin(objection)
  return JSON.stringify([rule.id, certainty, cause])
}

function causeWithin({ rule, principal, callers = [], at }: Objection): string {
  switch (rule.about) {
    case 'access':
    case 'assumption':
    case 'detour':
    case 'labelling':
      return principal === undefined ? '' : principalId(principal)
    case 'access-change':
    case 'half':
      return JSON.stringify([principal, ...callers].map(one => (one === undefined ? '' : principalId(one))))
    case 'key':
    case 'permission':
    case 'foreign-permission':
    case 'key-change':
      return ''
    case 'problem':
      return placeName(at[0])
    default:
      return resourceName(at[0])
  }
}

/** The worst one leads; what the others add is kept as its evidence. */
function merge(group: readonly [Objection, ...Objection[]]): Objection {
  const lead = group.toSorted(worstFirst)[0] ?? group[0]
  const members = [lead, ...group.filter(objection => objection !== lead)]
  const holdsForAll = (condition: Condition) =>
    members.every(({ conditions }) => conditions.includes(condition))
  const id = idOf(lead)
  return {
    ...lead,
    actions: members.map(({ actions }) => actions).reduce(union),
    at: [lead.at[0], ...lead.at.slice(1), ...members.slice(1).flatMap(({ at }) => at)],
    statements: [...new Set(members.flatMap(({ statements }) => statements))],
    path: members.filter(objection => idOf(objection) === id).flatMap(({ path }) => path),
    conditions: lead.conditions.filter(holdsForAll),
    unknowns: distinctUnknowns(members.flatMap(({ unknowns }) => unknowns)),
    corrections: distinctCorrections(members),
    sensitive: members.some(({ sensitive }) => sensitive),
    ...(lead.holders === undefined
      ? {}
      : { holders: [...new Set(members.flatMap(({ holders = [] }) => holders))] }),
    related: members.filter(objection => idOf(objection) !== id),
  }
}

/** One statement can be at fault for several callers. */
function distinctCorrections(members: readonly Objection[]): Objection['corrections'] {
  const all = members.flatMap(({ corrections }) => corrections)
  return [...new Map(all.map(one => [nameOf(one), one])).values()]
}

function nameOf(correction: Objection['corrections'][number]): string {
  switch (correction.kind) {
    case 'statement':
      return JSON.stringify([correction.instead.at, correction.write])
    case 'added-statement':
      return JSON.stringify([correction.key.at, correction.write])
    case 'attribute':
      return JSON.stringify([correction.at, correction.name])
  }
}

/** A possible objection adds nothing to a certain one of the same rule and principal that weighs as much. */
function heaviestCertain(objections: readonly Objection[]): (doubt: Objection) => boolean {
  const certain = objections.filter(({ certainty }) => certainty === 'certain')
  const worstLast = certain.toSorted((one, other) => worstFirst(other, one))
  const heaviest = new Map(worstLast.map(objection => [subjectOf(objection), objection]))
  return doubt => {
    const told = heaviest.get(subjectOf(doubt))
    return told !== undefined && worstFirst(told, doubt) <= 0
  }
}

function subjectOf(objection: Objection): string {
  return JSON.stringify([objection.rule.id, idOf(objection), causeWithin(objection)])
}

/** Whether all that is unknown about an objection is which account the key belongs to. */
function hangsOnAccount({ key, unknowns }: Objection): boolean {
  const account = key?.account
  return isUnknown(account) && unknowns.length > 0 && unknowns.every(unknown => sameUnknown(unknown, account))
}

/** An unknown account is one doubt, however many rules it makes doubt: whether foreigners are admitted. */
function underOneHole(objections: readonly Objection[]): readonly Objection[] {
  const doubting = objections.filter(hangsOnAccount)
  const lead =
    doubting.find(({ rule }) => rule.leadsOnUnknownAccount === true) ?? doubting.toSorted(worstFirst)[0]
  const others = new Set(doubting.filter(objection => objection !== lead))
  return objections
    .filter(objection => !others.has(objection))
    .map(one => (one === lead ? { ...one, related: [...one.related, ...others] } : one))
}
