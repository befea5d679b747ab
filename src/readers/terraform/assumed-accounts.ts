import type { ProviderAccount } from '../../model/inventory.ts'
import { keptIn } from '../../model/kept-in.ts'
import { unknownAccount } from './accounts.ts'
import { word } from './json-value.ts'
import { policiesOf } from './key-policies.ts'
import { primaryOf, type KeyNames } from './key-references.ts'
import { isReplicaType } from './key-types.ts'
import { setting } from './key-attributes.ts'
import { accountsManaging, accountsNamedIn } from '../shared/named-accounts.ts'
import type { PolicyWriters } from './policy-writers.ts'
import { only, placeOfArn } from './provider-facts.ts'
import { remembered, type Reading } from './reading.ts'
import type { Instance } from './resources.ts'
import { attribute, isHole } from './values.ts'

/** What keys tell about the account of their provider configuration, where nothing else does. */
interface Hints {
  /** The accounts that the policies of the provider's keys name. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>
  /** Those that all of them let change the policies, as far as AWS checks that somebody can. */
  readonly managing: ReadonlyMap<string, ReadonlySet<string>>
  /** A replica is always in the account of its primary: that key's provider, or its account if the plan has its ARN. */
  readonly primary: ReadonlyMap<string, { readonly provider: string } | { readonly account: string }>
}

/**
 * Fresh plans state no account, yet their key policies name it: the only account that the policies of a provider's
 * keys name, or else the only one that they let change them, is taken for theirs. Policies are read for it before accounts are known; those known as text are not
 * read again.
 */
export function withAssumedAccounts(
  tentative: Reading,
  keys: readonly Instance[],
  names: KeyNames,
  writers: PolicyWriters,
): Reading {
  // What exists has ARNs: a state whose account they do not tell is of several.
  if (tentative.resources.plan.isState === true) return tentative
  const hints = hintsOf(tentative, keys, names, writers)
  const accountOf = remembered(provider => ofReplica(tentative, hints, provider))
  return { ...tentative, accountOf, deferred: new Map() }
}

function ofReplica(tentative: Reading, hints: Hints, provider: string): ProviderAccount {
  const found = tentative.accountOf(provider)
  const primary = hints.primary.get(provider)
  if (found.from !== 'unknown' || primary === undefined) return ofNamed(tentative, hints, provider)
  if ('account' in primary) return { provider, account: primary.account, from: 'arn' }
  const { account, from } = ofNamed(tentative, hints, primary.provider)
  return { provider, account, from }
}

function ofNamed(tentative: Reading, hints: Hints, provider: string): ProviderAccount {
  const found = tentative.accountOf(provider)
  const account = only(hints.named.get(provider)) ?? only(hints.managing.get(provider))
  return found.from !== 'unknown' || account === undefined ? found : { provider, account, from: 'assumed' }
}

function hintsOf(
  tentative: Reading,
  keys: readonly Instance[],
  names: KeyNames,
  writers: PolicyWriters,
): Hints {
  const named = new Map<string, Set<string>>()
  const managing = new Map<string, Set<string>>()
  const primary = new Map<string, { provider: string } | { account: string }>()
  for (const key of keys) {
    const { provider } = key
    if (tentative.accountOf(provider).from !== 'unknown') continue
    const other = primaryPlace(tentative, names, key)
    if (other !== undefined) primary.set(provider, other)
    const accounts = keptIn(named, provider, () => new Set())
    const managers = keptIn(managing, provider, () => new Set())
    const isChecked = setting(key, 'bypass_policy_lockout_safety_check').value !== true
    const account = unknownAccount(tentative.resources.file, provider, tentative.besidesOthers)
    for (const { document, sensitive } of policiesOf(tentative, key, account, writers)) {
      // What is assumed is told, and a sensitive policy tells nothing.
      if (sensitive) continue
      for (const found of accountsNamedIn(document)) accounts.add(found)
      if (isChecked) for (const found of accountsManaging(document)) managers.add(found)
    }
  }
  return { named, managing, primary }
}

function primaryPlace(
  { resources }: Reading,
  names: KeyNames,
  key: Instance,
): { provider: string } | { account: string } | undefined {
  if (!isReplicaType(key.type)) return undefined
  const arn = attribute(key.values, 'primary_key_arn')
  const account = isHole(arn) ? undefined : placeOfArn(word(arn.json) ?? '')?.account
  if (account !== undefined) return { account }
  const primary = primaryOf(resources, names, key)
  return primary === undefined || primary.provider === key.provider
    ? undefined
    : { provider: primary.provider }
}
