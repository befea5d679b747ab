import { accountOf } from '../../model/account.ts'
import type { Answer } from '../../model/answer.ts'
import type { Condition, Pattern } from '../../model/statement.ts'
import { holesOf, literal, showText, type Text } from '../../model/text.ts'
import { allOf, anyOf, tri, type Tri } from '../../model/tri.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { coversAsText } from '../../access/elsewhere.ts'
import { asksForValue, escapeFrom, isPattern } from '../../access/operators.ts'
import { parseArn } from '../../policy/arn.ts'
import { isFilledByCall } from '../../policy/variables.ts'
import { hasWildcard, mayMatchWildcard } from '../../policy/wildcard.ts'
import { answer, hangsOn } from '../answers.ts'
import { amongResources } from '../key-resources.ts'
import { joined } from '../logic.ts'
import { isUntrustedOutsider } from '../outsiders.ts'
import { actionsInWords } from '../phrases.ts'
import type { HeldPermission, OutsideKey, PolicyStatement, Word } from '../word.ts'

/** Its resources cover keys of accounts that it does not name: `*`, `arn:aws:kms:*:*:key/*`. */
export const coversKeysOfAnyAccount: Word<HeldPermission> = {
  says: 'its resources are keys of any account',
  ask: ({ statement: { resources } }) => {
    if (resources === undefined) return answer(false)
    // What a `NotResource` spares are single keys or accounts: the others of the world stay.
    return resources.negated ? answer(true) : amongResources(resources, isOpen)
  },
}

/**
 * A condition names the account or organization that the key must belong to, in an Allow or, negated, in a Deny. An
 * alias or a tag does not: whoever owns a key names and tags it.
 */
export const keyOwnerIsNarrowed: Word<HeldPermission> = {
  says: 'a condition names the account or organization of the key',
  ask: ({ conditions, unless }) => {
    const asked = [...conditions, ...unless.flatMap(askedByDeny)].filter(tellsOwner)
    return joined(asked.map(namesOwner), anyOf)
  },
}

/**
 * It allows all actions of all services, `Action: "*"`; or AWS wrote it so that it allows all but a few services, as
 * `PowerUserAccess`.
 */
export const coversEveryService: Word<PolicyStatement | HeldPermission> = {
  says: "it allows every action of every service, or of all but a few where it is AWS's own",
  ask: subject => {
    const { actions } = subject.statement
    if (actions?.negated === true) return answer('policy' in subject && 'ofAws' in subject.policy)
    return answer(actions?.items.some(({ text }) => /^\*+(?::\*+)?$/.test(literal(text) ?? '')) === true)
  },
}

/** The ARN is of a key of an account that is neither one's own nor trusted. */
export const isOfUntrustedAccount: Word<OutsideKey> = {
  says: 'the key belongs to an account that is neither the own one nor trusted',
  ask: ({ arn, at, home }, { trust }) => {
    const parts = parseArn(arn)
    if (parts === undefined) return hangsOn(holesOf(arn))
    const account = accountOf(parts.account)
    // A pattern names no account, and a policy variable that of the caller.
    if (account === undefined || (isUnknown(account) && isFilledByCall(account)))
      return joined(
        openIn(parts.account).map(hole => hangsOn([hole])),
        anyOf,
      )
    return isUntrustedOutsider({ kind: 'account', account }, { account: home, at }, trust)
  },
}

/** What names a key and its ARN, in words: `aws_s3_bucket.a is encrypted with arn:…`. */
export function namingInWords(named: OutsideKey): string {
  const arn = showText(named.arn)
  if (named.by === 'use') return `${named.use.address} is encrypted with ${arn}`
  const { policy, actions } = named.permission
  return `${policy.name} allows ${actionsInWords(actions)} on ${arn}`
}

/** Whether a resource stands for keys of accounts that it does not name. */
export function leavesAccountOpen({ text }: Pick<Pattern, 'text'>): Tri {
  return isOpen(text)
}

function isOpen(resource: Text): Tri {
  const arn = parseArn(resource)
  if (arn !== undefined)
    return allOf([mayMatchWildcard(arn.service, 'kms'), isOpenAccount(arn.account), isOpenKey(arn.resource)])
  const [start] = resource
  if (isUnknown(start) && start.shape === 'arn') return 'no'
  return coversAsText(resource)
}

/** Account ids have one length: `111122223333*` is one account. */
function isOpenAccount(account: Text): Tri {
  const id = accountOf(account)
  if (isUnknown(id)) return id.shape === 'account-id' || isFilledByCall(id) ? 'no' : 'unknown'
  if (account.some(isUnknown)) return 'unknown'
  return tri(hasWildcard(account) && !/^\d{12}\*+$/.test(literal(account) ?? ''))
}

/** The id of a key is nobody's to choose: one that is written in full is one key, in whatever account. */
function isOpenKey(resource: Text): Tri {
  if (hasWildcard(resource)) return 'yes'
  return openIn(resource).length === 0 ? 'no' : 'unknown'
}

/** What a call must meet to escape a Deny. Who calls is a role or user, whatever the Deny says about services. */
function askedByDeny(list: readonly Condition[]): readonly Condition[] {
  const [only, ...others] = list.filter(({ key }) => key.toLowerCase() !== 'aws:principalisawsservice')
  const escape = only === undefined || others.length > 0 ? undefined : escapeFrom(only)
  return escape === undefined ? [] : [escape]
}

const owners = new Set(['aws:resourceaccount', 'aws:resourceorgid', 'aws:resourceorgpaths'])

function tellsOwner(condition: Condition): boolean {
  return owners.has(condition.key.toLowerCase()) && asksForValue(condition)
}

/** Whether each of its values is one account or organization, or below one. */
function namesOwner(condition: Condition): Answer {
  const is = allOf(condition.values.map(value => isOwner(condition, value)))
  if (is === 'unknown') return hangsOn(condition.values.flatMap(openIn))
  return is === 'yes' ? answer(true, [condition.at]) : answer(false)
}

function isOwner(condition: Condition, value: Text): Tri {
  if (!isPattern(condition)) return 'yes'
  const [start] = value
  // `o-a1b2c3d4e5/*`: a path below an organization.
  if (typeof start === 'string' && /^(?:\d{12}|o-[a-z\d]{10,32}\/)/.test(start)) return 'yes'
  if (hasWildcard(value)) return 'no'
  return openIn(value).length === 0 ? 'yes' : 'unknown'
}

/** The holes that no call fills. */
function openIn(text: Text): readonly Unknown[] {
  return holesOf(text).filter(hole => !isFilledByCall(hole))
}
