import { intersection, includes, noActions, overlaps, union, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import type { Condition, Listed, Pattern, Statement } from '../../model/statement.ts'
import { literal, showText, type Text } from '../../model/text.ts'
import { anyOf, type Tri } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { asksForKey } from '../../access/grant-limits.ts'
import { action, actionNames, actionsWithoutResource, iamCatalogue } from '../../policy/actions.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Correction } from '../correction.ts'
import { listed } from '../phrases.ts'
import type { PolicyStatement, Word } from '../word.ts'
import { instead, withActions, withResources } from './corrections.ts'

const createKey = action('kms:CreateKey')

/** It covers the creation of keys, which has no key as its resource. */
export const coversKeyCreation: Word<PolicyStatement> = {
  says: 'it covers `kms:CreateKey` on `*`',
  ask: ({ statement: { actions, resources } }) => {
    const { must, may } = iamCatalogue.coverOf(actions)
    if (!overlaps(may, createKey)) return answer(false)
    const onAll = coversAll(resources)
    if (onAll === 'no') return answer(false)
    if (onAll === 'yes' && overlaps(must, createKey)) return answer(true)
    return hangsOn([...holesIn(actions), ...holesIn(resources)])
  },
}

const kinds = /^(?:kms:(?:keyspec|keyusage|keyorigin|multiregion|customermasterkey.+)|aws:requesttag\/.+)$/i

/** A condition says which keys may be created, in the statement or in a Deny of all who have it. */
export const newKeysAreLimited: Word<PolicyStatement> = {
  says: 'a condition says which kinds of keys may be created',
  ask: subject => limitedBy(subject, ({ key }) => kinds.test(key)),
}

/** A condition keeps creators of keys from bypassing the lockout safety check (`kms:BypassPolicyLockoutSafetyCheck`). */
export const bypassIsBarred: Word<PolicyStatement> = {
  says: 'a condition keeps creators from bypassing the lockout safety check',
  ask: subject => limitedBy(subject, ({ key }) => key.toLowerCase() === 'kms:bypasspolicylockoutsafetycheck'),
}

function limitedBy(
  { statement, ...document }: PolicyStatement,
  isLimit: (condition: Condition) => boolean,
): Answer {
  const asked = statement.conditions.filter(one => isLimit(one) && !letsAllThrough(one))
  // Who is told of a limit by its absence or by `false` is limited, too.
  const is = anyOf(
    asked.map(one => (one.operator === 'Null' || one.operator === 'Bool' ? 'yes' : asksForKey(one))),
  )
  const denied =
    document.in === 'identity-policy'
      ? document.holders.map(holder => deniedTo(holder, isLimit))
      : [answer(false)]
  if (is === 'yes' || denied.every(one => one.is === 'yes')) return answer(true)
  const mayBeDenied = denied.every(one => one.is !== 'no')
  const holes = [
    ...(mayBeDenied ? denied.flatMap(one => one.hangsOn) : []),
    ...statement.conditionHoles,
    ...(is === 'unknown' ? asked.flatMap(({ values }) => values.flat()) : []),
  ]
  const open = holes.filter(isUnknown)
  return open.length > 0 ? hangsOn(open) : answer(false)
}

/** A pattern for every value; and that a request tells what each tells. */
function letsAllThrough({ operator, key, values }: Condition): boolean {
  if (operator === 'Null') return !key.toLowerCase().startsWith('aws:requesttag/')
  return operator === 'StringLike' && values.some(value => /^\*+$/.test(literal(value) ?? ''))
}

/** By a Deny without a condition, or one with such a condition, or by a boundary that does not allow it. */
function deniedTo({ policies, boundary }: Identity, isLimit: (condition: Condition) => boolean): Answer {
  const bounds = boundary === undefined ? [] : [boundary]
  const statements = [...policies, ...bounds].flatMap(({ document }) => document.statements)
  const denials = statements.map(statement => deniesCreation(statement, isLimit))
  const isBounded = boundary !== undefined && boundary.document.holes.length === 0 && !mayAllow(boundary)
  if (isBounded || denials.some(({ is }) => is === 'yes')) return answer(true)
  const holes = denials.flatMap(one => one.hangsOn)
  const unread = bounds.flatMap(({ document }) => document.holes)
  const open = [...holes, ...unread]
  return open.length > 0 ? hangsOn(open) : answer(false)
}

function mayAllow({ document }: IdentityPolicy): boolean {
  return document.statements.some(
    ({ effect, actions }) => effect !== 'Deny' && overlaps(iamCatalogue.coverOf(actions).may, createKey),
  )
}

/** What is not told of a Deny may be what makes it one of every creation of keys. */
function deniesCreation(statement: Statement, isLimit: (condition: Condition) => boolean): Answer {
  const { effect, actions, resources, conditions, conditionHoles } = statement
  const { must, may } = iamCatalogue.coverOf(actions)
  const onAll = coversAll(resources)
  if (effect === 'Allow' || !overlaps(may, createKey) || onAll === 'no') return answer(false)
  if (conditions.length > 0 && !conditions.some(isLimit)) return answer(false)
  const isSure = includes(must, createKey) && onAll === 'yes'
  if (effect === 'Deny' && isSure && conditionHoles.length === 0) return answer(true)
  return hangsOn([
    ...[effect].filter(isUnknown),
    ...(isSure ? [] : [...holesIn(actions), ...holesIn(resources)]),
    ...conditionHoles,
  ])
}

/** It names actions that have no key as their resource, `kms:ListKeys` and its like, and does not cover `*`. */
export const namesResourceForKeyless: Word<PolicyStatement> = {
  says: 'actions that only `*` can be the resource of are named with another resource',
  ask: ({ statement: { actions, resources } }) => {
    const hidden = actions?.negated === false ? holesIn(actions) : []
    const isNamed = namedKeyless(actions) !== noActions
    if (resources === undefined || (!isNamed && hidden.length === 0)) return answer(false)
    const covers = coversAll(resources)
    if (!isNamed && covers !== 'yes') return hangsOn(hidden)
    if (covers === 'unknown') return hangsOn([...holesIn(resources), ...resources.items.flatMap(accountForm)])
    return answer(covers === 'no')
  },
}

/** The actions that a statement names and that no key can be the resource of, in words. */
export function keylessActionsOf({ statement: { actions } }: PolicyStatement): string {
  return listed(actionNames(namedKeyless(actions))) || 'actions that are not told'
}

/** The resources of a statement, in words. */
export function resourceNamesOf({ statement: { resources } }: PolicyStatement): string {
  const names = (resources?.items ?? []).map(({ text }) => showText(text))
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : listed(names)
}

/** The statement with `*` for those actions, and as it is for the others. */
export function splitKeyless({ statement }: PolicyStatement): Correction | undefined {
  const items = statement.actions?.items ?? []
  const names = items.flatMap(({ text }) => literal(text) ?? [])
  if (names.length < items.length) return undefined
  const [keyless, others] = [true, false].map(wanted => names.filter(name => isKeyless(name) === wanted))
  if (keyless === undefined || others === undefined || others.length === 0)
    return instead(statement, withResources(statement, ['*']))
  const { sid: _, ...nameless } = statement
  const onAll = withResources(nameless, ['*'])
  return instead(
    statement,
    withActions(statement, others),
    onAll && { ...onAll, Action: keyless.length === 1 ? (keyless[0] ?? keyless) : keyless },
  )
}

function isKeyless(name: string): boolean {
  return namedBy(name) !== noActions
}

/** Patterns are left alone: `kms:List*` on a key means the lists that keys have. */
function namedKeyless(actions: Listed<Pattern> | undefined): ActionSet {
  if (actions === undefined || actions.negated) return noActions
  return actions.items.map(({ text }) => namedBy(literal(text) ?? '*')).reduce(union, noActions)
}

function namedBy(name: string): ActionSet {
  if (/[*?]/.test(name)) return noActions
  const items = [{ text: [name], at: nowhere }]
  return intersection(
    iamCatalogue.coverOf({ negated: false, items, at: nowhere }).must,
    actionsWithoutResource,
  )
}

const nowhere = { file: '', address: '', pointer: '' }

/** Whether `*` is among the resources; a pattern for all of an account perhaps counts. */
function coversAll(resources: Listed<Pattern> | undefined): Tri {
  if (resources === undefined) return 'no'
  if (resources.negated) return 'yes'
  return anyOf(resources.items.map(({ text }) => isAll(text)))
}

function isAll(resource: Text): Tri {
  const written = literal(resource)
  if (written !== undefined && /^\*+$/.test(written)) return 'yes'
  const [only] = resource
  if (resource.length === 1 && isUnknown(only)) return only.shape === 'arn' ? 'no' : 'unknown'
  return isAccountForm(resource) ? 'unknown' : 'no'
}

/** `arn:aws:kms:us-west-2:111122223333:*`: guides have it, the reference knows no such resource. */
function isAccountForm(resource: Text): boolean {
  const last = resource.at(-1)
  return hasWildcard(resource) && typeof last === 'string' && /(?:^|:)\*$/.test(last)
}

function accountForm({ text, at }: Pattern): readonly Unknown[] {
  if (!isAccountForm(text)) return []
  const name = `whether ${showText(text)} stands for what has no resource`
  return [{ kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }]
}

function holesIn(list: Listed<Pattern> | undefined): readonly Unknown[] {
  return (list?.items ?? []).flatMap(({ text }) => text.filter(isUnknown))
}
