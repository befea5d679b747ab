import { accountOf, sameAccount, type Account } from '../../model/account.ts'
import { noActions } from '../../model/action-set.ts'
import type { Identity } from '../../model/identity.ts'
import type { Listed, Pattern } from '../../model/statement.ts'
import { holesOf, literal, text, type Text } from '../../model/text.ts'
import { anyOf, opposite, type Tri } from '../../model/tri.ts'
import { parseArn, type Arn } from '../../policy/arn.ts'
import { mayMatchWildcard } from '../../policy/wildcard.ts'
import { coversArn } from '../assume-target.ts'
import { factsOfAccount, type Facts } from '../facts.ts'
import type { ResourceMatch } from '../resources.ts'
import { filled, type Target } from '../target.ts'
import { identityCatalogue } from './identity-actions.ts'

/** What an action is aimed at: an Allow has to reach some of it, and a Deny that stops it reaches all of it. */
export interface Aim {
  readonly some: Target
  readonly whole: Target
}

const none: ResourceMatch = { is: 'no', hangsOn: [] }
const yes: ResourceMatch = { is: 'yes', hangsOn: [] }

const atIdentities = new WeakMap<Identity, Aim>()

/** A role or user of the input. */
export function aimAt(identity: Identity): Aim {
  const known = atIdentities.get(identity)
  if (known !== undefined) return known
  const { account, arn, boundary, complete } = identity
  const target = targetIn(account, resources => coversAnyForm(resources, [arn]))
  const found = complete && boundary === undefined ? unbounded(target) : target
  const aim = { some: found, whole: found }
  atIdentities.set(identity, aim)
  return aim
}

/** Whoever may only change those who have some boundary changes none who has none (IAM User Guide, "Permissions boundaries"). */
function unbounded(target: Target): Target {
  const facts: Facts = name => (name === 'iam:permissionsboundary' ? { values: [] } : target.facts(name))
  return { ...target, facts }
}

/** One thing, by its ARN, or by several forms of it that each are in part unknown. */
export function aimAtArn(account: Account, ...forms: readonly Text[]): Aim {
  const target = targetIn(account, resources => coversAnyForm(resources, forms))
  return { some: target, whole: target }
}

function coversAnyForm(resources: Listed<Pattern> | undefined, forms: readonly Text[]): ResourceMatch {
  if (resources === undefined) return none
  const matches = forms.map(form => coversArn({ ...resources, negated: false }, form))
  const is = anyOf(matches.map(match => match.is))
  return {
    is: resources.negated ? opposite(is) : is,
    hangsOn: is === 'unknown' ? matches.flatMap(match => match.hangsOn) : [],
  }
}

/** What belongs to an account, of the services that an action is done to. */
export interface Belongings {
  readonly account: Account
  /** As they stand in ARNs: `iam`. */
  readonly services: readonly string[]
}

/** Any of these that the action can be done to: which one, and under which name, is up to the caller. */
export function aimAtAnything(belongings: Belongings): Aim {
  const { account } = belongings
  return {
    some: targetIn(account, resources => coversAny(resources, belongings)),
    whole: targetIn(account, resources => coversAll(resources, belongings)),
  }
}

function targetIn(
  account: Account,
  covered: (resources: Listed<Pattern> | undefined) => ResourceMatch,
): Target {
  return {
    account,
    catalogue: identityCatalogue,
    crossAccount: noActions,
    facts: factsOfAccount(account),
    covered: (resources, caller: Facts) => covered(filled(resources, caller)),
    silencedBy: () => noActions,
    admitsProviders: false,
  }
}

function coversAny(resources: Listed<Pattern> | undefined, belongings: Belongings): ResourceMatch {
  if (resources === undefined) return none
  if (resources.negated)
    return coversAll({ ...resources, negated: false }, belongings).is === 'yes' ? none : yes
  return matchOf(resources, anyOf(resources.items.map(item => isIn(item.text, belongings))))
}

/** A Deny with exceptions leaves those. */
function coversAll(resources: Listed<Pattern> | undefined, belongings: Belongings): ResourceMatch {
  if (resources === undefined || resources.negated) return none
  return matchOf(resources, anyOf(resources.items.map(item => isWhole(item.text, belongings))))
}

function matchOf({ items }: Listed<Pattern>, is: Tri): ResourceMatch {
  const holes = is === 'unknown' ? items.flatMap(item => holesOf(item.text)) : []
  return is === 'unknown' && holes.length === 0 ? yes : { is, hangsOn: holes }
}

/** Whether a resource may be one of them at all. */
function isIn(resource: Text, belongings: Belongings): Tri {
  if (literal(resource) === '*') return 'yes'
  const arn = parseArn(resource)
  if (arn !== undefined) return isOf(arn, belongings)
  return holesOf(resource).length === 0 ? 'yes' : 'unknown'
}

function isOf(arn: Arn, { account, services }: Belongings): Tri {
  if (services.every(service => mayMatchWildcard(arn.service, service) === 'no')) return 'no'
  if (literal(arn.account) === '*') return 'yes'
  const written = accountOf(arn.account)
  if (written !== undefined) return sameAccount(written, account)
  const known = literal(text(account))
  return known === undefined ? 'unknown' : mayMatchWildcard(arn.account, known)
}

/** `*`, or everything of a type: `arn:aws:lambda:*:*:function:*`. */
function isWhole(resource: Text, belongings: Belongings): Tri {
  if (literal(resource) === '*') return 'yes'
  const arn = parseArn(resource)
  if (arn === undefined) return 'no'
  const region = literal(arn.region)
  const isAll = /^[\w-]*[:/]?\*$/.test(literal(arn.resource) ?? '') && (region === '*' || region === '')
  return isAll ? isOf(arn, belongings) : 'no'
}
