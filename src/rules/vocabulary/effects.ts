import { lifelessIn, type Lifeless } from '../../access/lifeless.ts'
import { asksForValue } from '../../access/operators.ts'
import { meaningOf } from '../../access/condition-keys.ts'
import { nameOf } from '../../model/statement.ts'
import { showText } from '../../model/text.ts'
import type { Unknown } from '../../model/unknown.ts'
import { answer, hangsOn } from '../answers.ts'
import { listed } from '../phrases.ts'
import type { Correction } from '../correction.ts'
import { instead, withActions, without } from './corrections.ts'
import type { PolicyStatement, Word } from '../word.ts'

/** No request is ever decided by the statement of a key policy, or by some of the actions that it names. */
export const hasDeadParts: Word<PolicyStatement> = {
  says: 'the statement, or an action that it names, has no effect',
  ask: subject => {
    const dead = lifeless(subject)
    if (dead === undefined) return answer(false)
    return dead.hangsOn.length > 0 ? hangsOn(dead.hangsOn, [dead.at]) : answer(true, [dead.at])
  },
}

/** The statement counts, but for actions that it names beside others. */
export const countsInPart = ofKind(
  'only a part of the statement has no effect',
  dead => dead.names !== undefined,
)

/** All that it names is actions that IAM policies alone allow. */
export const namesOnlyIamActions = ofKind(
  'only IAM policies can allow its actions',
  ({ kind }) => kind === 'iam-only',
)

/** All that it names is `kms:RetireGrant`, which no key policy needs. */
export const namesOnlyRetiring = ofKind(
  'it is about `kms:RetireGrant` alone',
  ({ kind }) => kind === 'retire-only',
)

/** No key of this type can do what it is about. */
export const isOfOtherKeyTypes = ofKind(
  'it is about actions of other types of keys',
  ({ kind }) => kind === 'key-type',
)

function ofKind(says: string, test: (dead: Lifeless) => boolean): Word<PolicyStatement> {
  return {
    says,
    ask: subject => {
      const dead = lifeless(subject)
      return answer(dead !== undefined && test(dead))
    },
  }
}

function lifeless(subject: PolicyStatement): Lifeless | undefined {
  return subject.in === 'key-policy' ? lifelessIn(subject.statement, subject.key) : undefined
}

/** What of the statement has no effect and why, in words. */
export function whyNoEffect(subject: PolicyStatement): string {
  const dead = lifeless(subject)
  const name = nameOf(subject.statement)
  if (dead === undefined)
    return asksUsersForSource(subject) ? `${name}: AWS tells a source of services alone` : name
  return dead.names === undefined ? `${name}: ${dead.says}` : `${listed(dead.names)} in ${name}: ${dead.says}`
}

/** The statement without what has no effect, where nothing else can be meant by it. */
export function withoutDeadParts(subject: PolicyStatement): Correction | undefined {
  const { statement } = subject
  const dead = lifeless(subject)
  if (dead === undefined || dead.hangsOn.length > 0) return undefined
  if (['iam-only', 'retire-only', 'key-type'].includes(dead.kind)) return without(statement)
  if (dead.names === undefined) return undefined
  const names = new Set(dead.names)
  const left = (statement.actions?.items ?? []).map(({ text }) => showText(text))
  return instead(
    statement,
    withActions(
      statement,
      left.filter(name => !names.has(name)),
    ),
  )
}

/** Users, roles and accounts are asked for what AWS sends when a service calls for a resource. */
export const sourceIsAskedOfUsers: Word<PolicyStatement> = {
  says: 'it asks users or roles for the source that AWS tells of services alone',
  ask: subject => {
    if (!asksUsersForSource(subject)) return answer(false)
    return hangsOn([undecided('whether AWS sends a source when users or roles call', subject.statement.at)])
  },
}

/** That is all that may be wrong with it. */
export const onlyMissesSource: Word<PolicyStatement> = {
  says: 'it may be met for services alone',
  ask: subject => answer(lifeless(subject) === undefined && asksUsersForSource(subject)),
}

const users: ReadonlySet<string> = new Set(['account', 'role', 'user', 'session', 'federated-user'])

function asksUsersForSource({ statement: { principals, conditions } }: PolicyStatement): boolean {
  const items = principals?.negated === false ? principals.items : []
  const areUsers = items.length > 0 && items.every(({ principal }) => users.has(principal.kind))
  return areUsers && conditions.some(one => meaningOf(one.key) === 'service-owner' && asksForValue(one))
}

function undecided(name: string, at: Unknown['at']): Unknown {
  return { kind: 'unknown', reason: 'undecided-condition', name, shape: 'anything', at }
}
