import matchesSchema from '../generated/config-check.js'
import type { InputError } from '../model/input-error.ts'
import type { DeclaredAccount } from '../model/inventory.ts'
import { severities } from '../model/report.ts'
import type { Trust } from '../model/trust.ts'
import { profiles } from '../rules/word.ts'
import { isText, memberOf, textsIn, textsOf } from '../yaml/members.ts'
import { nonEmpty, mistakesOf, type Objection } from '../yaml/objection.ts'
import { schemaObjections } from '../yaml/schema-objections.ts'
import { readTree } from '../yaml/tree.ts'
import { configuredRules, type ConfiguredRules } from './configured-rules.ts'
import type { KnownRule } from './known-rule.ts'
import type { Choices, DeclaredAccounts } from './settings.ts'

/** Either what the file says, or everything that is wrong with it. */
export type ReadConfiguration =
  | { readonly kind: 'choices'; readonly choices: Choices }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly [InputError, ...InputError[]] }

/** More text than this is no configuration. */
export const configurationLimit = 64 * 1024
const schema = 'schemas/config.schema.json'
const wording = { file: 'the configuration', member: 'a setting', schema }

/** Reads `keyplan.yaml`. Reports all mistakes at once, each with its line and column. Never throws for the file's fault. */
export async function readConfiguration(
  text: string,
  path: string,
  knownRules: readonly KnownRule[],
): Promise<ReadConfiguration> {
  if (text.length > configurationLimit) return mistakes(path, [tooLong])
  const tree = await readTree(text, { deepest: 8, schema })
  if (tree.objections.length > 0) return mistakes(path, tree.objections)
  if (!matchesSchema(tree.value))
    return mistakes(path, schemaObjections(tree, matchesSchema.errors ?? [], wording))
  const rules = configuredRules(tree, knownRules)
  if (rules.objections.length > 0) return mistakes(path, rules.objections)
  return { kind: 'choices', choices: choicesOf(tree.value, rules) }
}

const tooLong: Objection = {
  message: `is longer than ${configurationLimit / 1024} KiB`,
  hint: 'name a keyplan configuration',
  line: 1,
  column: 1,
}

function mistakes(path: string, objections: readonly Objection[]): ReadConfiguration {
  return { kind: 'mistakes', mistakes: mistakesOf(path, nonEmpty(objections) ?? [tooLong]) }
}

/** The value has been checked against the schema: what it does not name cannot be there. */
function choicesOf(value: unknown, rules: ConfiguredRules): Choices {
  const profile = profiles.find(word => word === memberOf(value, 'profile'))
  const failOn = ([...severities, 'never'] as const).find(word => word === memberOf(value, 'failOn'))
  const onUnknown = (['fail', 'warn', 'pass'] as const).find(word => word === memberOf(value, 'onUnknown'))
  const region = memberOf(value, 'region')
  return {
    accounts: accountsOf(memberOf(value, 'account')),
    trust: trustOf(value),
    rules: rules.weights,
    ...(rules.options.size === 0 ? {} : { options: rules.options }),
    ...(profile === undefined ? {} : { profile }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(onUnknown === undefined ? {} : { onUnknown }),
    ...(isText(region) ? { region } : {}),
  }
}

function trustOf(value: unknown): Trust {
  const trusted = memberOf(value, 'trusted')
  const organization = memberOf(value, 'organization')
  const organizations = [organization, ...textsOf(memberOf(trusted, 'organizations'))]
  const sensitive = textsOf(memberOf(value, 'sensitive'))
  const deployer = memberOf(value, 'deployer')
  return {
    accounts: trustedAccounts(memberOf(trusted, 'accounts')),
    organizations: new Set(organizations.filter(isText)),
    ...(isText(organization) ? { organization } : {}),
    administrators: textsOf(memberOf(value, 'administrators')),
    ...(sensitive.length === 0 ? {} : { sensitive }),
    ...(isText(deployer) ? { deployer } : {}),
  }
}

function declared(id: string): DeclaredAccount {
  return { id, from: 'config' }
}

function accountsOf(account: unknown): DeclaredAccounts {
  if (isText(account)) return { every: declared(account), byProvider: new Map() }
  return { byProvider: new Map(textsIn(account).map(([provider, id]) => [provider, declared(id)])) }
}

function trustedAccounts(accounts: unknown): ReadonlyMap<string, string | undefined> {
  if (Array.isArray(accounts)) return new Map(textsOf(accounts).map(id => [id, undefined]))
  return new Map(textsIn(accounts))
}
