import { intersection, noActions, overlaps, union, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import type { Condition, Listed, Pattern, Statement } from '../../model/statement.ts'
import { holesOf, literal, showText, type Text } from '../../model/text.ts'
import { allOf, anyOf, opposite, tri, type Tri } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { asksForKey } from '../../access/grant-limits.ts'
import { holdsFor } from '../../access/operators.ts'
import { action, actionNames, actionsWithoutResource, iamCatalogue } from '../../policy/actions.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import { answer, answerOf, hangsOn } from '../answers.ts'
import type { Correction } from '../correction.ts'
import { itemsOf } from '../listed-items.ts'
import { joined, opposed } from '../logic.ts'
import { listed } from '../phrases.ts'
import type { PolicyStatement, Word } from '../word.ts'
import { oneOrMore } from '../written-statement.ts'
import { instead, withActions, withResources } from './corrections.ts'

const createKey = action('kms:CreateKey')

/** It covers the creation of keys, which has no key as its resource. */
export const coversKeyCreation: Word<PolicyStatement> = {
  says: 'it covers `kms:CreateKey` on `*`',
  ask: ({ statement }) => joined(coveringCreation(statement), allOf),
}

function coveringCreation({ actions, resources }: Statement): readonly Answer[] {
  const { must, may } = iamCatalogue.coverOf(actions)
  const named = overlaps(must, createKey) ? 'yes' : overlaps(may, createKey) ? 'unknown' : 'no'
  return [answerOf(named, holesIn(actions)), answerOf(coversAll(resources), openIn(resources))]
}

/** What limits the creation of keys, as a condition of what allows it, and of what denies it. */
interface Limit {
  readonly allowing: (condition: Condition) => Tri
  readonly denying: (condition: Condition) => Tri
}

const kinds = /^(?:kms:(?:keyspec|keyusage|keyorigin|multiregion|customermasterkey.+)|aws:requesttag\/.+)$/i

const ofKinds: Limit = {
  allowing: condition => {
    const { key, operator, values, ifExists } = condition
    const isTag = /^aws:/i.test(key)
    const isAnything = operator === 'StringLike' && values.some(value => /^\*+$/.test(literal(value) ?? ''))
    // Every request tells which key it creates; tags, it need not.
    if (!kinds.test(key) || isAnything || (operator === 'Null' && !isTag)) return 'no'
    return asksForKey({ ...condition, ifExists: ifExists && isTag })
  },
  denying: ({ key }) => tri(kinds.test(key)),
}

/** A condition says which keys may be created, in the statement or in a Deny of all who have it. */
export const newKeysAreLimited: Word<PolicyStatement> = {
  says: 'a condition says which kinds of keys may be created',
  ask: subject => limitedBy(subject, ofKinds),
}

const ofBypass: Limit = {
  allowing: condition => (isOnBypass(condition) ? opposite(holdsFor(condition, ['true'])) : 'no'),
  denying: condition => (isOnBypass(condition) ? holdsFor(condition, ['true']) : 'no'),
}

function isOnBypass({ key }: Condition): boolean {
  return key.toLowerCase() === 'kms:bypasspolicylockoutsafetycheck'
}

/** A condition keeps creators of keys from bypassing the lockout safety check (`kms:BypassPolicyLockoutSafetyCheck`). */
export const bypassIsBarred: Word<PolicyStatement> = {
  says: 'a condition keeps creators from bypassing the lockout safety check',
  ask: subject => limitedBy(subject, ofBypass),
}

function limitedBy(subject: PolicyStatement, { allowing, denying }: Limit): Answer {
  const { conditions, conditionHoles } = subject.statement
  const denied =
    subject.in === 'identity-policy' ? subject.holders.map(holder => deniedTo(holder, denying)) : []
  return joined(
    [
      ...conditions.map(one => answerOf(allowing(one), one.values.flatMap(holesOf))),
      ...conditionHoles.map(hole => hangsOn([hole])),
      ...(denied.length === 0 ? [] : [joined(denied, allOf)]),
    ],
    anyOf,
  )
}

/** By a Deny without a condition, or one with such a condition, or by a boundary that does not allow it. */
function deniedTo({ policies, boundary }: Identity, denying: Limit['denying']): Answer {
  const documents = [...policies, ...(boundary === undefined ? [] : [boundary])].map(
    ({ document }) => document,
  )
  if (boundary !== undefined && boundary.document.holes.length === 0 && !mayAllow(boundary))
    return answer(true)
  return joined(
    [
      ...documents.flatMap(({ statements }) =>
        statements.map(statement => deniesCreation(statement, denying)),
      ),
      ...documents.flatMap(({ holes }) => holes.map(hole => hangsOn([hole]))),
    ],
    anyOf,
  )
}

function mayAllow({ document }: IdentityPolicy): boolean {
  return document.statements.some(
    ({ effect, actions }) => effect !== 'Deny' && overlaps(iamCatalogue.coverOf(actions).may, createKey),
  )
}

/** What is not told of a Deny may be what makes it one of every creation of keys. */
function deniesCreation(statement: Statement, denying: Limit['denying']): Answer {
  const { effect, conditions, conditionHoles } = statement
  const limits = conditions.map(one => answerOf(denying(one), one.values.flatMap(holesOf)))
  return joined(
    [
      isUnknown(effect) ? hangsOn([effect]) : answer(effect === 'Deny'),
      ...coveringCreation(statement),
      conditions.length === 0 ? answer(true) : joined(limits, anyOf),
      ...conditionHoles.map(hole => hangsOn([hole])),
    ],
    allOf,
  )
}

/** It names actions that have no key as their resource, `kms:ListKeys` and its like, and does not cover `*`. */
export const namesResourceForKeyless: Word<PolicyStatement> = {
  says: 'actions that only `*` can be the resource of are named with another resource',
  ask: ({ statement: { actions, resources } }) => {
    const hidden = itemsOf(actions).flatMap(({ text }) => holesOf(text))
    const isNamed = namedKeyless(actions) !== noActions
    if (resources === undefined || (!isNamed && hidden.length === 0)) return answer(false)
    const covers = coversAll(resources)
    if (!isNamed && covers !== 'yes') return hangsOn(hidden)
    return opposed(answerOf(covers, openIn(resources)))
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
  const items = itemsOf(statement.actions)
  const names = items.flatMap(({ text }) => literal(text) ?? [])
  if (names.length < items.length) return undefined
  const others = names.filter(name => !isKeyless(name))
  if (others.length === 0) return instead(statement, withResources(statement, ['*']))
  const { sid: _, ...nameless } = statement
  const onAll = withResources(nameless, ['*'])
  return instead(
    statement,
    withActions(statement, others),
    onAll && { ...onAll, Action: oneOrMore(names.filter(isKeyless)) },
  )
}

function isKeyless(name: string): boolean {
  return namedBy(name) !== noActions
}

/** Patterns are left alone: `kms:List*` on a key means the lists that keys have. */
function namedKeyless(actions: Listed<Pattern> | undefined): ActionSet {
  return itemsOf(actions)
    .map(({ text }) => namedBy(literal(text) ?? '*'))
    .reduce(union, noActions)
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
  return (list?.items ?? []).flatMap(({ text }) => holesOf(text))
}

/** What hides whether a statement is about everything. */
function openIn(resources: Listed<Pattern> | undefined): readonly Unknown[] {
  return [...holesIn(resources), ...itemsOf(resources).flatMap(accountForm)]
}
