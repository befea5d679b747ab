import { sameAccount } from '../model/account.ts'
import type { Access, AccessGraph } from '../model/access.ts'
import { includes } from '../model/action-set.ts'
import { groupedBy } from '../model/grouped-by.ts'
import type { Key } from '../model/key.ts'
import type { KeyNeed, KeyUse } from '../model/key-use.ts'
import { isNamed, principalId, type Principal } from '../model/principal.ts'
import { literal, showText, text } from '../model/text.ts'
import { anyOf, type Tri } from '../model/tri.ts'
import { distinctUnknowns, type Unknown } from '../model/unknown.ts'
import { action, actionsWithConditionKey } from '../policy/actions.ts'
import { settle, type Facts } from './facts.ts'
import { equalTexts } from './operators.ts'
import { whichKey } from './which-key.ts'

/** What a service needs of a key and is not given, for some of the resources that the key encrypts. */
export interface UnmetNeed {
  readonly key: Key
  readonly need: KeyNeed
  readonly by: Principal
  /** Those that need it alike: the first one tells it. */
  readonly uses: readonly [KeyUse, ...KeyUse[]]
  /** `kms:GenerateDataKey`: what nothing gives. */
  readonly missing: readonly string[]
  /** `yes`: it has none of what it cannot work without, and a guide of AWS says so. */
  readonly is: 'yes' | 'unknown'
  readonly hangsOn: readonly Unknown[]
}

type Asked = Pick<AccessGraph, 'usesOf' | 'shownBetween' | 'accessesTo'>

/**
 * What services, and roles that AWS made for them, need of a key as the resources of the input use it, and what nothing
 * gives them: by row of the table of services, for the requests that their guides tell. Any access that such a request
 * may meet counts. A delegation to the account is none: services have no IAM policies, and what AWS wrote for its
 * service-linked role of EC2 Auto Scaling has nothing about keys (AWSServiceRoleForAutoScaling).
 */
export function unmetNeedsOn(graph: Asked, key: Key): readonly UnmetNeed[] {
  const told = worked.get(graph.usesOf) ?? new WeakMap<Key, readonly UnmetNeed[]>()
  worked.set(graph.usesOf, told)
  const found = told.get(key) ?? workOut(graph, key)
  told.set(key, found)
  return found
}

/** Each use of a key asks about the same; a look-up is of one graph. */
const worked = new WeakMap<Asked['usesOf'], WeakMap<Key, readonly UnmetNeed[]>>()

function workOut(graph: Asked, key: Key): readonly UnmetNeed[] {
  const given = givenOn(graph, key)
  const unmet = graph.usesOf(key).flatMap(use =>
    use.needs.flatMap(need => {
      const by = ofService(need)
      const one = by === undefined ? undefined : unmetBy(key, use, need, by, given(by))
      return one === undefined ? [] : [one]
    }),
  )
  const groups = groupedBy(unmet, ({ by, need, missing, is }) =>
    JSON.stringify([principalId(by), need.row, missing, is]),
  )
  return [...groups.values()].map(group => {
    const [first, ...others] = group
    return {
      ...first,
      uses: [first.uses[0], ...others.map(({ uses }) => uses[0])],
      hangsOn: distinctUnknowns(group.flatMap(({ hangsOn }) => hangsOn)),
    }
  })
}

/** The service, or its service-linked role; nothing where somebody else calls. */
function ofService({ by, needed }: KeyNeed): Principal | undefined {
  if (by === 'caller' || needed.length === 0) return undefined
  return by.kind === 'service' || principalId(by).includes(':role/aws-service-role/') ? by : undefined
}

type Given = readonly Access[]

/** Asked once for each principal: a thousand log groups have one service. */
function givenOn(graph: Asked, key: Key): (by: Principal) => Given {
  const known = new Map<string, Given>()
  return by => {
    const name = principalId(by)
    const found = known.get(name) ?? [
      ...(isNamed(by) ? graph.shownBetween(by, key) : []),
      ...graph.accessesTo(key).filter(({ principal }) => mayBeOf(by, principal, key)),
      ...graph.accessesTo(key).flatMap(access => underOtherName(by, access)),
    ]
    known.set(name, found)
    return found
  }
}

