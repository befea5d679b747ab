import { difference, noActions, overlaps, union } from '../../model/action-set.ts'
import { isUnknown } from '../../model/unknown.ts'
import { coverOf, permissionActions, plaintextActions, readActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import type { KeyStatement, Word } from '../word.ts'

/** The statement is an Allow. */
export const allows: Word<KeyStatement> = {
  says: 'the statement allows',
  ask: ({ statement: { effect, at } }) =>
    isUnknown(effect) ? hangsOn([effect], [at]) : answer(effect === 'Allow'),
}

/** The statement is a Deny. */
export const denies: Word<KeyStatement> = {
  says: 'the statement denies',
  ask: ({ statement: { effect, at } }) =>
    isUnknown(effect) ? hangsOn([effect], [at]) : answer(effect === 'Deny'),
}

/** The statement is written with `NotPrincipal`. */
export const exceptsPrincipals: Word<KeyStatement> = {
  says: 'it is written with `NotPrincipal`',
  ask: ({ statement: { principals } }) => answer(principals?.negated === true, principals && [principals.at]),
}

/** The statement names a role or user that the same input gives a permissions boundary. */
export const namesBounded: Word<KeyStatement> = {
  says: 'a listed principal has a permissions boundary',
  ask: ({ statement: { principals } }, world) =>
    answer((principals?.items ?? []).some(({ principal }) => world.isBounded(principal))),
}

/** The statement is written with `NotAction`. */
export const exceptsActions: Word<KeyStatement> = {
  says: 'it is written with `NotAction`',
  ask: ({ statement: { actions } }) => answer(actions?.negated === true, actions && [actions.at]),
}

const revealing = union(plaintextActions, permissionActions)

/** The statement may reach plaintext, or change who has access. */
export const coversRevealingActions: Word<KeyStatement> = {
  says: 'its actions reach plaintext or change who has access',
  ask: ({ statement }) => answer(overlaps(coverOf(statement.actions).may, revealing)),
}

/** The statement's actions only look. */
export const coversOnlyReads: Word<KeyStatement> = {
  says: 'its actions only read about the key',
  ask: ({ statement }) => answer(difference(coverOf(statement.actions).may, readActions) === noActions),
}
