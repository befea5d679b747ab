import type { Inventory, ReadInput } from '../model/inventory.ts'
import type { Trust } from '../model/trust.ts'
import type { Context } from '../readers/context/context.ts'
import { joinInventories } from '../readers/context/join.ts'
import { togetherOf } from '../readers/context/several-contexts.ts'
import { joinPlans } from '../readers/context/several-plans.ts'

/** What exists as contexts tell it, with the plans put on top of it: one world. */
export function together(inputs: readonly ReadInput[], contexts: readonly Context[]): Inventory {
  const { inventory, changes } = joinPlans(inputs)
  return {
    ...joinInventories(togetherOf(contexts), inventory, changes),
    organizations: new Map([
      ...inputs.flatMap(({ inventory: { organizations } }) => [...(organizations ?? [])]),
      ...contexts.flatMap(membersOf),
    ]),
  }
}

function membersOf({ accounts, organization }: Context): readonly (readonly [string, string])[] {
  return organization === undefined ? [] : [...accounts.keys()].map(account => [account, organization])
}

/** The own accounts and organizations of contexts are trusted as those that the configuration declares. */
export function trusting(trust: Trust, contexts: readonly Context[]): Trust {
  const organizations = contexts.flatMap(({ organization }) =>
    organization === undefined ? [] : [organization],
  )
  return {
    ...trust,
    accounts: new Map([...contexts.flatMap(({ accounts }) => [...accounts]), ...trust.accounts]),
    organizations: new Set([...trust.organizations, ...organizations]),
  }
}