/** Whether somebody may be of a class that a key policy admits directly. */
function mayBeOf(by: Principal, group: Principal, key: Key): boolean {
  switch (group.kind) {
    case 'everyone':
    case 'unknown':
      return true
    case 'services-for':
      return by.kind === 'service' && isOwner(literal(group.owner), key)
    case 'everyone-of-account':
      return by.kind === 'service' || sameAccount(group.account, key.account) !== 'no'
    case 'everyone-of-organization':
    case 'principals-like':
    case 'unique-id':
      return by.kind !== 'service'
    default:
      return false
  }
}

/**
 * A service under a name that may be its own: one with a hole, one without the Region (`logs.amazonaws.com` stands in key
 * policies that AWS publishes), one that ends as in China.
 */
function underOtherName(by: Principal, access: Access): readonly Access[] {
  const { principal: other, unknowns } = access
  if (by.kind !== 'service' || other.kind !== 'service' || principalId(by) === principalId(other)) return []
  const [label = ''] = showText(by.name).split('.')
  const isShort = /^[a-z-]+\.amazonaws\.com(?:\.cn)?$/.test(literal(other.name) ?? '')
  const isAlike = isShort && principalId(other).startsWith(`${label}.`)
  if (!isAlike && equalTexts(by.name, other.name) !== 'unknown') return []
  const name = `whether ${principalId(other)} is ${principalId(by)}`
  const hole: Unknown = {
    kind: 'unknown',
    reason: 'not-in-input',
    name,
    shape: 'anything',
    at: access.path[0].at,
  }
  return [{ ...access, certainty: 'possible', unknowns: [...unknowns, hole] }]
}

/** An organization, or an account that is not told, may be the key's own. */
function isOwner(owner: string | undefined, { account }: Key): boolean {
  return owner === undefined || !/^\d{12}$/.test(owner) || sameAccount(owner, account) !== 'no'
}

function unmetBy(key: Key, use: KeyUse, need: KeyNeed, by: Principal, given: Given): UnmetNeed | undefined {
  const has = need.needed.map(name => ({ name, ...hasAction(name, need, by, given) }))
  if (has.every(({ is }) => is === 'yes')) return undefined
  const missing = has.filter(({ is }) => is !== 'yes').map(({ name }) => name)
  const hangsOn = [
    ...whichKey(use),
    ...key.policies.flatMap(({ document }) => document.holes),
    ...has.flatMap(({ unknowns }) => unknowns),
    ...(need.unverified ? [whether(use, `it takes this that ${need.says}`)] : []),
    ...(missing.length < has.length ? [whether(use, `it works with part of what it needs`)] : []),
  ]
  const is = hangsOn.length === 0 ? 'yes' : 'unknown'
  return { key, need, by, uses: [use], missing, is, hangsOn }
}

/** Whether a request for an action may be let through, and what hides it. */
function hasAction(
  name: string,
  need: KeyNeed,
  by: Principal,
  given: Given,
): { readonly is: Tri; readonly unknowns: readonly Unknown[] } {
  const facts = factsOf(name, need, by)
  const met = given.filter(
    ({ actions, conditions, unless }) =>
      includes(actions, action(name)) &&
      conditions.every(condition => settle(condition, facts).is !== 'never') &&
      !unless.some(list => list.every(condition => settle(condition, facts).is === 'always')),
  )
  const is = anyOf(met.map(({ certainty }) => (certainty === 'certain' ? 'yes' : 'unknown')))
  return { is, unknowns: is === 'unknown' ? met.flatMap(({ unknowns }) => unknowns) : [] }
}

/**
 * What a service sends only if its guide says so, and what tells of callers with IAM: of those a service has none. A
 * Deny for everybody outside an organization stops services too (IAM User Guide, "aws:PrincipalIsAWSService").
 */
const ofRequests =
  /^(?:aws:(?:source|principal(?:org|arn$|account$|tag|type$)|userid$|username$)|kms:(?:encryptioncontext:|viaservice$|granteeprincipal$))/

/** A condition key that an action has not is absent from its requests (KMS Developer Guide, "Condition keys for AWS KMS"). */
function factsOf(name: string, { context }: KeyNeed, by: Principal): Facts {
  const isService = by.kind === 'service'
  return key => {
    if (!includes(actionsWithConditionKey(key), action(name))) return { values: [] }
    if (key === 'aws:principalisawsservice') return { values: [text(String(isService))] }
    if (key === 'aws:principalservicename' && by.kind === 'service') return { values: [by.name] }
    const values = context.get(key)
    if (values !== undefined) return { values }
    return isService && ofRequests.test(key) ? { values: [] } : undefined
  }
}

function whether({ at }: KeyUse, what: string): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name: `whether ${what}`, shape: 'anything', at }
}
