import { difference, noActions, overlaps, union } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Listed, Pattern } from '../../model/statement.ts'
import { showText, type Text } from '../../model/text.ts'
import type { Tri } from '../../model/tri.ts'
import { holesOfActions } from '../../access/action-holes.ts'
import { keyOfId } from '../../access/keys-by-arn.ts'
import { action, coverOf } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import { amongResources, standsForKeys, standsForNoKey } from '../key-resources.ts'
import { actionsInWords, listed } from '../phrases.ts'
import type { PolicyStatement, Word, World } from '../word.ts'

/** Those that have an alias as their resource, beside its key (Developer Guide, "Controlling access to aliases"). */
export const aliasActions = ['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias']
  .map(action)
  .reduce(union)

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
  ask: ({ statement: { resources } }, world) => {
    if (resources === undefined || resources.negated) return answer(false)
    return amongResources(resources, resource => standsForNone(resource, world))
  },
}

/** A resource is a key, or a pattern that keys match. */
export const namesKeysToo: Word<PolicyStatement> = {
  says: 'another resource is a key',
  ask: ({ statement: { resources } }) => {
    if (resources === undefined) return answer(false)
    return resources.negated ? answer(true) : amongResources(resources, standsForKeys)
  },
}

/** The resources of a statement that stand for no key, in words: `alias/app, which stands for no key`. */
export function aliasesIn({ statement: { resources } }: PolicyStatement, world: World): string {
  const items = (resources?.items ?? []).map(({ text }) => ({ text, is: standsForNone(text, world) }))
  const certain = items.filter(({ is }) => is === 'yes')
  const shown = certain.length > 0 ? certain : items.filter(({ is }) => is === 'unknown')
  const names = shown.slice(0, 2).map(({ text }) => {
    const key = keyOfId(text, arn => world.keyNamed(arn))
    return key === undefined ? showText(text) : `the id of ${key.address}`
  })
  const all = shown.length > 2 ? `${names.join(', ')} and ${shown.length - 2} more` : listed(names)
  const stands = shown.length === 1 ? 'stands' : 'stand'
  return `${all}, which ${certain.length > 0 ? stands : 'may stand'} for no key`
}

/** A reference to the id of a key that is created is as good as the id. */
function standsForNone(resource: Text, world: World): Tri {
  return keyOfId(resource, arn => world.keyNamed(arn)) === undefined ? standsForNoKey(resource) : 'yes'
}

/** The actions of a statement that are on keys, in words. */
export function keyActionsOf({ statement: { actions } }: PolicyStatement): string {
  const certain = difference(coverOf(actions).must, aliasActions)
  return certain === noActions ? 'actions that are not told' : actionsInWords(certain)
}

function covered(actions: Listed<Pattern> | undefined, must: boolean, may: boolean): Answer {
  return must || !may ? answer(must) : hangsOn(holesOfActions(actions))
}
