import type { AccessGraph } from '../../model/access.ts'
import { isDoubtAbout } from '../../model/replaced-name.ts'
import type { Principal } from '../../model/principal.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'
import type { ReplacedPrincipal } from '../subject.ts'

/** Where what stays as it is names a role or user that the change destroys and creates anew. */
export function replacedPrincipalsIn({
  keys,
  grants,
  identities,
}: AccessGraph): readonly ReplacedPrincipal[] {
  return [
    ...keys.flatMap(key =>
      key.policies.flatMap(({ document }) =>
        namedIn(document).map(named => ({ ...named, namedBy: `the policy of ${key.address}`, key })),
      ),
    ),
    ...grants.flatMap(({ grantee, hangsOn = [], at, address }) =>
      doubted(grantee, hangsOn) ? [{ principal: grantee, namedAt: at, namedBy: `grant ${address}` }] : [],
    ),
    ...identities.flatMap(({ trust, address }) =>
      trust === undefined
        ? []
        : namedIn(trust).map(named => ({ ...named, namedBy: `the trust policy of ${address}` })),
    ),
  ]
}

function namedIn({
  statements,
}: PolicyDocument): readonly Pick<ReplacedPrincipal, 'principal' | 'namedAt'>[] {
  return statements.flatMap(({ principals, conditionHoles, at }) =>
    conditionHoles.length === 0
      ? []
      : (principals?.items ?? []).flatMap(({ principal }) =>
          doubted(principal, conditionHoles) ? [{ principal, namedAt: at }] : [],
        ),
  )
}

function doubted(principal: Principal, holes: readonly Unknown[]): boolean {
  return holes.some(hole => isDoubtAbout(hole, principal))
}
