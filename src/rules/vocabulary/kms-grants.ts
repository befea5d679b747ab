import { accountOf } from '../../model/account.ts'
import { difference, noActions, overlaps, union, type ActionSet } from '../../model/action-set.ts'
import type { Answer } from '../../model/answer.ts'
import type { Grant } from '../../model/grant.ts'
import { text } from '../../model/text.ts'
import { allOf } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { operationsOf } from '../../access/grant-permits.ts'
import { permissionActions, plaintextActions, readActions } from '../../policy/actions.ts'
import { parseArn } from '../../policy/arn.ts'
import { answer, hangsOn } from '../answers.ts'
import { isUntrustedOutsider } from '../outsiders.ts'
import { actionsInWords, listed } from '../phrases.ts'
import type { Word, World } from '../word.ts'

/** The grantee is a principal outside the account of the key and outside what `trusted` names. */
export const grantedToOutsider: Word<Grant> = {
  says: "the grantee is outside the key's account and outside what `trusted` names",
  ask: (grant, world) => {
    const keys = world.keysOfGrant(grant)
    if (keys.length === 0) return isOutsideWithoutKey(grant, world)
    const answers = keys.map(key => isUntrustedOutsider(grant.grantee, key, world.trust))
    const [first] = answers
    if (first !== undefined && answers.every(({ is }) => is === first.is)) return first
    return hangsOn([...answers.flatMap(one => one.hangsOn), whichKey(grant)])
  },
}

/** The grant gives nothing but a look at the key. */
export const grantsOnlyReads: Word<Grant> = {
  says: 'it only lets read about the key',
  ask: grant => answer(difference(mostOf(grant), readActions) === noActions),
}

/** The grant gives neither plaintext nor the right to pass it on. */
export const grantsNoPlaintext: Word<Grant> = {
  says: 'it reaches no plaintext and cannot be passed on',
  ask: grant => answer(!overlaps(mostOf(grant), union(plaintextActions, permissionActions))),
}

/** What a grant gives, in words that follow "can": `kms:Decrypt on aws_kms_key.app`. */
export function grantInWords(grant: Grant): string {
  const certain = operationsOf(grant).find(({ hangsOn: holes }) => holes.length === 0)
  const actions = certain === undefined ? 'use operations that are not told' : actionsInWords(certain.actions)
  return `${actions} on ${keyInWords(grant)}`
}

function keyInWords({ key }: Grant): string {
  if (key.addresses.length > 1) return `a key that is not told (${listed(key.addresses)})`
  return key.addresses[0] ?? key.name ?? 'a key that is not told'
}

function mostOf(grant: Grant): ActionSet {
  return operationsOf(grant)
    .map(({ actions }) => actions)
    .reduce(union, noActions)
}

/** The input has not the key: its owner, if its ARN tells him, has let this account create grants for its own needs. */
function isOutsideWithoutKey(grant: Grant, world: World): Answer {
  const { grantee, createdBy, at, key } = grant
  const creator = isUntrustedOutsider(grantee, { account: createdBy, at }, world.trust)
  const owner = key.name === undefined ? undefined : accountOf(parseArn(text(key.name))?.account ?? [])
  if (owner === undefined) {
    const isTold = key.name !== undefined || creator.is !== 'yes'
    return isTold ? creator : hangsOn([whichKey(grant)])
  }
  const own = isUntrustedOutsider(grantee, { account: owner, at }, world.trust)
  const is = allOf([creator.is, own.is])
  return is === 'unknown' ? hangsOn([...creator.hangsOn, ...own.hangsOn]) : answer(is === 'yes')
}

function whichKey({ address, at }: Grant): Unknown {
  const name = `which key ${address} is on`
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at }
}

/** Whether it is told who gets the grant, and whose key it is on. */
export function isGrantTold(grant: Grant, world: World): boolean {
  const keys = world.keysOfGrant(grant)
  return grant.grantee.kind !== 'unknown' && !keys.some(({ account }) => isUnknown(account))
}
