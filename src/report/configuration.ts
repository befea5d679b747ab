import matchesSchema from '../generated/config-check.js'
import type { InputError } from '../model/input-error.ts'
import type { DeclaredAccount } from '../model/inventory.ts'
import { severities, type Severity } from '../model/report.ts'
import { suggestion } from '../yaml/closest.ts'
import { nonEmpty, mistakesOf, shortened, type Objection } from '../yaml/objection.ts'
import { schemaObjections } from '../yaml/schema-objections.ts'
import { placeAt } from '../yaml/places.ts'
import { readTree, type Tree } from '../yaml/tree.ts'
import type { Choices, DeclaredAccounts } from './settings.ts'

/** A rule that `rules:` may name, by id or by name. */
export interface KnownRule {
  readonly id: string
  readonly name: string
}

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
  const rules = readRules(tree, knownRules)
  if (rules.objections.length > 0) return mistakes(path, rules.objections)
  return { kind: 'choices', choices: choicesOf(tree.value, rules.weights) }
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

interface RuleWeights {
  readonly weights: ReadonlyMap<string, 'off' | Severity>
  readonly objections: readonly Objection[]
}

function readRules(tree: Tree, knownRules: readonly KnownRule[]): RuleWeights {
  const ids = new Map(
    knownRules.flatMap(rule => [[rule.name, rule.id] as const, [rule.id, rule.id] as const]),
  )
  const weights = new Map<string, 'off' | Severity>()
  const objections: Objection[] = []
  for (const [written, weight] of textsIn(memberOf(tree.value, 'rules'))) {
    const place = placeAt(tree.places, `/rules/${written.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    const at = { line: place?.name.line ?? 1, column: place?.name.column ?? 1 }
    const id = ids.get(written)
    const known = weight === 'off' ? weight : severities.find(severity => severity === weight)
    if (id === undefined) objections.push({ ...unknownRule(written, knownRules), ...at })
    else if (weights.has(id))
      objections.push({
        message: `rule ${id} stands twice, by id and by name`,
        hint: 'keep one of them',
        ...at,
      })
    else if (known !== undefined) weights.set(id, known)
  }
  return { weights, objections }
}

function unknownRule(written: string, known: readonly KnownRule[]): Pick<Objection, 'message' | 'hint'> {
  const hint = suggestion(written, [...known.map(rule => rule.id), ...known.map(rule => rule.name)])
  return { message: `\`${shortened(written)}\` is not a rule`, hint }
}

/** The value has been checked against the schema: what it does not name cannot be there. */
function choicesOf(value: unknown, rules: Choices['rules']): Choices {
  const trusted = memberOf(value, 'trusted')
  const organization = memberOf(value, 'organization')
  const failOn = ([...severities, 'never'] as const).find(word => word === memberOf(value, 'failOn'))
  const onUnknown = (['fail', 'warn', 'pass'] as const).find(word => word === memberOf(value, 'onUnknown'))
  const region = memberOf(value, 'region')
  return {
    accounts: accountsOf(memberOf(value, 'account')),
    trust: {
      accounts: trustedAccounts(memberOf(trusted, 'accounts')),
      organizations: new Set([organization, ...listOf(memberOf(trusted, 'organizations'))].filter(isText)),
      administrators: listOf(memberOf(value, 'administrators')).filter(isText),
    },
    rules,
    ...(failOn === undefined ? {} : { failOn }),
    ...(onUnknown === undefined ? {} : { onUnknown }),
    ...(isText(region) ? { region } : {}),
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
  if (Array.isArray(accounts)) return new Map(accounts.filter(isText).map(id => [id, undefined]))
  return new Map(textsIn(accounts))
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}

function textsIn(value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, text]) => (isText(text) ? [[name, text] as const] : []))
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
