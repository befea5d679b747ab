import type { Tri } from '../../model/tri.ts'
import { nameOf } from '../../model/statement.ts'
import type { Reason } from '../evaluate.ts'
import { allowedBy, type Denial, type Opinions } from './opinions.ts'
import type { Paths } from './paths.ts'
import type { AccessRequest } from './request.ts'
import { isKey } from './resources.ts'

/** Everything that a decision was made of. */
export interface Facts {
  readonly request: AccessRequest
  readonly opinions: Opinions
  readonly denials: readonly Denial[]
  readonly paths: Paths
  readonly callable: Tri
  readonly fits: Tri
  readonly endpoint: Tri
}

/** Names the statements that decided, or the half that is missing. */
export function reasonsFor(allowed: Tri, facts: Facts): readonly Reason[] {
  if (allowed === 'yes') return allowing(facts)
  const firing = facts.denials.filter(({ is }) => allowed === 'unknown' || is === 'yes')
  if (firing.length > 0) return firing.flatMap(denial => denying(denial))
  const missing = missingIn(facts, allowed)
  return missing.length > 0 ? missing : [{ says: 'no policy allows it' }]
}

function denying({ policy, is, statements }: Denial): readonly Reason[] {
  const verb = is === 'yes' ? 'denies' : 'perhaps denies'
  if (statements.length === 0) return [{ says: `${policy} ${verb}, as far as it can be read` }]
  return statements.map(statement => ({ says: `${policy}, ${nameOf(statement)}, ${verb}`, statement }))
}

function allowing({ paths, opinions, request }: Facts): readonly Reason[] {
  const policy = resourcePolicyName(request)
  const byResource = (opinions.resource?.allowing ?? []).map(statement => ({
    says: `${policy}, ${nameOf(statement)}, allows`,
    statement,
  }))
  const byIdentity = opinions.identity.allowing.map(statement => ({
    says: `identity policy, ${nameOf(statement)}, allows`,
    statement,
  }))
  if (paths.direct === 'yes') return [...byResource, ...byIdentity]
  if (paths.delegated === 'yes') return [...byResource, ...byIdentity]
  if (paths.identity === 'yes')
    return byIdentity.length > 0 ? byIdentity : [{ says: 'the root user needs no policy' }]
  return [{ says: 'a grant allows' }]
}

function resourcePolicyName({ resource }: AccessRequest): string {
  return isKey(resource) ? 'key policy' : 'resource policy'
}

function missingIn(facts: Facts, allowed: Tri): readonly Reason[] {
  const { opinions, request, paths } = facts
  const policy = resourcePolicyName(request)
  const named =
    opinions.resource === undefined || Object.values(opinions.resource.allows).some(is => is !== 'no')
  const without: readonly (readonly [Tri, string])[] = [
    [facts.callable, `${request.action} cannot be called from another account`],
    [facts.fits, `a key of this type cannot do ${request.action}`],
    [allowedBy(opinions.scp), 'no service control policy allows it'],
    [facts.endpoint, 'the endpoint policy does not allow it'],
    [named ? 'yes' : 'no', `the ${policy} does not allow it to ${callerName(request)} or its account`],
    [paths.delegated === 'no' || named ? opinions.identity.allows : 'yes', 'no identity policy allows it'],
    [allowedBy(opinions.boundary), 'the permissions boundary does not allow it'],
    [allowedBy(opinions.session), 'the session policy does not allow it'],
  ]
  return without
    .filter(([is]) => is === allowed || is === 'no')
    .map(([is, says]) => ({ says: is === 'unknown' ? `${says}, as far as it is known` : says }))
}

function callerName({ caller }: AccessRequest): string {
  switch (caller.kind) {
    case 'service':
      return caller.name
    case 'federated':
      return caller.provider
    case 'anonymous':
      return 'an unsigned request'
    default:
      return caller.kind === 'session' ? `role ${caller.roleName}` : caller.arn
  }
}
