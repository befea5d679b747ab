import type { DeclaredAccount, Inventory, ReadInput } from '../../model/inventory.ts'
import { isUnknown } from '../../model/unknown.ts'
import type { ReadOptions } from '../input.ts'
import { onceOnly } from '../shared/once-only.ts'
import { planBefore, planRecorded } from './before.ts'
import { readPlan, type ReadBesides } from './inventory.ts'
import type { Plan } from './plan.ts'
import { readResources } from './resources.ts'

/**
 * The worlds before the change, read when they are asked for, by the same code as the one after it; their accounts are
 * those that are known by then.
 */
export function earlierWorlds(
  plan: Plan,
  told: ReadInput,
  options: Pick<ReadOptions, 'accountFor' | 'besidesOthers'>,
  besides: ReadBesides | undefined,
): Pick<ReadInput, 'before' | 'recorded'> {
  const known = new Map(told.providers.map(({ provider, account }) => [provider, account]))
  const accountThen = (provider: string): DeclaredAccount | undefined => {
    const account = known.get(provider)
    const isTold = account !== undefined && !isUnknown(account)
    return options.accountFor(provider) ?? (isTold ? { id: account, from: 'flag' } : undefined)
  }
  const worldOf = (then: Plan): Inventory =>
    readPlan(readResources(then, told.path), { ...options, accountFor: accountThen }, besides).inventory
  const before = planBefore(plan)
  return {
    ...(before === undefined
      ? {}
      : { before: onceOnly(() => (before === plan ? told.inventory : worldOf(before))) }),
    ...(plan.resource_drift === undefined ? {} : { recorded: onceOnly(() => worldOf(planRecorded(plan))) }),
  }
}
