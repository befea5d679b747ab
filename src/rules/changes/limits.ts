import type { AccessChange as ChangeOfAll } from '../../change/change.ts'
import { changedControls } from '../../change/limits.ts'
import { weakerDenials } from '../../change/weaker.ts'
import { meaningOf } from '../../change/one-order.ts'
import { isKept, isOfBefore, type ChangedAccess, type KeyChange } from '../../model/change.ts'
import type { Identity } from '../../model/identity.ts'
import { noActions, overlaps, union } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import { once } from '../../model/once.ts'
import { isNamed } from '../../model/principal.ts'
import { nameOf, type Statement } from '../../model/statement.ts'
import { showText } from '../../model/text.ts'
import { coverOf } from '../../policy/actions.ts'
import type { AccessChange, LimitChange } from '../subject.ts'
import { freedBy, liftedDenials, wasAllowed } from './lifted-limits.ts'

/** The Deny statements of a key's policy that are weaker, with whom that frees; those of which nobody has anything are not told. */
export function limitChangesOf(
  key: KeyChange,
  accesses: readonly AccessChange[],
  change: ChangeOfAll,
): readonly LimitChange[] {
  if (!isKept(key)) return []
  const { after } = key
  const changes = accesses.flatMap(one => (one.isFreed ? [one.change, ...one.others] : []))
  const open = new Set(change.limits.map(({ name }) => name))
  const unseen = once(() => classesIn(change, after))
  return liftedDenials(key).flatMap(({ statement }) => {
    const name = `${nameOf(statement)} of the policy of ${after.address}`
    const frees = changes.filter(one => freedBy(key, one, change).some(by => by.statement === statement))
    const mayFreeOthers = open.has(name) && overlaps(coverOf(statement.actions).may, unseen())
    if (frees.length === 0 && !mayFreeOthers) return []
    const at = after.policies[0].document.at
    return [{ name, at, was: statement.at, key: after, frees, statements: statementsIn(accesses, frees) }]
  })
}

/** Limits besides key policies that are weaker: of roles and users, and of organizations. */
export interface LimitsElsewhere {
  /** Whether one of them tells of an access already. */
  readonly isTold: (key: KeyChange, change: ChangedAccess) => boolean
  readonly all: () => readonly LimitChange[]
}

interface Lifted {
  readonly name: string
  readonly at: LimitChange['at']
  readonly was?: LimitChange['at']
  readonly frees: (change: ChangedAccess) => boolean
}

/** Looks at the accesses to all keys only where such a limit is weaker. */
export function limitsElsewhere(change: ChangeOfAll): LimitsElsewhere {
  let lifted: readonly Lifted[] | undefined
  const weaker = () => (lifted ??= [...ofIdentities(change), ...ofOrganizations(change)])
  const by = (key: KeyChange, one: ChangedAccess) => {
    if (!isKept(key) || isOfBefore(one.kind)) return []
    const isHere = once(() => wasAllowed(key, one, change) && freedBy(key, one, change).length === 0)
    return weaker().filter(limit => limit.frees(one) && isHere())
  }
  return {
    isTold: (key, one) => by(key, one).length > 0,
    all: () => {
      if (weaker().length === 0) return []
      const frees = new Map<Lifted, ChangedAccess[]>(weaker().map(limit => [limit, []]))
      for (const key of change.keys())
        for (const one of key.accesses) for (const limit of by(key, one)) frees.get(limit)?.push(one)
      return [...frees].flatMap(([{ frees: _frees, ...limit }, changes]) =>
        changes.length === 0 ? [] : [{ ...limit, frees: changes, statements: [] }],
      )
    },
  }
}

function ofIdentities({ before, after }: ChangeOfAll): readonly Lifted[] {
  const was = new Map(before.identities.map(one => [showText(one.arn), one]))
  return after.identities.flatMap(now => {
    const then = was.get(showText(now.arn))
    return then === undefined ? [] : liftedOf(then, now)
  })
}

function liftedOf(then: Identity, now: Identity): readonly Lifted[] {
  const arn = showText(now.arn)
  const isHis = ({ access: { principal } }: ChangedAccess) =>
    'arn' in principal && showText(principal.arn) === arn
  const who = `${now.kind} ${now.address}`
  const isSame =
    meaningOf(then.boundary?.document.statements) === meaningOf(now.boundary?.document.statements)
  const boundary: readonly Lifted[] =
    then.boundary === undefined || isSame
      ? []
      : [
          {
            name: `the permissions boundary of ${who}`,
            at: now.boundary?.document.at ?? now.at,
            was: then.boundary.document.at,
            frees: isHis,
          },
        ]
  const denials = weakerDenials(statementsOf(then), statementsOf(now)).map(({ statement }) => ({
    name: `${nameOf(statement)} of the policies of ${who}`,
    at: now.at,
    was: statement.at,
    frees: (one: ChangedAccess) => isHis(one) && overlaps(coverOf(statement.actions).may, one.access.actions),
  }))
  return [...boundary, ...denials]
}

function statementsOf({ policies }: Identity): readonly Statement[] {
  return policies.flatMap(({ document }) => document.statements)
}

function ofOrganizations({ limits, before, after }: ChangeOfAll): readonly Lifted[] {
  return [...limits, ...changedControls(before, after, 'rcp')]
    .filter(({ isOfOrganization, isWeaker }) => isOfOrganization && isWeaker !== 'no')
    .map(({ name, at }) => ({ name, at, frees: () => true }))
}

/** What is left to IAM policies, which the input need not show: of nothing else it matters whom a Deny stops. */
function classesIn({ after }: ChangeOfAll, key: Key) {
  return after
    .accessesTo(key)
    .filter(({ principal }) => !isNamed(principal))
    .map(({ actions }) => actions)
    .reduce(union, noActions)
}

/** So that what they say of the freed is told with the limit. */
function statementsIn(accesses: readonly AccessChange[], frees: readonly ChangedAccess[]) {
  const freed = new Set(frees)
  return [...new Set(accesses.flatMap(one => (freed.has(one.change) ? one.statements : [])))]
}
