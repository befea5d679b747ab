import { sameAccount } from '../model/account.ts'
import { intersection, noActions, type ActionSet } from '../model/action-set.ts'
import type { Access, KeyPolicyAccess, Step, Written } from '../model/access.ts'
import type { Key, KeyPolicy } from '../model/key.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import { accountOfPrincipal, showAccount, showPrincipal, type Principal } from '../model/principal.ts'
import { nameOf, type Statement } from '../model/statement.ts'
import { distinctUnknowns, isUnknown, type Unknown } from '../model/unknown.ts'
import { actionsOfKeyType, crossAccountActions } from '../policy/actions.ts'
import { allowedBy } from './allow.ts'
import { reachesOutside } from './callers.ts'
import type { Candidate } from './candidate.ts'
import { denialsIn, without, type Denial } from './deny.ts'
import { keyPolicyTarget, targetOf, type Target } from './target.ts'
import { writtenIn } from './written.ts'

/** Every access that one key policy gives, in the order of its statements. */
export function accessesBy(
  policy: KeyPolicy,
  key: Key,
  controls: readonly OrganizationPolicy[],
): readonly KeyPolicyAccess[] {
  const { statements, holes } = policy.document
  const target = keyPolicyTarget(key)
  const denials = [
    ...denialsIn(statements, target),
    ...controls.flatMap(control => denialsOf(control, targetOf(key))),
  ]
  const ofType = actionsOfType(key)
  return statements.flatMap(statement => {
    const candidates = allowedBy(statement, target)
      .flatMap(candidate => afterDenies(candidate, denials, target))
      .map(candidate => ({ ...candidate, hangsOn: [...candidate.hangsOn, ...holes] }))
    const written = writtenIn(candidates)
    return candidates.flatMap(candidate => accessOf(candidate, written(candidate), ofType, key))
  })
}

/** What a resource control policy denies on a key. */
function denialsOf({ document, hangsOn }: OrganizationPolicy, target: Target): readonly Denial[] {
  return denialsIn(document.statements, target).map(denial => ({
    ...denial,
    resource: { ...denial.resource, hangsOn: [...denial.resource.hangsOn, ...hangsOn] },
  }))
}

/** Deny statements can be written so that the parts of an access double with each: beyond this nobody tells. */
const mostParts = 1000

/** A statement with an unknown effect may be an Allow or a Deny, but is not both. */
function afterDenies(candidate: Candidate, denials: readonly Denial[], target: Target): readonly Candidate[] {
  let left: readonly Candidate[] = [candidate]
  for (const denial of denials) {
    if (denial.statement === candidate.statement) continue
    left = left.flatMap(one => without(one, denial, target))
    if (left.length <= mostParts) continue
    return [{ ...candidate, hangsOn: [...candidate.hangsOn, tooIntricate(denial.statement)] }]
  }
  return left
}

function tooIntricate({ at }: Statement): Unknown {
  const name = `what more than ${mostParts} combinations of Deny statements leave`
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}

/** What AWS carries out at all: foreign accounts can call few actions, and each type of key does only its own. */
function accessOf(
  candidate: Candidate,
  written: Written,
  ofType: ActionSet,
  key: Key,
): readonly KeyPolicyAccess[] {
  const effective = isOutside(candidate.principal, key) ? intersection(ofType, crossAccountActions) : ofType
  const actions = intersection(candidate.actions, effective)
  if (actions === noActions) return []
  const unknowns = distinctUnknowns(candidate.hangsOn)
  return [
    {
      principal: candidate.principal,
      key,
      via: 'key-policy',
      actions,
      written,
      certainty: unknowns.length === 0 ? 'certain' : 'possible',
      path: pathOf(candidate.principal, candidate.statement, key),
      conditions: candidate.conditions,
      unless: candidate.unless,
      unknowns,
      statement: candidate.statement,
    },
  ]
}

function actionsOfType({ spec, usage }: Key): ActionSet {
  return actionsOfKeyType(isUnknown(spec) ? undefined : spec, isUnknown(usage) ? undefined : usage)
}

function isOutside(principal: Principal, key: Key): boolean {
  if (reachesOutside(principal)) return true
  const account = accountOfPrincipal(principal)
  return account !== undefined && sameAccount(account, key.account) === 'no'
}

function pathOf(principal: Principal, statement: Statement, key: Key): Access['path'] {
  const first: Step = {
    kind: 'key-policy',
    says: `key policy, ${nameOf(statement)}, allows ${showPrincipal(principal)}`,
    at: statement.at,
  }
  const second = secondHalf(principal, key, statement)
  return second === undefined ? [first] : [first, second]
}

/** What has to allow it besides the key policy. */
function secondHalf(principal: Principal, key: Key, statement: Statement): Step | undefined {
  const account = accountOfPrincipal(principal)
  if (principal.kind === 'everyone') {
    const says = 'each account allows it to its own principals, as it likes'
    return { kind: 'foreign-account', says, at: statement.at }
  }
  if (account === undefined || principal.kind === 'root-user') return undefined
  const outside = sameAccount(account, key.account) !== 'yes'
  if (principal.kind === 'account') {
    const says = `IAM policies of ${showAccount(account)} decide who in it`
    return { kind: outside ? 'foreign-account' : 'account-delegation', says, at: statement.at }
  }
  if (!outside) return undefined
  const says = `if IAM policies of ${showAccount(account)} allow it too`
  return { kind: 'foreign-account', says, at: statement.at }
}
