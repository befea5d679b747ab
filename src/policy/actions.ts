import type { ActionSet } from '../model/action-set.ts'
import { noActions } from '../model/action-set.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { literal, text, type Text } from '../model/text.ts'
import kms from './aws/kms-actions.json' with { type: 'json' }
import { remembered } from './remembered.ts'
import { mayMatchWildcard } from './wildcard.ts'

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

/** Those that return plaintext, a plaintext data key or a private key, or move a ciphertext to another key. */
export const plaintextActions: ActionSet = actionsWhere(facts => facts.plaintext)

/** Those that change who has access. */
export const permissionActions: ActionSet = actionsWhere(facts => facts.class === 'permissions')

/** Those that only look. */
export const readActions: ActionSet = actionsWhere(facts => facts.class === 'read')

/** The set with this one action; throws a `RangeError` for a name that KMS does not have. */
export function action(name: string): ActionSet {
  const bit = bits.get(name.toLowerCase().replace(/^(?:kms:)?/, 'kms:'))
  if (bit === undefined) throw new RangeError(`no KMS action \`${name}\``)
  return bit
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

/** What a list of action patterns covers for certain, and what it may cover at most. */
export interface ActionCover {
  readonly must: ActionSet
  readonly may: ActionSet
}

/** What `Action` or `NotAction` covers; nothing when the element is missing: such a statement has no effect. */
export function coverOf(listed: Listed<Pattern> | undefined): ActionCover {
  if (listed === undefined) return { must: noActions, may: noActions }
  let must = noActions
  let may = noActions
  for (const pattern of listed.items) {
    const covered = coverOfPattern(pattern.text)
    must |= covered.must
    may |= covered.may
  }
  return listed.negated ? { must: keyActions & ~may, may: keyActions & ~must } : { must, may }
}

/** Action names do not depend on case; `*` alone is every action of every service. */
function coverOfPattern(pattern: Text): ActionCover {
  const known = literal(pattern)
  return known === undefined ? cover(pattern) : coverOfLiteral(known)
}

const coverOfLiteral = remembered((pattern: string): ActionCover => cover(text(pattern)))

function cover(pattern: Text): ActionCover {
  if (literal(pattern) === '*') return { must: keyActions, may: keyActions }
  const lowerCase = pattern.map(part => (typeof part === 'string' ? part.toLowerCase() : part))
  let must = noActions
  let may = noActions
  for (const [name, bit] of bits) {
    const matches = mayMatchWildcard(lowerCase, name)
    if (matches !== 'no') may |= bit
    if (matches === 'yes') must |= bit
  }
  // Whether AWS lets a wildcard stand in the service prefix (`k*:Decrypt`) is not documented: may, never must.
  const [prefix] = lowerCase
  const plainPrefix = typeof prefix === 'string' && prefix.startsWith('kms:')
  return { must: plainPrefix ? must & keyActions : noActions, may: may & keyActions }
}

/** `kms:Decrypt`…, in alphabetical order. */
export const actionNames: (set: ActionSet) => readonly string[] = remembered((set: ActionSet) =>
  catalogue.filter(({ bit }) => (set & bit) !== noActions).map(({ name }) => name),
)
