import type { Principal } from '../model/principal.ts'
import type { Statement } from '../model/statement.ts'

/** Those whom the `Principal` of a statement lists; `NotPrincipal` lists nobody. */
export function listedPrincipals({ principals }: Pick<Statement, 'principals'>): readonly Principal[] {
  return principals?.negated === false ? principals.items.map(({ principal }) => principal) : []
}
