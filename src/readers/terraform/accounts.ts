import type { Account } from '../../model/account.ts'
import type { AccountOrigin, ProviderAccount } from '../../model/inventory.ts'
import type { ReadOptions } from '../input.ts'
import { segments } from './address.ts'
import { argument, scopeAt } from './configuration.ts'
import { items, property, word } from './json-value.ts'
import { only, placeOfArn, type ProviderFacts } from './provider-facts.ts'
import { follow } from './references.ts'
import { toldApart, type BesidesOthers } from '../shared/told-apart.ts'
import type { Resources } from './resources.ts'
import { hole } from './values.ts'

/** The account of a provider configuration, from the first source that tells it; for lack of one a hole. */
export function accountOfProvider(
  resources: Resources,
  facts: ProviderFacts | undefined,
  provider: string,
  options: Pick<ReadOptions, 'accountFor' | 'besidesOthers'>,
): ProviderAccount {
  const declared = options.accountFor(provider)
  if (declared !== undefined) return { provider, account: declared.id, from: declared.from }
  const sources: readonly (readonly [AccountOrigin, string | undefined])[] = [
    ['caller-identity', only(facts?.callers)],
    ['arn', only(facts?.accounts)],
    ['provider', allowedAccount(resources, provider) ?? accountOfAssumedRole(resources, provider)],
  ]
  for (const [from, account] of sources) {
    if (account !== undefined) return { provider, account, from }
  }
  const account = unknownAccount(resources.file, provider, options.besidesOthers)
  return { provider, account, from: 'unknown' }
}

/** The same hole for every key of the provider, so that the keys are known to be in one account. */
export function unknownAccount(file: string, provider: string, besidesOthers?: BesidesOthers): Account {
  const at = { file, address: `provider.${provider}`, pointer: '' }
  const name = toldApart(besidesOthers, file, `the account of provider "${provider}"`)
  return hole(at, name, 'account-id', 'not-in-input')
}

function allowedAccount(resources: Resources, provider: string): string | undefined {
  const { expression, scope } = providerArgument(resources, provider, 'allowed_account_ids')
  if (expression === undefined) return undefined
  const [leaf, ...more] = follow(resources, { scope, forEach: undefined }, expression)
  if (leaf?.kind !== 'known' || more.length > 0) return undefined
  const values = Array.isArray(leaf.value) ? items(leaf.value) : [leaf.value]
  return values.length === 1 ? accountIn(values[0]) : undefined
}

function accountOfAssumedRole(resources: Resources, provider: string): string | undefined {
  const { expression: blocks, scope } = providerArgument(resources, provider, 'assume_role')
  const [block, ...others] = items(blocks)
  const role = property(block, 'role_arn')
  if (role === undefined || others.length > 0) return undefined
  const [leaf, ...more] = follow(resources, { scope, forEach: undefined }, role)
  return leaf?.kind === 'known' && more.length === 0 ? accountIn(leaf.value) : undefined
}

/** Of an ARN, or an id: a role's ARN is often put together from a variable that holds the account. */
function accountIn(value: unknown): string | undefined {
  const written = word(value) ?? ''
  return /^\d{12}$/.test(written) ? written : placeOfArn(written)?.account
}

/** An argument of a provider configuration and the module that it stands in. */
export function providerArgument(resources: Resources, provider: string, name: string) {
  const { plan, scopes } = resources
  const block = property(property(plan.configuration, 'provider_config'), provider)
  const path = segments(word(property(block, 'module_address')) ?? '') ?? []
  const scope = scopeAt(
    scopes,
    path.filter((_, position) => position % 2 === 1),
  )
  return { expression: argument(block, name), scope }
}
