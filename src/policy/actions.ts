import type { ActionSet } from '../model/action-set.ts'
import { noActions } from '../model/action-set.ts'
import type { Listed, Pattern } from '../model/statement.ts'
import { literal, type Text } from '../model/text.ts'
import kms from './aws/kms-actions.json' with { type: 'json' }
import { mayMatchWildcard } from './wildcard.ts'

type ActionFacts = (typeof kms.actions)[number]

const bits: ReadonlyMap<string, ActionSet> = new Map(
  kms.actions.map((facts, index) => [facts.action.toLowerCase(), 1n << BigInt(index)]),
)

/** The actions whose facts answer yes. */
function actionsWhere(holds: (facts: ActionFacts) => boolean): ActionSet {
  return kms.actions.reduce(
    (set, facts, index) => (holds(facts) ? set | (1n << BigInt(index)) : set),
    noActions,
  )
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
  const bit = bits.get(name.toLowerCase().replace(/^kms:/, ''))
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
  const wanted = key.toLowerCase()
  if (!wanted.startsWith('kms:')) return keyActions
  return actionsWhere(facts =>
    facts.conditionKeys.some(pattern => {
      const [fixed = ''] = pattern.toLowerCase().split(/\$\{|\*/)
      return fixed === pattern.toLowerCase() ? fixed === wanted : wanted.startsWith(fixed)
    }),
  )
}

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

const coversOfLiterals = new Map<string, ActionCover>()

/** Action names do not depend on case; `*` alone is every action of every service. */
function coverOfPattern(pattern: Text): ActionCover {
  const known = literal(pattern)
  if (known === undefined) return cover(pattern)
  const cached = coversOfLiterals.get(known)
  if (cached !== undefined) return cached
  const fresh = cover(pattern)
  // Bounded, since the patterns come from strangers.
  if (coversOfLiterals.size < 10_000) coversOfLiterals.set(known, fresh)
  return fresh
}

function cover(pattern: Text): ActionCover {
  if (literal(pattern) === '*') return { must: keyActions, may: keyActions }
  const lowerCase = pattern.map(part => (typeof part === 'string' ? part.toLowerCase() : part))
  let must = noActions
  let may = noActions
  for (const [name, bit] of bits) {
    const matches = mayMatchWildcard(lowerCase, `kms:${name}`)
    if (matches !== 'no') may |= bit
    if (matches === 'yes') must |= bit
  }
  // Whether AWS lets a wildcard stand in the service prefix (`k*:Decrypt`) is not documented: may, never must.
  const [prefix] = lowerCase
  const plainPrefix = typeof prefix === 'string' && prefix.startsWith('kms:')
  return { must: plainPrefix ? must & keyActions : noActions, may: may & keyActions }
}

/** `kms:Decrypt`…, in alphabetical order. */
export function actionNames(set: ActionSet): readonly string[] {
  return kms.actions
    .filter((_, index) => (set & (1n << BigInt(index))) !== noActions)
    .map(facts => `kms:${facts.action}`)
}
