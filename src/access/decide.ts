import { sameAccount, type Account } from '../model/account.ts'
import { accountOfPrincipal, principalId, type Principal } from '../model/principal.ts'
import type { Condition } from '../model/statement.ts'
import { literal, text, type Text } from '../model/text.ts'
import { allOf, tri, type Tri } from '../model/tri.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { isVariable } from '../policy/variables.ts'
import { isOnlyInSomeRequests, meaningOf, type KeyMeaning } from './condition-keys.ts'
import { always, narrows, never, open, toEffect, undecided, withoutValues, type Effect } from './effect.ts'
import { settle } from './facts.ts'
import { isDoubt, narrowEveryone, remainderOf } from './narrowing.ts'
import { asksForValue, equalTexts, holdsFor, isNegated, lowerCase } from './operators.ts'
import type { Target } from './target.ts'

/** What one condition does to these callers of this target, as far as it is decided before the call. */
export function decide(written: Condition, principal: Principal, target: Target): Effect {
  const condition = withOwner(written, target)
  if (condition.values.length === 0 && condition.operator !== 'Null') return withoutValues(condition)
  const meaning = meaningOf(condition.key)
  if (meaning === 'resource') return settle(condition, target.facts)
  if (meaning === 'request') return open
  if (meaning === 'via-service') return neverMatchesEmpty(condition, principal)
  if (isVague(meaning) || meaning === 'account') {
    const everyone = narrowEveryone(condition)
    if (everyone.is === 'never' || (everyone.is === 'unknown' && meaning === 'user-id')) return everyone
  }
  switch (principal.kind) {
    case 'everyone':
      return narrowEveryone(condition)
    case 'service':
    case 'services-for':
      return decideService(condition, meaning, principal)
    case 'account':
    case 'everyone-of-account':
      return decideAccount(condition, meaning, principal)
    case 'unknown':
      return isVague(meaning) ? open : { is: 'unknown', hangsOn: [principal.unknown] }
    default:
      return decideFact(condition, factOf(meaning, principal))
  }
}

/** Keys that a named caller may have any value of; what matches nobody matches him neither. */
function isVague(meaning: KeyMeaning): boolean {
  return ['user-id', 'organization', 'network', 'service-owner'].includes(meaning)
}

/** The policy variable `${aws:ResourceAccount}` is the account of the target. */
function withOwner(condition: Condition, { account }: Target): Condition {
  if (condition.values.every(value => literal(value) !== undefined)) return condition
  const filled = (part: Text[number]) => (isVariable([part], 'aws:ResourceAccount') ? account : part)
  return { ...condition, values: condition.values.map(value => text(...value.map(filled))) }
}

/** An empty `kms:ViaService` matches no request of an IAM principal; what a service principal sends is not documented. */
function neverMatchesEmpty(condition: Condition, principal: Principal): Effect {
  const byService = principal.kind === 'service' || principal.kind === 'services-for'
  const empty = condition.values.every(value => literal(value) === '')
  return empty && asksForValue(condition) && !byService ? never : open
}

/** What a condition does when its key has this value in every request; without a value it is open. */
export function decideFact(condition: Condition, fact: Text | undefined): Effect {
  if (fact === undefined) return open
  return toEffect(holdsFor(condition, fact), condition, fact)
}

/** The value that a condition key has in every request of this principal; nothing when it varies. */
function factOf(meaning: KeyMeaning, principal: Principal): Text | undefined {
  const account = accountOfPrincipal(principal)
  switch (meaning) {
    case 'account':
      return account === undefined ? undefined : text(account)
    case 'principal-arn':
      return arnOf(principal)
    case 'principal-type':
      return typeOf(principal)
    case 'is-service':
      return account === undefined ? undefined : text('false')
    default:
      return undefined
  }
}

/** `aws:PrincipalArn`; that of a session is its role's, whose path the session does not tell. */
function arnOf(principal: Principal): Text | undefined {
  if (principal.kind === 'root-user') return text('arn:aws:iam::', principal.account, ':root')
  const exact = principal.kind === 'role' || principal.kind === 'user' || principal.kind === 'federated-user'
  return exact ? principal.arn : undefined
}

