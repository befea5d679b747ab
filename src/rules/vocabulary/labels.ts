import type { Access } from '../../model/access.ts'
import { includes } from '../../model/action-set.ts'
import { called } from '../../access/indirect/approach.ts'
import { action } from '../../policy/actions.ts'
import { answer } from '../answers.ts'
import { actionsInWords } from '../phrases.ts'
import type { Word } from '../word.ts'

const putKeyPolicy = action('kms:PutKeyPolicy')

/** Whoever starts can change the key policy as things stand, which decides more than any tag or alias. */
export const writesKeyPolicy: Word<Access> = {
  says: 'the principal can change the key policy as things stand',
  ask: ({ principal, key }, world) =>
    answer(
      world
        .shownBetween(principal, key)
        .some(({ certainty, actions }) => certainty === 'certain' && includes(actions, putKeyPolicy)),
    ),
}

/** Who decides about what by changing which labels, as a sentence that ends with the key. */
export function labellingInWords({ principal, principalAddress, via, actions, key }: Access): string {
  const what = via === 'tag-key' ? 'tags' : 'aliases'
  return `${called(principal, principalAddress)}, by changing ${what}, decides who can ${actionsInWords(actions)} on ${key.address}`
}
