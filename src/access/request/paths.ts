import { allOf, anyOf, type Tri } from '../../model/tri.ts'
import { factsOf } from './action-facts.ts'
import { accountOfCaller, type Caller } from './caller.ts'
import type { RequestContext } from './context.ts'
import { granted, mayRetire } from './grants.ts'
import { allowedBy, isRetiring, type Opinions } from './opinions.ts'
import type { AccessRequest } from './request.ts'
import { isKey, isRole, ownerOf } from './resources.ts'
import type { ResourceVerdict } from './verdicts.ts'

/** The ways by which a request can be allowed, each with its answer. */
export interface Paths {
  /** The resource's policy names the caller; in its own account nothing else is needed. */
  readonly direct: Tri
  /** The resource's policy leaves it to the account, and the caller's own policies allow. */
  readonly delegated: Tri
  /** The caller's own policies alone, where the resource's policy is not asked. */
  readonly identity: Tri
  readonly grant: Tri
}

const none: Paths = { direct: 'no', delegated: 'no', identity: 'no', grant: 'no' }

/** Whether some path allows the request. */
export function allowedOn(paths: Paths): Tri {
  return anyOf([paths.direct, paths.delegated, paths.identity, paths.grant])
}

/** All paths of a request, Deny statements and limits not counted. */
export function pathsOf(request: AccessRequest, opinions: Opinions, context: RequestContext): Paths {
  const { caller, action, grants } = request
  const own = byIdentity(caller, opinions)
  if (isRetiring(action)) return { ...none, grant: mayRetire(grants, caller, own) }
  const grant = grantPath(request, opinions, context)
  if (opinions.resource === undefined && !needsResourcePolicy(request)) {
    return isOwn(request) ? { ...none, identity: own, grant } : { ...none, grant }
  }
  if (opinions.resource === undefined) return { ...none, grant }
  const named = opinions.resource.allows
  switch (caller.kind) {
    case 'service':
      return { ...none, direct: anyOf([named.service, named.provider, perhaps(named.everyone)]), grant }
    case 'anonymous':
      // Every request to KMS is signed.
      return isKey(request.resource) ? none : { ...none, direct: named.everyone }
    case 'federated':
      return { ...none, direct: anyOf([named.provider, named.everyone]) }
    default:
      return isOwn(request) ? inOwnAccount(request, opinions, named, grant) : fromOutside(named, own, grant)
  }
}

function inOwnAccount(
  request: AccessRequest,
  opinions: Opinions,
  named: ResourceVerdict['allows'],
  grant: Tri,
): Paths {
  const own = byIdentity(request.caller, opinions)
  return {
    direct: directly(request.caller, opinions, named),
    delegated: allOf([named.account, own]),
    identity: needsResourcePolicy(request) ? 'no' : own,
    grant,
  }
}

/** From another account both halves have to allow. */
function fromOutside(named: ResourceVerdict['allows'], own: Tri, grant: Tri): Paths {
  const direct = anyOf([named.role, named.user, named.session, named.everyone])
  return { ...none, direct: allOf([direct, own]), delegated: allOf([named.account, own]), grant }
}

/**
 * Which implicit denies of boundary and session policy limit a direct permission hangs on the form in which the
 * caller is named (IAM User Guide, "Resource-based policies and implicit denies").
 */
function directly(caller: Caller, opinions: Opinions, named: ResourceVerdict['allows']): Tri {
  const limits = limitsOf(opinions)
  const asUser: Tri = caller.kind === 'federated-user' ? limits : 'yes'
  return anyOf([allOf([named.role, limits]), allOf([named.user, asUser]), named.session, named.everyone])
}

function limitsOf({ boundary, session }: Opinions): Tri {
  return allOf([allowedBy(boundary), allowedBy(session)])
}

/** The root user needs no IAM policy. */
function byIdentity(caller: Caller, opinions: Opinions): Tri {
  if (caller.kind === 'root-user') return 'yes'
  return accountOfCaller(caller) === undefined ? 'no' : allOf([opinions.identity.allows, limitsOf(opinions)])
}

/** Whether a boundary or session policy limits what a grant gives is not documented. */
function grantPath(
  { caller, action, grants }: AccessRequest,
  opinions: Opinions,
  context: RequestContext,
): Tri {
  const given = granted(grants, caller, action, context)
  return limitsOf(opinions) === 'yes' ? given : perhaps(given)
}

function perhaps(answer: Tri): Tri {
  return answer === 'no' ? 'no' : 'unknown'
}

/** Keys and roles give nothing unless their own policy does; other resources leave their account to its IAM policies. */
function needsResourcePolicy({ action, resource }: AccessRequest): boolean {
  if (isRole(resource)) return action.toLowerCase().startsWith('sts:')
  return isKey(resource) && factsOf(action)?.appliesTo !== 'iam'
}

function isOwn(request: AccessRequest): boolean {
  const owner = ownerOf(request)
  return owner === undefined || owner === accountOfCaller(request.caller)
}
