import type { ExampleValue } from '../rules/example.ts'
import type { KeyStatement, TrustStatement } from '../rules/word.ts'
import { identitiesOfExample } from './example-identities.ts'
import { keyOfExample } from './example-key.ts'

/** The first of these statements of a key policy, as rules are asked about it. */
export function keyStatement(...statements: readonly ExampleValue[]): KeyStatement {
  const key = keyOfExample({ says: '', statements })
  const [policy] = key.policies
  const [statement] = policy.document.statements
  if (statement === undefined) throw new Error('no statement')
  return { in: 'key-policy', key, policy, statement }
}

/** The first of these statements of a trust policy, as rules are asked about it. */
export function trustStatement(...trust: readonly ExampleValue[]): TrustStatement {
  const [role] = identitiesOfExample({ says: '', role: { trust } })
  const document = role?.trust
  const statement = document?.statements[0]
  if (role === undefined || document === undefined || statement === undefined) throw new Error('no statement')
  return { in: 'trust-policy', role, document, statement }
}
