import { property, word } from './json-value.ts'
import type { Instance, Resources } from './resources.ts'

/** What the resources of a provider configuration tell about where it acts. */
export interface ProviderFacts {
  /** Accounts that `data.aws_caller_identity` found. */
  readonly callers: Set<string>
  /** Accounts in the ARNs of resources that exist. */
  readonly accounts: Set<string>
  /** Regions that `data.aws_region` found. */
  readonly regions: Set<string>
  /** Regions in the ARNs of keys that exist. */
  readonly keyRegions: Set<string>
  readonly partitions: Set<string>
}

/** The parts of an ARN that tell where it belongs; nothing for other text and for ARNs without an account. */
export function placeOfArn(arn: string): { partition: string; region: string; account: string } | undefined {
  const [, partition, region, account] = /^arn:([a-z-]+):[a-z0-9-]+:([a-z0-9-]*):(\d{12}):/.exec(arn) ?? []
  if (partition === undefined || region === undefined || account === undefined) return undefined
  return { partition, region, account }
}

/** The only one of several statements; those that disagree tell nothing. */
export function only(values: ReadonlySet<string> | undefined): string | undefined {
  if (values?.size !== 1) return undefined
  const [value] = values
  return value
}

/** Collects the facts of all provider configurations. */
export function providerFacts(resources: Resources): ReadonlyMap<string, ProviderFacts> {
  const facts = new Map<string, ProviderFacts>()
  // Without its block the provider of a resource is a guess. A state has no blocks: all of it is taken for one provider,
  // about which its resources tell something only where they agree.
  const isPlaced = ({ block }: Instance) => block !== undefined || resources.plan.isState === true
  for (const instances of resources.byBlock.values()) {
    for (const instance of instances) {
      const own = factsOf(facts, instance.provider)
      if (instance.mode === 'data') takeData(own, instance)
      const isOwn = instance.mode === 'managed' || isOwnData.has(instance.type)
      if (isOwn && isPlaced(instance)) takeArn(own, instance)
    }
  }
  for (const instance of [...resources.existing, ...resources.destroyed]) {
    if (isPlaced(instance)) takeArn(factsOf(facts, instance.provider), instance)
  }
  return facts
}

/** IAM reads only the roles and users of the caller's account; most other data sources take ARNs of any account. */
const isOwnData: ReadonlySet<string> = new Set(['aws_iam_role', 'aws_iam_user'])

function factsOf(facts: Map<string, ProviderFacts>, provider: string): ProviderFacts {
  const known = facts.get(provider)
  if (known !== undefined) return known
  const none: ProviderFacts = {
    callers: new Set(),
    accounts: new Set(),
    regions: new Set(),
    keyRegions: new Set(),
    partitions: new Set(),
  }
  facts.set(provider, none)
  return none
}

function takeData(facts: ProviderFacts, { type, values: { json } }: Instance): void {
  const account = word(property(json, 'account_id'))
  if (type === 'aws_caller_identity' && account !== undefined && /^\d{12}$/.test(account))
    facts.callers.add(account)
  // From version 6 on, the provider has `region` where it had `name`.
  const region = word(property(json, 'name')) ?? word(property(json, 'region'))
  if (type === 'aws_region' && region !== undefined) facts.regions.add(region)
  const partition = word(property(json, 'partition'))
  if (type === 'aws_partition' && partition !== undefined) facts.partitions.add(partition)
}

/** Only the ARN before the change: an ARN in the plan may be one that is yet to be made. */
function takeArn(facts: ProviderFacts, { type, before }: Instance): void {
  const place = placeOfArn(word(property(before, 'arn')) ?? '')
  if (place === undefined) return
  facts.accounts.add(place.account)
  facts.partitions.add(place.partition)
  if (type.startsWith('aws_kms_') && place.region !== '') facts.keyRegions.add(place.region)
}
