import type { ProviderAccount, ReadInput } from '../../model/inventory.ts'
import type { ReadOptions } from '../input.ts'
import { accountOfProvider } from './accounts.ts'
import { aliasNames, readAliases } from './aliases.ts'
import { withAssumedAccounts } from './assumed-accounts.ts'
import { boundedPrincipals } from './boundaries.ts'
import { keyNames } from './key-references.ts'
import { isKeyType } from './key-types.ts'
import { readKey, readOutsideKey } from './keys.ts'
import { notesOf } from './notes.ts'
import type { Plan } from './plan.ts'
import { policyWriters, type PolicyWriters } from './policy-writers.ts'
import { providerFacts } from './provider-facts.ts'
import { awsProviders } from './provider-key.ts'
import { remembered, type Reading } from './reading.ts'
import { partitionOf, regionOfProvider } from './regions.ts'
import { readResources, type Instance, type Resources } from './resources.ts'

/** Reads what keys there will be once a plan is applied: with account, attributes, aliases and policies. */
export function readPlan(plan: Plan, path: string, options: ReadOptions): ReadInput {
  const resources = readResources(plan, path)
  const keys = resources.managed.filter(({ type }) => isKeyType(type))
  const names = keyNames(keys)
  const writers = policyWriters(resources, names)
  const tentative = openReading(resources, options)
  const reading = withAssumedAccounts(tentative, keys, names, writers)
  const aliases = readAliases(resources, names)
  const named = aliasNames(aliases)
  return {
    path,
    kind: 'terraform-plan',
    providers: providersOf(reading, keys, writers),
    complete: plan.complete !== false,
    errored: plan.errored === true,
    notes: notesOf(resources, writers),
    notJudged: countNotJudged(resources.managed),
    inventory: {
      keys: [
        ...keys.map(key => readKey(reading, key, names, writers, named.get(key.address) ?? [])),
        ...writers.ofOthers.map(others => readOutsideKey(reading, others)),
      ],
      aliases,
      boundedPrincipals: boundedPrincipals(reading),
    },
  }
}

function openReading(resources: Resources, options: ReadOptions): Reading {
  const facts = providerFacts(resources)
  const regionOf = remembered(provider => regionOfProvider(resources, facts.get(provider), provider))
  return {
    resources,
    accountOf: remembered(provider => accountOfProvider(resources, facts.get(provider), provider, options)),
    regionOf,
    partitionOf: remembered(provider => partitionOf(regionOf(provider), facts.get(provider))),
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

const notJudged: ReadonlySet<string> = new Set([
  'aws_kms_grant',
  'aws_iam_role_policy',
  'aws_iam_user_policy',
  'aws_iam_group_policy',
  'aws_iam_policy',
])

function countNotJudged(managed: readonly Instance[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { type } of managed) if (notJudged.has(type)) counts[type] = (counts[type] ?? 0) + 1
  return counts
}
