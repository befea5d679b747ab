import { allOf, anyOf, opposite, tri, type Tri } from '../../model/tri.ts'
import type { Statement } from '../../model/statement.ts'
import { factsOf } from './action-facts.ts'
import { isServiceLinked, type Caller } from './caller.ts'
import type { AccessRequest } from './request.ts'
import type { Asked } from './statements.ts'
import {
  everyLevel,
  resourceVerdictOf,
  together,
  verdictOf,
  type ResourceVerdict,
  type Verdict,
} from './verdicts.ts'

/** What each kind of policy says about a request; absent where none applies to this caller. */
export interface Opinions {
  readonly resource?: ResourceVerdict
  readonly endpoint?: ResourceVerdict
  readonly identity: Verdict
  readonly boundary?: Verdict
  readonly session?: Verdict
  readonly scp?: Verdict
  readonly rcp?: Verdict
}

/** Asks every policy that applies to the caller. */
export function opinionsOn(request: AccessRequest, asked: Asked): Opinions {
  const { caller, policies } = request
  const { resource, endpoint, identity, boundary, session, scp, rcp } = policies
  const bounded = boundary !== undefined
  // A resource control policy has no effect on the retiring of grants, and none where there is no resource.
  const controlled = !isRetiring(asked.action) && !isWithoutKey(asked.action)
  return {
    ...(resource && { resource: resourceVerdictOf(resource, asked, caller, bounded) }),
    ...(endpoint && { endpoint: resourceVerdictOf(endpoint, asked, caller, bounded) }),
    identity: together(identity.map(document => verdictOf(document, asked))),
    ...(boundary && { boundary: verdictOf(boundary, asked) }),
    ...(session && { session: verdictOf(session, asked) }),
    // Service control policies reach every principal of a member account, and no service.
    ...(scp && 'account' in caller && { scp: unlessLinked(caller, levels(scp, asked)) }),
    ...(rcp &&
      controlled && {
        rcp: unlessLinked(caller, together(rcp.flat().map(document => verdictOf(document, asked)))),
      }),
  }
}

/** What an organization says does not reach service-linked roles. */
function unlessLinked(caller: Caller, verdict: Verdict): Verdict {
  const linked = isServiceLinked(caller)
  return {
    ...verdict,
    allows: anyOf([verdict.allows, linked]),
    denies: allOf([verdict.denies, opposite(linked)]),
  }
}

function levels(scp: AccessRequest['policies']['scp'] & object, asked: Asked): Verdict {
  return everyLevel(scp.map(level => together(level.map(document => verdictOf(document, asked)))))
}

/** Whether a KMS action works on no key, so that only the policies of its caller's side speak of it. */
export function isWithoutKey(action: string): boolean {
  return factsOf(action)?.appliesTo === 'iam' && !isRetiring(action)
}

/** `kms:RetireGrant` is decided by the grant. */
export function isRetiring(action: string): boolean {
  return action.toLowerCase() === 'kms:retiregrant'
}

/** The Deny statements that fire, by the kind of their policy. */
export interface Denial {
  readonly policy: string
  readonly is: Tri
  readonly statements: readonly Statement[]
}

const kinds = [
  ['resource', 'resource policy'],
  ['identity', 'identity policy'],
  ['boundary', 'permissions boundary'],
  ['session', 'session policy'],
  ['scp', 'service control policy'],
  ['rcp', 'resource control policy'],
  ['endpoint', 'endpoint policy'],
] as const

/** Every policy that denies, for certain or perhaps. */
export function denialsIn(opinions: Opinions): readonly Denial[] {
  const denials: Denial[] = []
  for (const [kind, policy] of kinds) {
    const verdict = opinions[kind]
    if (verdict === undefined || verdict.denies === 'no') continue
    denials.push({ policy, is: verdict.denies, statements: verdict.denying })
  }
  return denials
}

/** Whether a policy that may be missing lets the request through. */
export function allowedBy(verdict: Verdict | undefined): Tri {
  return verdict?.allows ?? tri(true)
}
