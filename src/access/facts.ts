import type { Account } from '../model/account.ts'
import type { Key } from '../model/key.ts'
import { accountOfPrincipal, type Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import { holesOf, literal, text, type Text } from '../model/text.ts'
import type { Tri } from '../model/tri.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { isFilledByCall, variableOf } from '../policy/variables.ts'
import { never, open, toEffect, withoutValues, type Effect } from './effect.ts'
import { asksForValue, isNegated } from './operators.ts'
import { holds } from './request/conditions.ts'

/**
 * What every request of somebody about something carries under a condition key: its values, none where the key is
 * certain to be absent. `more`: it may have further values, which the input cannot tell.
 */
export type Fact =
  | { readonly values: readonly Text[]; readonly more?: Unknown }
  | { readonly hidden: readonly Unknown[] }

/** By condition key in lower case; nothing for what the call decides. */
export type Facts = (key: string) => Fact | undefined

/** Nothing is known: all hangs on the call. */
export const noFacts: Facts = () => undefined

/** What one condition does, as far as it is decided before the call. */
export function settle(condition: Condition, facts: Facts): Effect {
  if (condition.values.length === 0 && condition.operator !== 'Null') return withoutValues(condition)
  const fact = facts(condition.key.toLowerCase())
  if (fact === undefined) return isNeverSent(condition) ? never : open
  if ('hidden' in fact) return { is: 'unknown', hangsOn: fact.hidden }
  const context = contextOf(condition, facts)
  if (context === undefined) return open
  const answer = holds(condition, context.set(condition.key.toLowerCase(), fact.values))
  if (fact.more !== undefined && !standsWithMore(condition, answer)) {
    return { is: 'unknown', hangsOn: [placed(fact.more, condition)] }
  }
  return toEffect(answer, condition, fact.values.flat())
}

/** An empty `kms:ViaService` matches no request. */
function isNeverSent(condition: Condition): boolean {
  const isVia = condition.key.toLowerCase() === 'kms:viaservice'
  return isVia && asksForValue(condition) && condition.values.every(value => literal(value) === '')
}

/** Whether further values of the key could not change the answer. */
function standsWithMore(condition: Condition, answer: Tri): boolean {
  if (condition.operator === 'Null') return false
  const some =
    condition.qualifier === 'ForAnyValue' || (condition.qualifier === undefined && !isNegated(condition))
  return answer === (some ? 'yes' : 'no')
}

/** The facts that fill the variables in a condition's values; nothing where the call fills one of them. */
function contextOf(condition: Condition, facts: Facts): Map<string, readonly Text[]> | undefined {
  const context = new Map<string, readonly Text[]>()
  for (const hole of condition.values.flatMap(holesOf).filter(isFilledByCall)) {
    const { name } = variableOf(hole)
    if (isCharacter(name)) continue
    const fact = facts(name)
    if (fact === undefined || 'hidden' in fact) return undefined
    context.set(name, fact.values)
  }
  return context
}

/** `${*}`, `${?}` and `${$}` stand for the character itself. */
function isCharacter(name: string): boolean {
  return name === '*' || name === '?' || name === '$'
}

/** The text with the variables filled that facts fill; others stay. */
export function withFacts(value: Text, facts: Facts): Text {
  if (!value.some(part => isUnknown(part) && isFilledByCall(part))) return value
  return text(
    ...value.map(part => {
      if (!isUnknown(part) || !isFilledByCall(part)) return part
      const fact = facts(variableOf(part).name)
      const [only, ...others] = fact === undefined || 'hidden' in fact ? [] : fact.values
      return only === undefined || others.length > 0 ? part : only
    }),
  )
}

/** What no resource tells of stands where it is asked for. */
function placed(unknown: Unknown, { at }: Condition): Unknown {
  return unknown.at.address === '' ? { ...unknown, at } : unknown
}

/** What AWS itself puts into each request of a principal. */
export function factsOfPrincipal(
  principal: Principal,
  roleArn: Text | undefined,
  service: 'kms' | 'sts' = 'kms',
): Facts {
  const facts = new Map<string, Fact>()
  const add = (key: string, value: Text | undefined) => {
    if (value !== undefined) facts.set(key, { values: [value] })
  }
  const account = accountOfPrincipal(principal)
  if (account !== undefined) {
    add('aws:principalaccount', text(account))
    if (service === 'kms') add('kms:calleraccount', text(account))
  }
  add('aws:principalarn', arnOf(principal, roleArn))
  add('aws:principaltype', typeOf(principal))
  add('aws:principalisawsservice', text(String(principal.kind === 'service')))
  if (principal.kind === 'user') add('aws:username', lastOf(principal.arn))
  return principal.kind === 'service' ? key => facts.get(key) ?? ofService(key) : key => facts.get(key)
}

const ofPrincipals = /^(?:aws:(?:principal|userid$|username$)|kms:calleraccount$)/

const ofMembers = /^(?:aws:principal(?:account|orgid|orgpaths)|kms:calleraccount)$/

/** A service belongs to no account and no organization (`decide.ts`); AWS tells of no ARN or type of its own. */
function ofService(key: string): Fact | undefined {
  if (!ofPrincipals.test(key)) return undefined
  if (ofMembers.test(key)) return { values: [] }
  const name = `whether ${key} is set when a service calls`
  const at = { file: '', address: '', pointer: '' }
  return { values: [], more: { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at } }
}

/** That of a session is its role's, whose path the session does not tell. */
function arnOf(principal: Principal, roleArn: Text | undefined): Text | undefined {
  switch (principal.kind) {
    case 'root-user':
      return text('arn:aws:iam::', principal.account, ':root')
    case 'role':
    case 'user':
    case 'federated-user':
      return principal.arn
    case 'session':
      return roleArn ?? arnWithoutPath(principal)
    default:
      return undefined
  }
}

/** The path before the name of its role may be any. */
function arnWithoutPath({
  arn,
  account,
}: Extract<Principal, { kind: 'session' | 'federated-user' }>): Text | undefined {
  const name = literal(arn)?.split('/')[1]
  if (name === undefined) return undefined
  const at = { file: '', address: '', pointer: '' }
  const path: Unknown = {
    kind: 'unknown',
    reason: 'not-in-input',
    name: `the path of role ${name}`,
    shape: 'anything',
    at,
  }
  return text('arn:aws:iam::', account, ':role/', path, name)
}

function typeOf({ kind }: Principal): Text | undefined {
  switch (kind) {
    case 'root-user':
      return text('Account')
    case 'user':
      return text('User')
    case 'role':
    case 'session':
      return text('AssumedRole')
    case 'federated-user':
      return text('FederatedUser')
    default:
      return undefined
  }
}

function lastOf(arn: Text): Text | undefined {
  const last = arn.at(-1)
  if (last === undefined || isUnknown(last)) return last === undefined ? undefined : [last]
  return text(last.slice(last.lastIndexOf('/') + 1))
}

/** What the organizations of a caller's and a resource's account, where they are told, put into each request. */
export function factsOfOrganizations(ofCaller: string | undefined, ofResource: string | undefined): Facts {
  return key => {
    const organization =
      key === 'aws:principalorgid' ? ofCaller : key === 'aws:resourceorgid' ? ofResource : undefined
    return organization === undefined ? undefined : { values: [text(organization)] }
  }
}

/** What each request about a key carries: in IAM policies also its tags and aliases. */
export function factsOfKey(key: Key): Facts {
  const fixed = new Map<string, Fact>([
    ['kms:keyspec', knowable(key.spec)],
    ['kms:keyusage', knowable(key.usage)],
    ['kms:keyorigin', knowable(key.origin)],
    ['kms:multiregion', knowable(key.multiRegion)],
    ['kms:multiregionkeytype', partOf(key)],
    ['aws:resourceaccount', { values: [text(key.account)] }],
  ])
  return name => {
    const fact = fixed.get(name)
    if (fact !== undefined) return fact
    if (name === 'kms:resourcealiases') return aliasesOf(key)
    return name.startsWith('aws:resourcetag/') ? tagOf(key, name.slice('aws:resourcetag/'.length)) : undefined
  }
}

/** What each request about something of an account carries. */
export function factsOfAccount(account: Account): Facts {
  const fact: Fact = { values: [text(account)] }
  return name => (name === 'aws:resourceaccount' ? fact : undefined)
}

/** Whether a multi-Region key is the primary; other keys have no such part. */
function partOf({ multiRegion, replica }: Key): Fact {
  if (isUnknown(multiRegion)) return { hidden: [multiRegion] }
  return { values: multiRegion ? [text(replica ? 'REPLICA' : 'PRIMARY')] : [] }
}

function knowable(value: string | boolean | Unknown): Fact {
  return isUnknown(value) ? { hidden: [value] } : { values: [text(String(value))] }
}

/** Aliases can be made elsewhere. */
function aliasesOf(key: Key): Fact {
  const values = key.aliases.map(name => text(name))
  if (key.hasAllAliases) return { values }
  return { values, more: elsewhere(key, 'the aliases that it has elsewhere') }
}

/** Names of tags do not depend on case in condition keys. */
function tagOf(key: Key, name: string): Fact {
  if (isUnknown(key.tags)) return { hidden: [key.tags] }
  const values: Text[] = []
  for (const [tag, value] of key.tags) {
    if (tag.toLowerCase() !== name) continue
    if (isUnknown(value)) return { hidden: [value] }
    values.push(text(value))
  }
  return { values }
}

function elsewhere({ at, address }: Key, what: string): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name: `${what} (${address})`, shape: 'anything', at }
}
