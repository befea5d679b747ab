import type { Assumption } from '../../model/access.ts'
import type { Identity } from '../../model/identity.ts'
import { principalId, type Principal } from '../../model/principal.ts'
import type { Statement } from '../../model/statement.ts'
import { text } from '../../model/text.ts'
import { once } from '../../model/once.ts'
import type { Facts } from '../facts.ts'
import { guardedRole } from '../guarded.ts'
import { principalOf } from '../shared-accesses.ts'
import type { World } from '../world.ts'
import { called, calledIdentity, type Approach, type Link } from './approach.ts'
import { permitsBetween } from './supposing.ts'
import { settledTerms, type Terms } from './terms.ts'

/**
 * Everybody who can become a session of a role by assuming it (STS API Reference, AssumeRole, AssumeRoleWithSAML,
 * AssumeRoleWithWebIdentity): names, classes, services and identity providers.
 */
export function assumers(
  assumptions: readonly Assumption[],
  session: Principal | undefined,
): readonly Approach[] {
  const facts = factsOfSession(session)
  return assumptions
    .filter(({ principal }) => principal.kind !== 'unusable')
    .map(assumption => ({
      via: 'assume-role',
      principal: assumption.principal,
      ...(assumption.principalAddress === undefined ? {} : { address: assumption.principalAddress }),
      links: () => linksOf(assumption, facts),
    }))
}

/**
 * Identities of the input that are of a class which the trust policy admits by `*`: the class stands for them, but a
 * chain to the role goes on through each of them.
 */
export function membersAmong(
  world: World,
  role: Identity,
  assumptions: readonly Assumption[],
): readonly Approach[] {
  if (role.trust?.statements.some(admitsEveryone) !== true) return []
  const told = new Set(assumptions.map(({ principal }) => principalId(principal)))
  return world.identities.flatMap((identity): readonly Approach[] => {
    const principal = principalOf(identity)
    if (told.has(principalId(principal))) return []
    const links = once(() =>
      permitsBetween(world, principal, guardedRole(role)).flatMap(({ steps: [first, ...more], ...terms }) =>
        first === undefined ? [] : [linkOf(role, calledIdentity(identity), terms, [first, ...more])],
      ),
    )
    return [{ via: 'assume-role', principal, address: identity.address, links }]
  })
}

function admitsEveryone({ effect, principals }: Statement): boolean {
  if (effect === 'Deny' || principals === undefined || principals.negated) return false
  return principals.items.some(({ principal }) => principal.kind === 'everyone')
}

function linksOf(assumption: Assumption, facts: Facts): readonly Link[] {
  const { conditions, unless, unknowns, path, role, principal, principalAddress } = assumption
  const terms = settledTerms({ conditions, unless, hangsOn: unknowns }, facts)
  return terms === undefined ? [] : [linkOf(role, called(principal, principalAddress), terms, path)]
}

function linkOf(
  { address }: Identity,
  who: string,
  terms: Terms,
  [first, ...more]: Assumption['path'],
): Link {
  const { conditions, unless, hangsOn } = terms
  const [, where = first.says] = /^(.*), allows .*$/s.exec(first.says) ?? []
  const says = `${who} can assume ${address} (${where})`
  return { conditions, unless, hangsOn, steps: [{ kind: 'assume-role', says, at: first.at }, ...more] }
}

/** Whoever assumes a role chooses the name of the session. */
function factsOfSession(session: Principal | undefined): Facts {
  if (session?.kind !== 'session') return () => undefined
  const [last] = session.arn.slice(-1)
  const name = typeof last === 'string' ? last.slice(last.lastIndexOf('/') + 1) : ''
  if (name === '') return () => undefined
  return key => (key === 'sts:rolesessionname' ? { values: [text(name)] } : undefined)
}
