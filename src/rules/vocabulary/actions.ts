import type { KeyPolicyAccess } from '../../model/access.ts'
import { difference, includes, noActions, overlaps, union, type ActionSet } from '../../model/action-set.ts'
import { action, keyActions, permissionActions, plaintextActions, readActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import type { Word } from '../word.ts'

/** What has actions that can be taken: an access, a permission. */
interface Acting {
  readonly actions: ActionSet
}

/** The access covers this action. */
export function can(name: string): Word<Acting> {
  const wanted = action(name)
  return { says: `${name} is allowed`, ask: ({ actions }) => answer(includes(actions, wanted)) }
}

/** It reaches plaintext: `kms:Decrypt`, `kms:GenerateDataKey`, `kms:ReEncryptFrom` and their like. */
export const reachesPlaintext: Word<Acting> = {
  says: 'it reaches plaintext',
  ask: ({ actions }) => answer(overlaps(actions, plaintextActions)),
}

const revealing = union(plaintextActions, permissionActions)

/** The access reaches plaintext, or changes who has access. */
export const revealsOrPermits: Word<Acting> = {
  says: 'it reaches plaintext or changes who has access',
  ask: ({ actions }) => answer(overlaps(actions, revealing)),
}

/** The access only looks: it neither uses nor changes the key. */
export const onlyReads: Word<Acting> = {
  says: 'it only reads about the key',
  ask: ({ actions }) => answer(difference(actions, readActions) === noActions),
}

/** The statement allows every action on the key: `kms:*`. */
export const everyKeyAction: Word<KeyPolicyAccess> = {
  says: 'every action on the key is allowed',
  ask: ({ written }) => {
    if (includes(written.must, keyActions)) return answer(true)
    return includes(written.may, keyActions) ? hangsOn(written.hangsOn) : answer(false)
  },
}
