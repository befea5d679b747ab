import type { AccessGraph } from '../model/access.ts'
import type { Inventory } from '../model/inventory.ts'
import type { PolicyDocument } from '../model/statement.ts'
import { literal } from '../model/text.ts'
import { matchesWildcard } from '../policy/wildcard.ts'

/**
 * Whether anything in the inputs counts on the name of an alias: a resource that names its key by it, or a policy that
 * asks for it (KMS Developer Guide, "Using aliases to control access to KMS keys"). Indexed when it is first asked for.
 */
export function usedAliases(inventories: readonly Inventory[]): AccessGraph['isAliasUsed'] {
  let index: Index | undefined
  return ({ name }) => {
    if (name === undefined) return false
    index ??= indexOf(inventories)
    return index.names.has(name) || index.patterns.some(pattern => matchesWildcard(pattern, name))
  }
}

interface Index {
  readonly names: ReadonlySet<string>
  readonly patterns: readonly string[]
}

function indexOf(inventories: readonly Inventory[]): Index {
  const names = new Set<string>()
  const patterns = new Set<string>()
  for (const { uses, keys, identities } of inventories) {
    for (const { key } of uses) for (const alias of key.aliases ?? []) names.add(alias)
    const documents = [...keys, ...identities].flatMap(({ policies }) =>
      policies.map(({ document }) => document),
    )
    for (const name of documents.flatMap(namesIn)) (/[*?]/.test(name) ? patterns : names).add(name)
  }
  return { names, patterns: [...patterns] }
}

function namesIn({ statements }: PolicyDocument): readonly string[] {
  return statements.flatMap(({ conditions }) =>
    conditions
      .filter(({ key }) => /^kms:(?:resourcealiases|requestalias)$/i.test(key))
      .flatMap(({ values }) => values.flatMap(value => literal(value) ?? [])),
  )
}
