import {
  emptyInventory,
  type Inventory,
  type ProviderAccount,
  type ReadInput,
} from '../../model/inventory.ts'
import type { ReadOptions } from '../input.ts'
import { accountOfProvider } from './accounts.ts'
import { readAliases } from './aliases.ts'
import { withAssumedAccounts } from './assumed-accounts.ts'
import { keyNames, type KeyNames } from './key-references.ts'
import { isKeyType } from './key-types.ts'
import { readKey, readOutsideKey } from './keys.ts'
import { notesOf } from './notes.ts'
import { ownOrganizations } from './own-organizations.ts'
import { policyWriters, type PolicyWriters } from './policy-writers.ts'
import { only, providerFacts } from './provider-facts.ts'
import { awsProviders } from './provider-key.ts'
import { remembered, type Reading } from './reading.ts'
import { partitionOf } from '../shared/partitions.ts'
import { regionOfProvider } from './regions.ts'
import { replacedArns } from './replaced-principals.ts'
import type { Instance, Resources } from './resources.ts'
import { secretTexts } from './secret-texts.ts'

/** Reads what a plan holds besides keys and their policies. */
export type ReadBesides = (
  reading: Reading,
  names: KeyNames,
) => Pick<ReadInput, 'changes'> & { readonly inventory: Omit<Inventory, 'keys' | 'aliases'> }

/**
 * Reads what there will be once a plan is applied: keys with their policies, and with `besides` those who may use them,
 * grants, limits and uses.
 */
export function readPlan(
  resources: Resources,
  options: Pick<ReadOptions, 'accountFor' | 'besidesOthers'>,
  besides: ReadBesides = () => ({ inventory: emptyInventory }),
): ReadInput {
  const { plan, file: path } = resources
  const keys = resources.managed.filter(({ type }) => isKeyType(type))
  const names = keyNames(keys)
  const writers = policyWriters(resources, names)
  const tentative = openReading(resources, options)
  const reading = withAssumedAccounts(tentative, keys, names, writers)
  const aliases = readAliases(resources, names)
  const { inventory, changes } = besides(reading, names)
  const secrets = secretTexts(plan)
  const organizations = ownOrganizations(reading)
  return {
    path,
    kind: plan.isState === true ? 'terraform-state' : 'terraform-plan',
    providers: providersOf(reading, keys, writers),
    complete: plan.complete !== false,
    errored: plan.errored === true,
    notes: notesOf(resources, writers),
    ...(secrets.length === 0 ? {} : { secrets }),
    notJudged: countNotJudged(resources.managed),
    inventory: {
      ...inventory,
      keys: [
        ...keys.map(key => readKey(reading, key, names, writers, aliases)),
        ...writers.ofOthers.map(others => readOutsideKey(reading, others)),
      ],
      aliases: aliases.list,
      ...(organizations.size === 0 ? {} : { organizations }),
    },
    ...(changes === undefined ? {} : { changes }),
  }
}

function openReading(
  resources: Resources,
  options: Pick<ReadOptions, 'accountFor' | 'besidesOthers'>,
): Reading {
  const facts = providerFacts(resources)
  const regionOf = remembered(provider => regionOfProvider(resources, facts.get(provider), provider))
  return {
    resources,
    besidesOthers: options.besidesOthers,
    accountOf: remembered(provider => accountOfProvider(resources, facts.get(provider), provider, options)),
    regionOf,
    partitionOf: remembered(provider =>
      partitionOf(regionOf(provider), only(facts.get(provider)?.partitions)),
    ),
    replaced: replacedArns(resources),
    texts: new Map(),
    deferred: new Map(),
    sensitive: new Map(),
  }
}

/** The AWS provider's configurations, and those of the keys should the plan not list them. */
function providersOf(
  { resources, accountOf }: Reading,
  keys: readonly Instance[],
  { ofOthers }: PolicyWriters,
): readonly ProviderAccount[] {
  const used = [...keys, ...ofOthers.map(([first]) => first)].map(({ provider }) => provider)
  return [...new Set([...awsProviders(resources.plan.configuration), ...used])].map(accountOf)
}

/** Permissions that AWS IAM Identity Center hands out: which roles they become is told nowhere in a plan. */
const notJudged: ReadonlySet<string> = new Set([
  'aws_ssoadmin_permission_set_inline_policy',
  'aws_ssoadmin_managed_policy_attachment',
  'aws_ssoadmin_customer_managed_policy_attachment',
])

function countNotJudged(managed: readonly Instance[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { type } of managed) if (notJudged.has(type)) counts[type] = (counts[type] ?? 0) + 1
  return counts
}
