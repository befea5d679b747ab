import { difference, includes, intersection, noActions, overlaps, union } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Pattern } from '../../model/statement.ts'
import { holesOf, literal, showText, type Text } from '../../model/text.ts'
import { anyOf, tri, type Tri } from '../../model/tri.ts'
import { isUnknown } from '../../model/unknown.ts'
import { asksForKey } from '../../access/grant-limits.ts'
import { accountOf } from '../../model/account.ts'
import { action, coverOf, keyActions, permissionActions, plaintextActions } from '../../policy/actions.ts'
import { parseArn } from '../../policy/arn.ts'
import { isFilledByCall } from '../../policy/variables.ts'
import { hasWildcard, matchesWildcard, mayMatchWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { amongResources as among, standsForKeys } from '../key-resources.ts'
import { actionsInWords, listed } from '../phrases.ts'
import type { HeldPermission, Word } from '../word.ts'
import { holdersInWords } from './roles.ts'

/** Its resources are patterns that many keys match. */
export const coversManyKeys: Word<HeldPermission> = {
  says: 'its resources are patterns that many keys match',
  ask: permission => amongResources(permission, namesMany),
}

/** Its resources are all keys of accounts that it names: `arn:aws:kms:*:111122223333:key/*`. */
export const coversKeysOfOneAccount: Word<HeldPermission> = {
  says: 'its resources are all keys of an account that it names',
  ask: permission => amongResources(permission, namesAccount),
}

/** A condition keeps to keys with some alias or tag. */
export const keysAreNarrowed: Word<Pick<HeldPermission, 'conditions'>> = {
  says: 'a condition names an alias or a tag of the keys',
  ask: ({ conditions }) => {
    const asked = conditions.filter(({ key }) =>
      /^(?:kms:(?:resourcealiases|requestalias)|aws:resourcetag\/.+)$/i.test(key),
    )
    const is = anyOf(asked.map(asksForKey))
    if (is !== 'unknown') return answer(is === 'yes')
    return hangsOn(asked.flatMap(({ values }) => values.flatMap(holesOf)))
  },
}

const governing = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:CreateGrant'].map(action).reduce(union)

/** It is written as every action of KMS (`kms:*`), and Deny statements leave some of those that govern a key. */
export const allowsAllOfKms: Word<HeldPermission> = {
  says: '`Action` is every action of KMS, or of all services',
  ask: ({ statement, actions }) => {
    if (statement.actions?.negated !== false || !overlaps(actions, governing)) return answer(false)
    const { must, may } = coverOf(statement.actions)
    const holes = statement.actions.items.flatMap(({ text }) => holesOf(text))
    if (includes(must, keyActions)) return answer(true)
    return includes(may, keyActions) ? hangsOn(holes) : answer(false)
  },
}

const sensitive = [
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:DisableKey',
  'kms:DeleteImportedKeyMaterial',
]
  .map(action)
  .reduce(union)

/** It allows what changes a key's policy, or takes it out of use. */
export const allowsSensitiveManagement: Word<HeldPermission> = {
  says: 'it rewrites key policies, or disables or deletes keys or their material',
  ask: ({ actions }) => answer(overlaps(actions, sensitive)),
}

/** The same in words, to follow "can". */
export function sensitiveActionsOf({ actions }: HeldPermission): string {
  return actionsInWords(intersection(actions, sensitive))
}

/** Who can do this on which keys, by which policy, in words. */
export function permissionInWords(permission: HeldPermission, what: string): string {
  return `${holdersInWords(permission.holders)} can ${what} on ${resourcesInWords(permission)}, by ${permission.policy.name}`
}

/** It allows everything but what it lists, by `NotAction` or `NotResource`. */
export const allowsAllBut: Word<HeldPermission> = {
  says: 'it is written with `NotAction` or `NotResource`',
  ask: ({ statement: { actions, resources } }) =>
    answer(
      actions?.negated === true || resources?.negated === true,
      [actions, resources].flatMap(one => (one?.negated === true ? [one.at] : [])),
    ),
}

const plaintextOrGrants = union(plaintextActions, action('kms:CreateGrant'))

/** Besides plaintext and the creation of grants there is something that it allows. */
export const allowsMoreThanPlaintext: Word<HeldPermission> = {
  says: 'it allows more than what reaches plaintext or creates grants',
  ask: ({ actions }) => answer(difference(actions, plaintextOrGrants) !== noActions),
}

/** The same in words, to follow "can". */
export function otherActionsOf({ actions }: HeldPermission): string {
  return actionsInWords(difference(actions, plaintextOrGrants))
}

/** It neither reaches plaintext nor changes who has access. */
export const revealsNothing: Word<HeldPermission> = {
  says: 'it neither reaches plaintext nor changes who has access',
  ask: ({ actions }) => answer(!overlaps(actions, union(plaintextActions, permissionActions))),
}

/** AWS wrote the policy, and nobody here can change it. */
export const isOfAws: Word<HeldPermission> = {
  says: 'AWS wrote the policy',
  ask: ({ policy }) => answer(policy.ofAws === true),
}

/** All who have the policy match a pattern under `administrators` in the configuration. */
export const heldByAdministrators: Word<HeldPermission> = {
  says: 'all who have it match `administrators`',
  ask: ({ holders }, { trust }) =>
    answer(
      holders.every(({ arn }) =>
        trust.administrators.some(pattern => matchesWildcard(pattern, showText(arn))),
      ),
    ),
}

/** A user has it, himself or through a group. */
export const heldByUser: Word<HeldPermission> = {
  says: 'a user has it, himself or through a group',
  ask: ({ holders }) => answer(holders.some(({ kind }) => kind === 'user')),
}

/** Those who have it that are users, in words. */
export function usersInWords({ holders }: HeldPermission): string {
  const [first, ...more] = holders.filter(({ kind }) => kind === 'user')
  return first === undefined ? holdersInWords(holders) : holdersInWords([first, ...more])
}

/** The resources of a permission in words, to follow "on": `every key`, `arn:aws:kms:*:111122223333:key/*`. */
export function resourcesInWords({ statement: { resources } }: HeldPermission): string {
  const items = resources?.items ?? []
  if (resources?.negated === true) return `everything but ${shortly(items.map(nameOfKey))}`
  if (items.some(({ text }) => literal(text) === '*')) return 'every key'
  return shortly(items.filter(({ text }) => standsForKeys(text) !== 'no').map(nameOfKey))
}

/** A key that is created by its address: its ARN is not known yet. */
function nameOfKey({ text }: Pattern): string {
  const created = text.find(part => isUnknown(part) && part.at.pointer === '/arn')
  return isUnknown(created) ? created.at.address : showText(text)
}

/** What a list leaves out, in words: `everything but iam:*`. */
export function exceptionsInWords({ statement: { actions } }: HeldPermission): string {
  const names = (actions?.items ?? []).map(({ text }) => showText(text))
  return actions?.negated === true ? `every action but ${shortly(names)}` : shortly(names)
}

function shortly(names: readonly string[]): string {
  const rest = names.length - 2
  return rest > 1 ? `${names.slice(0, 2).join(', ')} and ${rest} more` : listed(names)
}

function mayBeKey({ text }: Pick<Pattern, 'text'>): boolean {
  const arn = parseArn(text)
  return arn === undefined || mayMatchWildcard(arn.service, 'kms') !== 'no'
}

function amongResources({ statement }: HeldPermission, test: (resource: Text) => Tri): Answer {
  const { resources } = statement
  if (resources === undefined) return answer(false)
  // What a `NotResource` spares is little: the rest is many keys, of whatever account.
  if (resources.negated) return answer(test === namesMany)
  return among({ ...resources, items: resources.items.filter(mayBeKey) }, test)
}

function namesMany(text: Text): Tri {
  const [only] = text
  if (text.length === 1 && isUnknown(only)) return only.shape === 'arn' ? 'no' : 'unknown'
  const arn = parseArn(text)
  if (arn === undefined) return hasWildcard(text) ? 'yes' : tri(false)
  // The id of a key is nobody's to choose: with a part of it written, few match.
  const id = literal(arn.resource)
  if (id !== undefined) return tri(/^(?:k?e?y?\*|key\/(?:mrk-)?[*?])/.test(id))
  return hasWildcard(arn.resource) ? 'yes' : 'no'
}

/** The account can be the caller's own: `${aws:PrincipalAccount}`. */
function namesAccount(text: Text): Tri {
  const many = namesMany(text)
  if (many !== 'yes') return many
  const account = accountOf(parseArn(text)?.account ?? [])
  if (!isUnknown(account)) return tri(account !== undefined)
  return tri(account.shape === 'account-id' || isFilledByCall(account))
}
