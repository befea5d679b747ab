import type { Account } from '../../model/account.ts'
import type { ProviderAccount } from '../../model/inventory.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import type { Knowable } from '../../model/unknown.ts'
import type { BesidesOthers } from '../shared/told-apart.ts'
import { placeOfArn } from './provider-facts.ts'
import type { Instance, Resources } from './resources.ts'

/** What the parts of the reader share while they read one plan. */
export interface Reading {
  readonly resources: Resources
  /** What each input is called where others are read besides. */
  readonly besidesOthers: BesidesOthers | undefined
  /** By provider configuration, as the next two. */
  readonly accountOf: (provider: string) => ProviderAccount
  readonly regionOf: (provider: string) => Knowable<string>
  readonly partitionOf: (provider: string) => string
  /** The ARNs of roles and users that the plan creates anew, as they were before. */
  readonly replaced: ReadonlySet<string>
  /** Documents known as text, by the address of their attribute: no account changes them. */
  readonly texts: Map<string, PolicyDocument>
  /** Documents read during apply, by address: who stands in them depends on the accounts. */
  readonly deferred: Map<string, PolicyDocument>
  /** Whether any of some documents holds something sensitive. */
  readonly sensitive: Map<readonly Instance[], boolean>
}

/** The account of a key: what the user states, what the key's own ARN says, or its provider's. */
export function accountOfKey(reading: Reading, provider: string, arn: string | undefined): Account {
  const { account, from } = reading.accountOf(provider)
  // What is stated is stated for a provider, and a state does not tell whose a key is.
  const isStated = (from === 'flag' || from === 'config') && reading.resources.plan.isState !== true
  if (isStated || arn === undefined) return account
  return placeOfArn(arn)?.account ?? account
}

/** Asks once for each provider configuration. */
export function remembered<Result>(ask: (provider: string) => Result): (provider: string) => Result {
  const known = new Map<string, Result>()
  return provider => {
    const cached = known.get(provider)
    if (cached !== undefined) return cached
    const result = ask(provider)
    known.set(provider, result)
    return result
  }
}
