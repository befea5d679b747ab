import { difference, noActions, overlaps, union } from '../../model/action-set.ts'
import { isUnknown } from '../../model/unknown.ts'
import { coverOf, permissionActions, plaintextActions, readActions } from '../../policy/actions.ts'
import { answer, hangsOn } from '../answers.ts'
import type { PolicyStatement, Word } from '../word.ts'
import { holdersInWords } from './roles.ts'

/** The document that a statement stands in, in words: its key, or its name with those who have it. */
export function nameOfDocument(subject: PolicyStatement): string {
  switch (subject.in) {
    case 'key-policy':
      return subject.key.address
    case 'trust-policy':
      return `the trust policy of ${subject.role.address}`
    case 'identity-policy': {
      const { policy, holders } = subject
      return holders.length === 1 ? policy.name : `${policy.name} (of ${holdersInWords(holders)})`
    }
  }
}

/** It stands in a key policy. */
export const inKeyPolicy: Word<PolicyStatement> = {
  says: 'it stands in a key policy',
  ask: subject => answer(subject.in === 'key-policy'),
}

/** It stands in a policy of roles or users. */
export const inIdentityPolicy: Word<PolicyStatement> = {
  says: 'it stands in a policy of roles or users',
  ask: subject => answer(subject.in === 'identity-policy'),
}

/** It stands in the trust policy of a role. */
export const inTrustPolicy: Word<PolicyStatement> = {
  says: "it stands in a role's trust policy",
  ask: subject => answer(subject.in === 'trust-policy'),
}

/** The statement is an Allow. */
export const allows: Word<PolicyStatement> = {
  says: 'the statement allows',
  ask: ({ statement: { effect, at } }) =>
    isUnknown(effect) ? hangsOn([effect], [at]) : answer(effect === 'Allow'),
}

/** The statement is a Deny. */
export const denies: Word<PolicyStatement> = {
  says: 'the statement denies',
  ask: ({ statement: { effect, at } }) =>
    isUnknown(effect) ? hangsOn([effect], [at]) : answer(effect === 'Deny'),
}

/** The statement is written with `NotPrincipal`. */
export const exceptsPrincipals: Word<PolicyStatement> = {
  says: 'it is written with `NotPrincipal`',
  ask: ({ statement: { principals } }) => answer(principals?.negated === true, principals && [principals.at]),
}

/** The statement names a role or user that the same input gives a permissions boundary. */
export const namesBounded: Word<PolicyStatement> = {
  says: 'a listed principal has a permissions boundary',
  ask: ({ statement: { principals } }, world) =>
    answer((principals?.items ?? []).some(({ principal }) => world.isBounded(principal))),
}

/** The statement is written with `NotAction`. */
export const exceptsActions: Word<PolicyStatement> = {
  says: 'it is written with `NotAction`',
  ask: ({ statement: { actions } }) => answer(actions?.negated === true, actions && [actions.at]),
}

const revealing = union(plaintextActions, permissionActions)

/** The statement may reach plaintext, or change who has access. */
export const coversRevealingActions: Word<PolicyStatement> = {
  says: 'its actions reach plaintext or change who has access',
  ask: ({ statement }) => answer(overlaps(coverOf(statement.actions).may, revealing)),
}

/** The statement's actions only look. */
export const coversOnlyReads: Word<PolicyStatement> = {
  says: 'its actions only read about the key',
  ask: ({ statement }) => answer(difference(coverOf(statement.actions).may, readActions) === noActions),
}
