import type { Statement } from '../../model/statement.ts'
import { literal } from '../../model/text.ts'
import { overlaps } from '../../model/action-set.ts'
import { coverOf } from '../../policy/actions.ts'
import { parseArn } from '../../policy/arn.ts'
import type { Correction } from '../correction.ts'
import { standsForKeys } from '../key-resources.ts'
import { itemsOf } from '../listed-items.ts'
import type { PolicyStatement } from '../word.ts'
import { oneOrMore } from '../written-statement.ts'
import { aliasActions } from './aliases.ts'
import { instead, withConditions, withResources } from './corrections.ts'

/**
 * The statement with what stands for keys: without the aliases where keys are named too; else all keys of the account, as
 * long as they have such an alias, and key ids as ARNs (Developer Guide, "Using aliases to control access to KMS keys").
 * Nothing where an action on aliases needs the alias.
 */
export function withKeysByArn(subject: PolicyStatement): Correction | undefined {
  if (subject.in !== 'identity-policy' || subject.policy.ofAws === true) return undefined
  const { statement, holders } = subject
  const { resources, actions } = statement
  const names = itemsOf(resources).map(({ text }) => literal(text))
  const told = names.filter(name => name !== undefined)
  if (told.length < names.length || overlaps(coverOf(actions).may, aliasActions)) return undefined
  const keys = told.filter(name => standsForKeys([name]) === 'yes')
  if (keys.length > 0) return instead(statement, withResources(statement, keys))
  const [{ account }] = holders
  const meant = told.map(name => meantBy(name, typeof account === 'string' ? account : undefined))
  return instead(statement, onlyThese(statement, meant))
}

interface Meant {
  readonly resource: string
  readonly alias?: string
}

/** `alias/app` in any Region of the own account; an ARN tells both. */
function meantBy(name: string, account: string | undefined): Meant | undefined {
  const arn = parseArn([name])
  const last = literal(arn?.resource ?? [name]) ?? ''
  const own = account === undefined ? undefined : `arn:aws:kms:*:${account}:`
  const owner = arn === undefined ? own : name.slice(0, -last.length)
  if (owner === undefined || (arn !== undefined && literal(arn.service) !== 'kms')) return undefined
  if (last.startsWith('alias/')) return { resource: `${owner}key/*`, alias: last }
  return { resource: last.startsWith('key/') ? `${owner}${last}` : `${owner}key/${last}` }
}

/** Aliases and ids in one statement cannot stay one: the condition would hold for both. */
function onlyThese(statement: Statement, meant: readonly (Meant | undefined)[]) {
  const resources = [...new Set(meant.flatMap(one => one?.resource ?? []))]
  const aliases = meant.flatMap(one => one?.alias ?? [])
  if (meant.includes(undefined) || meant.length === 0) return undefined
  if (aliases.length === 0) return withResources(statement, resources)
  if (aliases.length < meant.length) return undefined
  const operator = aliases.some(alias => /[*?]/.test(alias)) ? 'StringLike' : 'StringEquals'
  const limited = withConditions(statement, [
    [`ForAnyValue:${operator}`, 'kms:ResourceAliases', oneOrMore(aliases)],
  ])
  return limited && { ...limited, Resource: oneOrMore(resources) }
}
