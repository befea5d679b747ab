import { sameAccount } from '../model/account.ts'
import { intersection, noActions, union, type ActionSet } from '../model/action-set.ts'
import type { Access, Step, Written } from '../model/access.ts'
import type { Key, KeyPolicy } from '../model/key.ts'
import {
  accountOfPrincipal,
  principalId,
  showAccount,
  showPrincipal,
  type Principal,
} from '../model/principal.ts'
import type { Statement } from '../model/statement.ts'
import { distinctUnknowns, isUnknown } from '../model/unknown.ts'
import { actionsOfKeyType, crossAccountActions } from '../policy/actions.ts'
import { allowedBy } from './allow.ts'
import { reachesOutside } from './callers.ts'
import type { Candidate } from './candidate.ts'
import { without } from './deny.ts'

/** Every access that one key policy gives, in the order of its statements. */
export function accessesBy(policy: KeyPolicy, key: Key): readonly Access[] {
  const { statements, holes } = policy.document
  const denies = statements.filter(statement => statement.effect !== 'Allow')
  return statements.flatMap(statement => {
    const candidates = allowedBy(statement, key)
      .flatMap(candidate => afterDenies(candidate, denies, key))
      .map(candidate => ({ ...candidate, hangsOn: [...candidate.hangsOn, ...holes] }))
    return candidates.flatMap(candidate => accessOf(candidate, candidates, key))
  })
}

/** A statement with an unknown effect may be an Allow or a Deny, but is not both. */
function afterDenies(candidate: Candidate, denies: readonly Statement[], key: Key): readonly Candidate[] {
  return denies
    .filter(deny => deny !== candidate.statement)
    .reduce<readonly Candidate[]>((left, deny) => left.flatMap(one => without(one, deny, key)), [candidate])
}

/** Puts together again what Deny statements and holes have cut into parts. */
function writtenFor({ principal, cutFrom }: Candidate, candidates: readonly Candidate[]): Written {
  const classes = new Set([principalId(principal), ...cutFrom])
  const parts = candidates.filter(other => classes.has(principalId(other.principal)))
  const certain = parts.filter(({ hangsOn }) => hangsOn.length === 0)
  return {
    must: certain.map(({ actions }) => actions).reduce(union, noActions),
    may: parts.map(({ actions }) => actions).reduce(union, noActions),
    hangsOn: distinctUnknowns(parts.flatMap(({ hangsOn }) => hangsOn)),
  }
}

function accessOf(candidate: Candidate, ofStatement: readonly Candidate[], key: Key): readonly Access[] {
  const actions = intersection(candidate.actions, effectiveFor(candidate.principal, key))
  if (actions === noActions) return []
  const unknowns = distinctUnknowns(candidate.hangsOn)
  return [
    {
      principal: candidate.principal,
      key,
      actions,
      written: writtenFor(candidate, ofStatement),
      certainty: unknowns.length === 0 ? 'certain' : 'possible',
      path: pathOf(candidate.principal, candidate.statement, key),
      conditions: candidate.conditions,
      unless: candidate.unless,
      unknowns,
      statement: candidate.statement,
    },
  ]
}

/** What AWS carries out at all: foreign accounts can call few actions, and each type of key does only its own. */
function effectiveFor(principal: Principal, key: Key): ActionSet {
  const spec = isUnknown(key.spec) ? undefined : key.spec
  const usage = isUnknown(key.usage) ? undefined : key.usage
  const ofType = actionsOfKeyType(spec, usage)
  return isOutside(principal, key) ? intersection(ofType, crossAccountActions) : ofType
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

/** `statement "Partner"`, or its number where it has no Sid. */
export function nameOf(statement: Statement): string {
  if (statement.sid !== undefined && statement.sid !== '') return `statement "${statement.sid}"`
  const number = /\/Statement\/(\d+)$/.exec(statement.at.pointer)?.[1]
  return number === undefined ? 'its statement' : `statement ${Number(number) + 1}`
}
