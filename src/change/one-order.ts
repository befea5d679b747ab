import type { Identity } from '../model/identity.ts'
import type { Inventory } from '../model/inventory.ts'
import { withDocument, withDocuments } from '../model/key.ts'
import type { PolicyDocument, Statement } from '../model/statement.ts'

/**
 * The inventory with the statements of all its documents in an order that hangs on their meaning alone: of several ways
 * to the same the graph keeps the first, and another order of statements must not make another one the first.
 */
export function inOneOrder(inventory: Inventory): Inventory {
  return {
    ...inventory,
    keys: inventory.keys.map(key => withDocuments(key, documentInOrder)),
    identities: inventory.identities.map(identityInOrder),
  }
}

function identityInOrder(identity: Identity): Identity {
  const { trust } = identity
  return {
    ...identity,
    policies: identity.policies.map(policy => withDocument(policy, documentInOrder)),
    ...(trust === undefined ? {} : { trust: documentInOrder(trust) }),
  }
}

/** Managed policies stand at many identities. */
const known = new WeakMap<PolicyDocument, PolicyDocument>()

function documentInOrder(document: PolicyDocument): PolicyDocument {
  if (document.statements.length < 2) return document
  const done = known.get(document)
  if (done !== undefined) return done
  const statements = document.statements
    .map((statement): readonly [string, Statement] => [meaningOf(statement), statement])
    .toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .map(([, statement]) => statement)
  const ordered = { ...document, statements }
  known.set(document, ordered)
  return ordered
}

/** Equal for what differs in nothing but its place and its name. */
export function meaningOf(value: unknown): string {
  return JSON.stringify(value, (name, member: unknown) =>
    name === 'at' || name === 'sid' ? undefined : member,
  )
}
