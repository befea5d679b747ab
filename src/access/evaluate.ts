import type { Statement } from '../model/statement.ts'
import { literal, text } from '../model/text.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../model/tri.ts'
import { defaultKeyPolicy } from '../policy/read-policy.ts'
import { factsOf } from './request/action-facts.ts'
import { accountOfCaller } from './request/caller.ts'
import { completed, type RequestContext } from './request/context.ts'
import { allowedBy, denialsIn, isRetiring, isWithoutKey, opinionsOn } from './request/opinions.ts'
import { allowedOn, pathsOf } from './request/paths.ts'
import { reasonsFor, type Facts } from './request/reasons.ts'
import type { AccessRequest } from './request/request.ts'
import { isKey, isRole, ownerOf } from './request/resources.ts'

/** What AWS answers to a request, and why. */
export interface Evaluation {
  readonly decision: 'allow' | 'deny' | 'unknown'
  /** The statement that decided, or the half that is missing; never empty. */
  readonly reasons: readonly Reason[]
}

/** One line for people, and the statement that it speaks of. */
export interface Reason {
  readonly says: string
  readonly statement?: Statement
}

/**
 * Decides one request as AWS does: any Deny that fires ends it; else organization, endpoint and resource must let
 * it through, and some path must allow it (IAM User Guide, "Policy evaluation logic"; AWS KMS Developer Guide,
 * "Determining access to AWS KMS keys"). Unknown parts give `unknown` only where the decision hangs on them.
 */
export function evaluate(written: AccessRequest): Evaluation {
  const request = withDefaultKeyPolicy(aboutKeysAlone(written))
  const { caller, action, resource } = request
  const context = completed(request.context, caller, action, ownerOf(request))
  const trust = isRole(resource) && action.toLowerCase().startsWith('sts:')
  const opinions = opinionsOn(request, { action, resource, context, trust })
  const denials = denialsIn(opinions)
  const paths = pathsOf(request, opinions, context)
  const facts: Facts = {
    request,
    opinions,
    denials,
    paths,
    callable: isCallable(request),
    fits: fitsKeyType(action, context),
    endpoint: opinions.endpoint === undefined ? 'yes' : anyOf(Object.values(opinions.endpoint.allows)),
  }
  const allowed = allOf([
    opposite(anyOf(denials.map(({ is }) => is))),
    allowedBy(opinions.scp),
    facts.endpoint,
    facts.callable,
    facts.fits,
    allowedOn(paths),
  ])
  return { decision: decisions[allowed], reasons: reasonsFor(allowed, facts) }
}

const decisions = { yes: 'allow', no: 'deny', unknown: 'unknown' } as const

/** A key policy speaks neither of aliases nor of actions that work on no key; those know no resource but `*`. */
function aboutKeysAlone(request: AccessRequest): AccessRequest {
  const { action, resource, resourceAccount: _, policies, ...rest } = request
  const { resource: __, ...own } = policies
  if (isWithoutKey(action)) return { ...rest, action, resource: text('*'), policies: own }
  const isOfKey = !/^kms:/i.test(action) || isKey(resource) || isRetiring(action)
  return isOfKey ? request : { ...request, policies: own }
}

/** A key for which no policy is given has AWS's default one. */
function withDefaultKeyPolicy(request: AccessRequest): AccessRequest {
  const owner = ownerOf(request)
  if (request.policies.resource !== undefined || owner === undefined || !isKey(request.resource))
    return request
  const resource = defaultKeyPolicy(owner, { file: '', address: 'key policy', pointer: '' })
  return { ...request, policies: { ...request.policies, resource } }
}

/** Across accounts AWS carries out few actions on keys, whatever the policies say. */
function isCallable(request: AccessRequest): Tri {
  const { caller, action, resource } = request
  const account = accountOfCaller(caller)
  const owner = ownerOf(request)
  const outside = account !== undefined && owner !== undefined && account !== owner
  if (!outside || !action.toLowerCase().startsWith('kms:') || literal(resource) === '*') return 'yes'
  const facts = factsOf(action)
  return facts === undefined ? 'unknown' : tri(facts.crossAccount)
}

/** A key can do only what its type can, where the request tells the type. */
function fitsKeyType(action: string, context: RequestContext): Tri {
  const needs = factsOf(action)?.needs
  if (needs === undefined) return 'yes'
  if (needs === 'asymmetric')
    return told(context, 'kms:keyspec', spec => !/^(?:SYMMETRIC_DEFAULT$|HMAC_)/.test(spec))
  return told(
    context,
    needs === 'SYMMETRIC_DEFAULT' ? 'kms:keyspec' : 'kms:keyusage',
    value => value === needs,
  )
}

/** Whether a fact about the key fits, where the request tells it. */
function told(context: RequestContext, key: string, fits: (value: string) => boolean): Tri {
  const [value] = context.get(key) ?? []
  if (value === undefined) return 'yes'
  const known = literal(value)
  return known === undefined ? 'unknown' : tri(fits(known))
}
