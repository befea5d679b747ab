import type { Grant } from '../../model/grant.ts'
import type { Identity } from '../../model/identity.ts'
import { withDocuments, type Key } from '../../model/key.ts'
import type { Principal } from '../../model/principal.ts'
import type { NamedPrincipal, PolicyDocument, Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { holderOf } from '../snapshot/arns.ts'
import { holderId } from '../snapshot/slot-ids.ts'

/** Who stands behind the principals that policies and grants name. */
export interface Standing {
  /** The ARNs and unique ids of roles and users that are no more. */
  readonly gone: ReadonlySet<string>
  /** `holderId` of the roles among them: the ARNs of their sessions have no path. */
  readonly goneRoles: ReadonlySet<string>
  /** Who has a unique id. */
  readonly byId: ReadonlyMap<string, Principal>
}

/** The ARNs of those that are gone, the roles and users that were there before, and those that are there now. */
export function standing(
  arns: Iterable<string>,
  before: readonly Identity[],
  now: readonly Identity[],
): Standing {
  const gone = new Set([...arns].filter(arn => (holderOf(arn)?.kind ?? 'group') !== 'group'))
  const roles = [...gone].flatMap(arn => holderOf(arn) ?? []).filter(({ kind }) => kind === 'role')
  const ids = before.filter(({ address }) => gone.has(address)).flatMap(({ uniqueId }) => uniqueId ?? [])
  return {
    gone: new Set([...gone, ...ids]),
    goneRoles: new Set(roles.map(holderId)),
    byId: new Map(
      now.flatMap(({ kind, arn, account, uniqueId }): readonly (readonly [string, Principal])[] =>
        uniqueId === undefined ? [] : [[uniqueId, { kind, arn, account }]],
      ),
    ),
  }
}

/**
 * A key whose policies name who there is. AWS keeps a role or user by its unique id: an id names that very role, and
 * what names somebody who is gone admits nobody, not even a namesake that is created later (IAM User Guide, "AWS JSON
 * policy elements: Principal").
 */
export function keyNaming(key: Key, who: Standing): Key {
  return withDocuments(key, document => documentNaming(document, who))
}

/** The same of the trust policy of a role. */
export function identityNaming<Type extends Identity>(identity: Type, who: Standing): Type {
  if (identity.trust === undefined) return identity
  const trust = documentNaming(identity.trust, who)
  return trust === identity.trust ? identity : { ...identity, trust }
}

/** The same of a grant: it stays, and its grantee is nobody. */
export function grantNaming<Type extends Grant>(grant: Type, who: Standing): Type {
  const { retiringPrincipal: retiring } = grant
  return {
    ...grant,
    grantee: principalNaming(grant.grantee, who),
    ...(retiring === undefined ? {} : { retiringPrincipal: principalNaming(retiring, who) }),
  }
}

function documentNaming(document: PolicyDocument, who: Standing): PolicyDocument {
  const statements = document.statements.map(statement => statementNaming(statement, who))
  const isSame = statements.every((statement, index) => statement === document.statements[index])
  return isSame ? document : { ...document, statements }
}

function statementNaming(statement: Statement, who: Standing): Statement {
  const { principals } = statement
  if (principals === undefined) return statement
  const items = principals.items.map((item): NamedPrincipal => {
    const principal = principalNaming(item.principal, who)
    return principal === item.principal ? item : { ...item, principal }
  })
  const isSame = items.every((item, index) => item === principals.items[index])
  return isSame ? statement : { ...statement, principals: { ...principals, items } }
}

function principalNaming(principal: Principal, { gone, goneRoles, byId }: Standing): Principal {
  if (principal.kind === 'unique-id') {
    const { id } = principal
    return byId.get(id) ?? (gone.has(id) ? { kind: 'unusable', written: [id], why } : principal)
  }
  const written = 'arn' in principal ? literal(principal.arn) : undefined
  if (written === undefined) return principal
  const role = principal.kind === 'session' ? roleOfSession(written) : undefined
  const isGone = role === undefined ? gone.has(written) : goneRoles.has(role)
  return isGone ? { kind: 'unusable', written: [written], why } : principal
}

const why = 'there is none any more'

function roleOfSession(arn: string): string {
  const [, account = '', name = ''] = /:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? []
  return holderId({ kind: 'role', account, name })
}
