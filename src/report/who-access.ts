import type { SharedAccess, Step } from '../model/access.ts'
import type { Key } from '../model/key.ts'
import { isUnknown } from '../model/unknown.ts'
import { principalId, showPrincipal, type Principal } from '../model/principal.ts'
import type { ReportUnknown } from '../model/report.ts'
import type { Condition } from '../model/statement.ts'
import { literal } from '../model/text.ts'
import type { WhoAccess, WhoPath } from '../model/who.ts'
import { actionNames } from '../policy/actions.ts'
import { showCondition } from '../policy/conditions.ts'
import { hidden, plainPointer, type Hides } from './who-sensitive.ts'

/** What the words for people and the rows for machines have in common. */
export type AccessInWords = Pick<WhoAccess, 'conditions' | 'unless' | 'unknowns'>

/** What of an access a row tells. */
export interface AccessToKey extends SharedAccess {
  readonly key: Pick<Key, 'address' | 'arn' | 'at'>
}

/** An access as plain data. Text of sensitive policies does not enter it. */
export function rowOf(access: AccessToKey, hides: Hides): WhoAccess {
  const { principal, principalAddress, key } = access
  const secret = isSecret(access, hides)
  return {
    principal: secret ? hidden : shortId(principal, principalAddress),
    principalKind: principal.kind,
    ...(principalAddress === undefined || secret ? {} : { principalAddress }),
    key: key.address,
    ...(key.arn === undefined ? {} : { keyArn: key.arn }),
    actions: actionNames(access.actions),
    certainty: access.certainty,
    via: access.via,
    ...inWords(access, hides),
    path: pathOf(access.path, hides),
    input: key.at.file,
  }
}

/** Conditions and doubts in words. */
export function inWords({ conditions, unless, unknowns }: SharedAccess, hides: Hides): AccessInWords {
  const show = (condition: Condition) => (hides(condition.at) ? hidden : showCondition(condition))
  return {
    conditions: distinct(conditions.map(show)),
    unless: distinct(unless.map(list => list.map(show).join(' and '))),
    unknowns: unknowns.map(({ name, reason, at }): ReportUnknown => ({
      name: hides(at) ? hidden : name,
      reason,
    })),
  }
}

/** The chain of an access, each link in words. */
export function pathOf(path: readonly Step[], hides: Hides): WhoPath {
  return path.map(({ kind, says, at }) => ({
    kind,
    says: hides(at) ? hidden : says,
    address: at.address,
    pointer: hides(at) ? plainPointer(at.pointer) : at.pointer,
    input: at.file,
  }))
}

/** The principal in words, with the address of its resource where the input declares it. */
export function callerInWords(access: SharedAccess, hides: Hides): string {
  const { principal, principalAddress } = access
  if (isSecret(access, hides)) return `somebody whom a sensitive policy names`
  if (principalAddress === undefined) return showPrincipal(principal)
  const id = shortId(principal, principalAddress)
  return id === principalAddress ? principalAddress : `${id} (${principalAddress})`
}

/** The role or user of the input that a caller is; nothing where only a sensitive policy tells of it. */
export function addressOfCaller(access: SharedAccess, hides: Hides): string | undefined {
  return isSecret(access, hides) ? undefined : access.principalAddress
}

/** Equal for the same caller, whatever it can do; what a sensitive policy tells of it is kept apart. */
export function callerId(access: SharedAccess, hides: Hides): string {
  const { principal, principalAddress = '' } = access
  return JSON.stringify([principal.kind, principalId(principal), principalAddress, isSecret(access, hides)])
}

/**
 * Who is named in a sensitive key policy or grant is told by nothing else; nor is somebody without a resource in the
 * input, whom a sensitive trust policy lets in.
 */
function isSecret({ via, path, principalAddress }: SharedAccess, hides: Hides): boolean {
  const isNamedThere = via === 'key-policy' || via === 'kms-grant' || principalAddress === undefined
  return isNamedThere && path.some(({ at }) => hides(at))
}

function shortId(principal: Principal, address: string | undefined): string {
  if (principal.kind === 'account' || principal.kind === 'everyone-of-account') {
    if (!isUnknown(principal.account)) return principal.account
  }
  if (address === undefined || !('arn' in principal)) return principalId(principal)
  return literal(principal.arn) ?? address
}

function distinct(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)]
}
