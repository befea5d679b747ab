import type { Access } from '../../model/access.ts'
import { difference, includes, noActions, overlaps, union } from '../../model/action-set.ts'
import { action, keyActions, permissionActions, plaintextActions, readActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

/** The access covers this action. */
export function can(name: string): Word<Access> {
  const wanted = action(name)
  return { says: `${name} is allowed`, ask: ({ actions }) => answer(includes(actions, wanted)) }
}

const revealing = union(plaintextActions, permissionActions)

/** The access reaches plaintext, or changes who has access. */
export const revealsOrPermits: Word<Access> = {
  says: 'it reaches plaintext or changes who has access',
  ask: ({ actions }) => answer(overlaps(actions, revealing)),
}

/** The access only looks: it neither uses nor changes the key. */
export const onlyReads: Word<Access> = {
  says: 'it only reads about the key',
  ask: ({ actions }) => answer(difference(actions, readActions) === noActions),
}

/** The statement allows every action on the key: `kms:*`. */
export const everyKeyAction: Word<Access> = {
  says: 'every action on the key is allowed',
  ask: ({ written }) => {
    if (includes(written.must, keyActions)) return answer(true)
    return includes(written.may, keyActions) ? hangsOn(written.hangsOn) : answer(false)
  },
}