/** `aws:PrincipalType`; a user ARN stands for the user's federated sessions too, so it varies. */
function typeOf(principal: Principal): Text | undefined {
  if (principal.kind === 'root-user') return text('Account')
  if (principal.kind === 'role' || principal.kind === 'session') return text('AssumedRole')
  return principal.kind === 'federated-user' ? text('FederatedUser') : undefined
}

/**
 * A service belongs to no account and no organization: AWS's own data perimeters exempt services from a Deny on these keys
 * by `aws:PrincipalIsAWSService`, since without it a negated operator stops them. Of an ARN of its own nothing is told.
 */
function decideService(condition: Condition, meaning: KeyMeaning, principal: Principal): Effect {
  if (meaning === 'is-service') return decideFact(condition, text('true'))
  if (meaning === 'service-owner' || meaning === 'network') return open
  if (meaning === 'organization' || meaning === 'account') return decideAbsent(condition)
  return {
    is: 'unknown',
    hangsOn: [undecided(condition, `whether ${condition.key} is set when ${principalId(principal)} calls`)],
  }
}

/** What a condition on a key does that no request of theirs carries. */
function decideAbsent(condition: Condition): Effect {
  if (condition.operator !== 'Null') return asksForValue(condition) || needsSome(condition) ? never : always
  const wanted = condition.values.map(value => literal(value)?.toLowerCase())
  if (wanted.includes('true')) return always
  return wanted.every(word => word === 'false') ? never : open
}

function needsSome({ qualifier }: Condition): boolean {
  return qualifier === 'ForAnyValue'
}

type AccountClass = Extract<Principal, { kind: 'account' | 'everyone-of-account' }>

/** An account stands for its root user and for whoever its IAM policies or the statement admit. */
function decideAccount(condition: Condition, meaning: KeyMeaning, principal: AccountClass): Effect {
  switch (meaning) {
    case 'account':
    case 'is-service':
      return decideFact(condition, factOf(meaning, principal))
    case 'principal-type':
      return decideType(condition, principal)
    case 'principal-arn':
      if (condition.operator === 'Null') return decideFact(condition, text('present'))
      return isNegated(condition) ? open : narrowAccount(condition, principal)
    default:
      return open
  }
}

const otherTypes = ['User', 'AssumedRole', 'FederatedUser']

/** `aws:PrincipalType = Account`: the account keeps its root user and delegates nothing. */
function decideType(condition: Condition, { account }: AccountClass): Effect {
  const root = holdsFor(condition, text('Account'))
  const others = otherTypes.map(type => holdsFor(condition, text(type)))
  if ([root, ...others].includes('unknown')) return toEffect('unknown', condition, text('Account'))
  if (root === 'yes')
    return others.every(holds => holds === 'no') ? narrows([{ kind: 'root-user', account }]) : open
  return root === 'no' && others.every(holds => holds === 'no') ? never : open
}

/** Each request of an IAM principal has his ARN, so that `IfExists` and `ForAllValues` lose their holes here. */
function narrowAccount(condition: Condition, principal: AccountClass): Effect {
  const inAccount: Principal[] = []
  const holes: Unknown[] = []
  for (const value of condition.values) {
    const remainder = remainderOf(condition, value)
    if (remainder === 'nobody') continue
    if (remainder === 'everyone') return open
    if (isDoubt(remainder)) {
      holes.push(remainder)
      continue
    }
    const belongs = belongsTo(remainder, principal.account)
    if (belongs === 'yes') inAccount.push(remainder)
    else if (belongs === 'unknown') holes.push(...[principal.account, ...value].filter(isUnknown))
  }
  const roots = inAccount.every(({ kind }) => kind === 'root-user')
  // A delegation that names principals stays one: IAM of the account decides, within these.
  if (inAccount.length > 0 && principal.kind === 'account' && !roots) return open
  if (holes.length > 0) return { is: 'unknown', hangsOn: holes }
  return narrows(inAccount)
}

function belongsTo(principal: Principal, account: Account): Tri {
  const own = accountOfPrincipal(principal)
  return own === undefined ? 'unknown' : sameAccount(own, account)
}

/** Whether a condition rules out, for good, the actions whose requests never carry its key. */
export function silencesOtherActions(condition: Condition): Tri {
  if (!isOnlyInSomeRequests(condition.key)) return 'no'
  if (condition.operator !== 'Null') return tri(asksForValue(condition))
  return allOf(condition.values.map(value => equalTexts(lowerCase(value), text('false'))))
}
