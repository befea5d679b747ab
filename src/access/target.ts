import type { Account } from '../model/account.ts'
import { difference, type ActionSet } from '../model/action-set.ts'
import type { Key } from '../model/key.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import type { ActionCatalogue } from '../policy/action-catalogue.ts'
import { actionsWithConditionKey, crossAccountActions, keyActions, kmsCatalogue } from '../policy/actions.ts'
import { factsOfKey, withFacts, type Facts } from './facts.ts'
import { coversKey, type ResourceMatch } from './resources.ts'
import { conditionIn } from './variable-resource.ts'

/** What access is asked about: a key, a role that somebody assumes, another resource. */
export interface Target {
  readonly account: Account
  readonly catalogue: ActionCatalogue
  /** The actions that another account can call. */
  readonly crossAccount: ActionSet
  /** What each request about it carries. */
  readonly facts: Facts
  /** Whether a statement's resources cover it; policy variables in them are filled as far as the caller is known. */
  readonly covered: (resources: Listed<Pattern> | undefined, caller: Facts) => ResourceMatch
  /** The actions whose requests never carry a condition key. */
  readonly silencedBy: (conditionKey: string) => ActionSet
  /** Whether its policy can name identity providers. */
  readonly admitsProviders: boolean
}

const targets = new WeakMap<Key, Target>()

/** A key, as the policies of callers and of the organization speak of it. */
export function targetOf(key: Key): Target {
  const known = targets.get(key)
  if (known !== undefined) return known
  const target: Target = {
    account: key.account,
    catalogue: kmsCatalogue,
    crossAccount: crossAccountActions,
    facts: factsOfKey(key),
    covered: (resources, caller) => coveredKey(filled(resources, caller), key),
    silencedBy: conditionKey => difference(keyActions, actionsWithConditionKey(conditionKey)),
    admitsProviders: false,
  }
  targets.set(key, target)
  return target
}

/** A policy variable in the only resource that can be the key is a condition on the call. */
function coveredKey(resources: Listed<Pattern> | undefined, key: Key): ResourceMatch {
  const match = coversKey(resources, key)
  if (match.is !== 'unknown' || resources === undefined || resources.negated || key.arn === undefined)
    return match
  const open = resources.items.filter(
    item => coversKey({ ...resources, items: [item] }, key).is === 'unknown',
  )
  const [only, ...others] = open
  const condition = only === undefined || others.length > 0 ? undefined : conditionIn(only, key.arn)
  if (condition === undefined) return match
  return condition === 'never'
    ? { is: 'no', hangsOn: [] }
    : { is: 'yes', hangsOn: [], conditions: [condition] }
}

const inKeyPolicies = new WeakMap<Key, Target>()

/** The same as its own policy speaks of it: tags and aliases are for IAM policies only (Developer Guide, "ABAC for AWS KMS"). */
export function keyPolicyTarget(key: Key): Target {
  const known = inKeyPolicies.get(key)
  if (known !== undefined) return known
  const target = targetOf(key)
  const facts: Facts = name =>
    name === 'kms:resourcealiases' || name.startsWith('aws:resourcetag/') ? undefined : target.facts(name)
  const inKeyPolicy = { ...target, facts }
  inKeyPolicies.set(key, inKeyPolicy)
  return inKeyPolicy
}

/** The same resources with their policy variables filled by facts. */
export function filled(resources: Listed<Pattern> | undefined, caller: Facts): Listed<Pattern> | undefined {
  if (resources === undefined) return undefined
  return {
    ...resources,
    items: resources.items.map(item => {
      const text = withFacts(item.text, caller)
      return text === item.text ? item : { ...item, text }
    }),
  }
}
