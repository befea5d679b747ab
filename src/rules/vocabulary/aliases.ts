import { difference, noActions, overlaps, union } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Listed, Pattern } from '../../model/statement.ts'
import { holesOf, literal, showText, type Text } from '../../model/text.ts'
import { anyOf, tri, type Tri } from '../../model/tri.ts'
import { isUnknown } from '../../model/unknown.ts'
import { action, coverOf } from '../../policy/actions.ts'
import { parseArn } from '../../policy/arn.ts'
import { mayMatchWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { actionsInWords, listed } from '../phrases.ts'
import type { PolicyStatement, Word } from '../word.ts'

/** Those that have an alias as their resource, beside its key (Developer Guide, "Controlling access to aliases"). */
const aliasActions = ['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'].map(action).reduce(union)

/** Some of its actions are on keys, and an alias can never be their resource. */
export const coversActionsOnKeys: Word<PolicyStatement> = {
  says: 'it covers actions on keys, not on aliases alone',
  ask: ({ statement: { actions } }) => {
    const { must, may } = coverOf(actions)
    return covered(
      actions,
      difference(must, aliasActions) !== noActions,
      difference(may, aliasActions) !== noActions,
    )
  },
}

/** It covers an action on aliases. */
export const coversAliasActions: Word<PolicyStatement> = {
  says: 'it covers actions on aliases',
  ask: ({ statement: { actions } }) => {
    const { must, may } = coverOf(actions)
    return covered(actions, overlaps(must, aliasActions), overlaps(may, aliasActions))
  },
}

/**
 * A resource is an alias, or a key without its ARN: neither stands for a key in an IAM policy (Developer Guide,
 * "Specifying KMS keys in IAM policy statements").
 */
export const namesKeysByAlias: Word<PolicyStatement> = {
  says: 'a resource is an alias or a key id, not the ARN of a key',
  ask: ({ statement: { resources } }) => {
    if (resources === undefined || resources.negated) return answer(false)
    return amongst(resources, standsForNoKey)
  },
}

/** A resource is a key, or a pattern that keys match. */
export const namesKeysToo: Word<PolicyStatement> = {
  says: 'another resource is a key',
  ask: ({ statement: { resources } }) => {
    if (resources === undefined) return answer(false)
    return resources.negated ? answer(true) : amongst(resources, standsForKeys)
  },
}

/** The resources of a statement that stand for no key, in words: `alias/app, which stands for no key`. */
export function aliasesIn({ statement: { resources } }: PolicyStatement): string {
  const items = resources?.items ?? []
  const certain = items.filter(({ text }) => standsForNoKey(text) === 'yes')
  const shown = certain.length > 0 ? certain : items.filter(({ text }) => standsForNoKey(text) === 'unknown')
  const names = shown.slice(0, 2).map(({ text }) => showText(text))
  const all = shown.length > 2 ? `${names.join(', ')} and ${shown.length - 2} more` : listed(names)
  const stands = shown.length === 1 ? 'stands' : 'stand'
  return `${all}, which ${certain.length > 0 ? stands : 'may stand'} for no key`
}

/** The actions of a statement that are on keys, in words. */
export function keyActionsOf({ statement: { actions } }: PolicyStatement): string {
  const certain = difference(coverOf(actions).must, aliasActions)
  return certain === noActions ? 'actions that are not told' : actionsInWords(certain)
}

function covered(actions: Listed<Pattern> | undefined, must: boolean, may: boolean): Answer {
  if (must || !may) return answer(must)
  const holes = (actions?.items ?? []).flatMap(({ text }) => holesOf(text))
  return holes.length > 0 ? hangsOn(holes) : answer(true)
}

function amongst(resources: Listed<Pattern>, test: (resource: Text) => Tri): Answer {
  const is = anyOf(resources.items.map(({ text }) => test(text)))
  if (is !== 'unknown') return answer(is === 'yes')
  const open = resources.items.filter(({ text }) => test(text) === 'unknown')
  return hangsOn(open.flatMap(({ text }) => holesOf(text)))
}

/** `1234abcd-12ab-34cd-56ef-1234567890ab`, `mrk-1234abcd12ab34cd56ef1234567890ab`. */
const keyId = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f]{32})$/i

function standsForNoKey(resource: Text): Tri {
  const [start] = resource
  if (start === undefined) return 'no'
  if (isUnknown(start)) return resource.length === 1 && isKeyArn(start) ? 'no' : 'unknown'
  if (/^(?:alias|key)\//.test(start)) return 'yes'
  const arn = parseArn(resource)
  if (arn !== undefined) return mayMatchWildcard(arn.service, 'kms') === 'no' ? 'no' : isAlias(arn.resource)
  const written = literal(resource)
  return tri(written !== undefined && keyId.test(written))
}

/** What a resource of another plan names by its ARN is a key, unless it says otherwise. */
function isKeyArn({ shape, name }: { readonly shape: string; readonly name: string }): boolean {
  return shape === 'arn' && !/alias/i.test(name)
}

/** The last part of an ARN of KMS: `alias/app`, `alias/*`. */
function isAlias(resource: Text): Tri {
  const [start] = resource
  if (start === undefined) return 'no'
  if (isUnknown(start)) return 'unknown'
  return tri(/^alias(?:\/|\*)/.test(start))
}

function standsForKeys(resource: Text): Tri {
  const [start] = resource
  if (start === undefined) return 'no'
  if (isUnknown(start)) return resource.length === 1 && isKeyArn(start) ? 'yes' : 'unknown'
  const arn = parseArn(resource)
  if (arn === undefined) return tri(/^(?:\*|arn:)/.test(start) && /[*?]/.test(start))
  if (mayMatchWildcard(arn.service, 'kms') === 'no') return 'no'
  const [kind] = arn.resource
  if (isUnknown(kind)) return 'unknown'
  return tri(kind !== undefined && /^(?:key\/|[*?]|k.*[*?])/.test(kind))
}
