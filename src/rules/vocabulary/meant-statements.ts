import type { KeyPolicyAccess } from '../../model/access.ts'
import { overlaps } from '../../model/action-set.ts'
import type { Key } from '../../model/key.ts'
import type { Principal } from '../../model/principal.ts'
import type { Condition } from '../../model/statement.ts'
import { literal, type Text } from '../../model/text.ts'
import { isUnknown } from '../../model/unknown.ts'
import { coverOf, crossAccountActions } from '../../policy/actions.ts'
import { partsOfService } from '../../policy/service-names.ts'
import { hasWildcard } from '../../policy/wildcard.ts'
import type { Correction } from '../correction.ts'
import { listedPrincipals } from '../listed-principals.ts'
import { oneOrMore, writtenStatement } from '../written-statement.ts'
import type { PolicyStatement } from '../word.ts'
import { instead, withCondition, withPrincipal, without } from './corrections.ts'
import { neverMatches } from './via-service.ts'

/** The statement without the actions that no other account can call. */
export function withoutOwnerOnlyActions({ statement }: PolicyStatement): Correction | undefined {
  const { actions } = statement
  if (actions === undefined || actions.negated) return undefined
  const items = actions.items.filter(item =>
    overlaps(coverOf({ ...actions, items: [item] }).may, crossAccountActions),
  )
  if (items.length === 0) return without(statement)
  return instead(statement, writtenStatement({ ...statement, actions: { ...actions, items } }))
}

/**
 * A Deny for `*` with the exceptions in a condition, which holds for sessions of a role too (IAM User Guide, "NotPrincipal
 * with Deny"); nothing where others than roles and users are spared.
 */
export function withExceptionsByArn({ statement }: PolicyStatement): Correction | undefined {
  const { effect, principals, conditions } = statement
  const isTaken = conditions.some(({ key }) => key.toLowerCase() === 'aws:principalarn')
  if (effect !== 'Deny' || principals?.negated !== true || isTaken) return undefined
  const arns = allTold(principals.items.map(({ principal }) => arnOf(principal)))
  const limited = arns && withCondition(statement, 'ArnNotEquals', 'aws:PrincipalArn', oneOrMore(arns))
  if (limited === undefined) return undefined
  const elements = Object.entries(limited).map(([name, value]) =>
    name === 'NotPrincipal' ? ['Principal', '*'] : [name, value],
  )
  return instead(statement, Object.fromEntries(elements))
}

function arnOf(principal: Principal): string | undefined {
  return principal.kind === 'role' || principal.kind === 'user' ? literal(principal.arn) : undefined
}

/** Nothing where one of them is not told. */
function allTold(values: readonly (string | undefined)[]): readonly string[] | undefined {
  const told = values.filter(value => value !== undefined)
  return told.length < values.length ? undefined : told
}

/** The statement with the name by which CloudWatch Logs calls KMS in the Region of the key. */
export function withLogsOfRegion({ statement, key: { region } }: KeyPolicyAccess): Correction | undefined {
  const names = allTold(
    listedPrincipals(statement).map(one => (one.kind === 'service' ? literal(one.name) : undefined)),
  )
  if (isUnknown(region) || names === undefined) return undefined
  const meant = names.map(name => inRegion(name, region))
  const isChanged = meant.some((name, index) => name !== names[index])
  return isChanged ? instead(statement, withPrincipal(statement, { Service: oneOrMore(meant) })) : undefined
}

function inRegion(name: string, region: string): string {
  const [service, place] = partsOfService(name) ?? []
  return service === 'logs' && place === undefined ? name.replace(/^logs\./, `logs.${region}.`) : name
}

/**
 * The statement with values of `kms:ViaService` as they were meant: a wildcard with an operator that knows it, a service
 * with the key's Region and the suffix that is the same everywhere. An empty value tells nothing of that.
 */
export function withViaServiceAsMeant(subject: PolicyStatement): Correction | undefined {
  if (subject.in !== 'key-policy') return undefined
  const {
    statement,
    key: { region },
  } = subject
  const [condition, ...more] = statement.conditions.filter(isViaService)
  if (condition === undefined || more.length > 0) return undefined
  const values = condition.values.map(value => meantService(value, region))
  const operator = values.some(value => hasWildcard(value)) ? asPattern(condition) : condition.operator
  const others = statement.conditions.filter(one => !isViaService(one))
  const meant = { ...statement, conditions: [...others, { ...condition, operator, values }] }
  // What was meant by an empty value, or by another Region, is not told.
  const isMended = !neverMatches({ ...subject, statement: meant })
  return isMended ? instead(statement, writtenStatement(meant)) : undefined
}

function isViaService({ key }: Condition): boolean {
  return key.toLowerCase() === 'kms:viaservice'
}

function asPattern({ operator }: Condition): string {
  return operator === 'StringEquals'
    ? 'StringLike'
    : operator === 'StringNotEquals'
      ? 'StringNotLike'
      : operator
}

/** `s3`, `s3.amazonaws.com` → `s3.us-west-2.amazonaws.com`; what has a Region keeps it. */
function meantService(value: Text, region: Key['region']): Text {
  const written = literal(value)?.replace(/\.amazonaws\.com\.cn$/, '.amazonaws.com')
  if (written === undefined) return value
  const [, service] = /^([a-z0-9-]+)(?:\.amazonaws\.com)?$/.exec(written) ?? []
  return [service === undefined || isUnknown(region) ? written : `${service}.${region}.amazonaws.com`]
}
