import type { ActionSet } from '../model/action-set.ts'
import { noActions } from '../model/action-set.ts'
import { actionCatalogue, type ActionCatalogue } from './action-catalogue.ts'
import kms from './aws/kms-actions.json' with { type: 'json' }
import { remembered } from './remembered.ts'

type ActionFacts = (typeof kms.actions)[number]

const catalogue = kms.actions.map((facts, index) => ({
  facts,
  name: `kms:${facts.action}`,
  bit: 1n << BigInt(index),
}))

const bits: ReadonlyMap<string, ActionSet> = new Map(
  catalogue.map(({ name, bit }) => [name.toLowerCase(), bit]),
)

/** The actions whose facts answer yes. */
function actionsWhere(holds: (facts: ActionFacts) => boolean): ActionSet {
  return catalogue.reduce((set, { facts, bit }) => (holds(facts) ? set | bit : set), noActions)
}

/** Every action that a key policy can allow: those on keys, without the ones that only IAM policies give. */
export const keyActions: ActionSet = actionsWhere(facts => facts.appliesTo === 'key')

/** Those that a foreign account can call (Developer Guide, "Allowing users in other accounts to use a KMS key"). */
export const crossAccountActions: ActionSet = actionsWhere(
  facts => facts.appliesTo === 'key' && facts.crossAccount,
)

/** Those that have neither a key nor an alias as their resource: only `*` stands for it (Service Authorization Reference). */
export const actionsWithoutResource: ActionSet = actionsWhere(
  facts => facts.appliesTo === 'iam' && facts.resourceTypes.length === 0,
)

/** Those that return plaintext, a plaintext data key or a private key, or move a ciphertext to another key. */
export const plaintextActions: ActionSet = actionsWhere(facts => facts.plaintext)

/** Those that change who has access. */
export const permissionActions: ActionSet = actionsWhere(facts => facts.class === 'permissions')

/** Those that a grant can give, by its operations in lower case (API Reference, CreateGrant, Operations). */
export const grantableOperations: ReadonlyMap<string, ActionSet> = new Map(
  catalogue.flatMap(({ facts, bit }) => (facts.grantable ? [[facts.action.toLowerCase(), bit]] : [])),
)

/** Those that only look. */
export const readActions: ActionSet = actionsWhere(facts => facts.class === 'read')

/** Those that encrypt, decrypt, sign and the like. */
export const useActions: ActionSet = actionsWhere(facts => facts.class === 'use')

/** Those that take a key out of use. */
export const destroyActions: ActionSet = actionsWhere(facts => facts.class === 'destroy')

/** Those that change a key, but neither who has access nor whether it can be used. */
export const manageActions: ActionSet = actionsWhere(facts => facts.class === 'manage')

/** The set with this one action; throws a `RangeError` for a name that KMS does not have. */
export function action(name: string): ActionSet {
  const bit = bits.get(name.toLowerCase().replace(/^(?:kms:)?/, 'kms:'))
  if (bit === undefined) throw new RangeError(`no KMS action \`${name}\``)
  return bit
}

/** The set with this one action of KMS, of IAM policies alone too; nothing for any other name or pattern. */
export function actionNamed(name: string): ActionSet | undefined {
  return bits.get(name.toLowerCase())
}

/** The actions that this kind of key can do at all (API Reference, CreateKey, KeyUsage). */
export function actionsOfKeyType(spec: string | undefined, usage: string | undefined): ActionSet {
  return actionsWhere(facts => {
    switch (facts.needs) {
      case undefined:
        return true
      case 'SYMMETRIC_DEFAULT':
        return spec === undefined || spec === 'SYMMETRIC_DEFAULT'
      case 'asymmetric':
        return spec === undefined || !(spec === 'SYMMETRIC_DEFAULT' || spec.startsWith('HMAC_'))
      default:
        return usage === undefined || usage === facts.needs
    }
  })
}

/** The actions that there are for every key, whatever its type. */
export const actionsOfAnyKey: ActionSet = actionsWhere(
  facts => facts.appliesTo === 'key' && facts.needs === undefined,
)

/** The actions in whose requests a condition key can occur; every action for a key that KMS does not own. */
export function actionsWithConditionKey(key: string): ActionSet {
  return withConditionKey(key.toLowerCase())
}

const withConditionKey = remembered((wanted: string): ActionSet => {
  if (!wanted.startsWith('kms:')) return keyActions
  return actionsWhere(facts =>
    facts.conditionKeys.some(pattern => {
      const [fixed = ''] = pattern.toLowerCase().split(/\$\{|\*/)
      return fixed === pattern.toLowerCase() ? fixed === wanted : wanted.startsWith(fixed)
    }),
  )
})

/** The actions on keys, for the statements of key policies and IAM policies. */
export const kmsCatalogue: ActionCatalogue = actionCatalogue(bits, keyActions)

/** All actions of KMS, for the statements of IAM policies. */
export const iamCatalogue: ActionCatalogue = actionCatalogue(
  bits,
  actionsWhere(() => true),
)

/** What `Action` or `NotAction` covers of the actions on keys; nothing when the element is missing. */
export const coverOf: ActionCatalogue['coverOf'] = listed => kmsCatalogue.coverOf(listed)

/** `kms:Decrypt`…, in alphabetical order. */
export const actionNames: (set: ActionSet) => readonly string[] = remembered((set: ActionSet) =>
  catalogue.filter(({ bit }) => (set & bit) !== noActions).map(({ name }) => name),
)
