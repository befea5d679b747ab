import type { Inventory } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import type { OrganizationPolicy } from '../model/organization.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { nameOf, type Statement } from '../model/statement.ts'
import { meaningOf } from './one-order.ts'
import type { KeyPair } from './pairs.ts'

/**
 * Something that takes access from a whole account, and is not what it was. What it takes from roles and users of the
 * input is told of these; what it means for whoever else is in the account, nothing tells.
 */
export interface ChangedLimit {
  /** To begin a sentence: `service control policy "deny-decrypt"`. */
  readonly name: string
  readonly at: SourceLocation
}

/** Service control policies, and Deny statements of key policies that are about accounts. */
export function changedLimits(
  before: Inventory,
  after: Inventory,
  pairs: readonly KeyPair[],
): readonly ChangedLimit[] {
  const denials = pairs.flatMap(({ fate, before: was, after: is }) =>
    fate === 'kept' && was !== undefined && is !== undefined
      ? differing(denialsOf(was), denialsOf(is)).map(({ statement, key }) => ({
          name: `${nameOf(statement)} of the policy of ${key.address}`,
          at: statement.at,
        }))
      : [],
  )
  const limits = [...differing(controlsOf(before), controlsOf(after)), ...denials]
  return [...new Map(limits.map(({ name, at }) => [name, { name, at }])).values()]
}

/** What only one side has, by its meaning. */
function differing<Kind>(
  before: ReadonlyMap<string, Kind>,
  after: ReadonlyMap<string, Kind>,
): readonly Kind[] {
  const only = (side: ReadonlyMap<string, Kind>, other: ReadonlyMap<string, Kind>) =>
    [...side].flatMap(([meaning, one]) => (other.has(meaning) ? [] : [one]))
  return [...only(after, before), ...only(before, after)]
}

function controlsOf({ organizationPolicies: all }: Inventory): ReadonlyMap<string, OrganizationPolicy> {
  return new Map(
    all
      .filter(({ kind }) => kind === 'scp')
      .map(policy => {
        const { accounts, spares, level, hangsOn, document } = policy
        return [meaningOf([accounts, spares, level, hangsOn, document.statements, document.holes]), policy]
      }),
  )
}

interface Denial {
  readonly key: Key
  readonly statement: Statement
}

function denialsOf(key: Key): ReadonlyMap<string, Denial> {
  return new Map(
    key.policies
      .flatMap(({ document }) => document.statements)
      .filter(isAboutAccounts)
      .map(statement => [meaningOf(statement), { key, statement }]),
  )
}

/** A Deny for all but some is one for whole accounts too. */
function isAboutAccounts({ effect, principals }: Statement): boolean {
  if (effect === 'Allow' || principals === undefined) return false
  return principals.negated || principals.items.some(({ principal }) => principal.kind === 'account')
}
