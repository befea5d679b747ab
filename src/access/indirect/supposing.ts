import type { Identity, IdentityPolicy } from '../../model/identity.ts'
import { principalId, type Principal } from '../../model/principal.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument, Statement } from '../../model/statement.ts'
import { text } from '../../model/text.ts'
import { openCase, permitsIn, type Grounded } from '../between.ts'
import type { Guarded } from '../guarded.ts'
import { isContradiction } from '../satisfiable.ts'
import type { World } from '../world.ts'
import { openness } from './terms.ts'

/** Where a supposed statement stands: nowhere. It is the same object in each, so that its steps can be told. */
const supposed: SourceLocation = { file: '', address: '', pointer: '' }

/** A policy that allows some actions on everything: to everybody, or to one principal. */
export function supposedPolicy(actions: string, principal?: Principal): PolicyDocument {
  const at = supposed
  const shared = { effect: 'Allow' as const, conditions: [], conditionHoles: [], at }
  const statement: Statement = {
    ...shared,
    actions: { negated: false, items: [{ text: text(actions), at }], at },
    ...(principal === undefined
      ? { resources: { negated: false, items: [{ text: text('*'), at }], at } }
      : { principals: { negated: false, items: [{ principal, at }], at } }),
  }
  return { version: '2012-10-17', statements: [statement], holes: [], problems: [], at }
}

/** The identity with any access to keys that IAM policies can give. */
export function withEveryKeyAction(identity: Identity): Identity {
  const policy: IdentityPolicy = {
    name: '',
    document: supposedPolicy('kms:*'),
    sensitive: false,
    hangsOn: [],
  }
  return { ...identity, policies: [...identity.policies, policy] }
}

/** The world in which an identity is another than it is. */
export function supposing(world: World, identity: Identity): World {
  const changed = principalId({ kind: identity.kind, arn: identity.arn, account: identity.account })
  return {
    ...world,
    identityOf: principal => (principalId(principal) === changed ? identity : world.identityOf(principal)),
  }
}

/** What a principal could do with something, the least open first; supposed statements are no steps of it. */
export function permitsBetween(world: World, principal: Principal, guarded: Guarded): readonly Grounded[] {
  return permitsIn(openCase(world, principal, guarded, 'left out'))
    .filter(permit => !isContradiction(permit))
    .map(permit => ({ ...permit, steps: permit.steps.filter(({ at }) => at !== supposed) }))
    .toSorted((one, other) => openness(one) - openness(other))
}
