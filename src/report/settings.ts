import type { Severity } from '../model/report.ts'
import { noTrust, type Trust } from '../model/trust.ts'
import type { DeclaredAccount } from '../model/inventory.ts'

/** What the user decided: `keyplan.yaml` and the flags, merged. */
export interface Settings {
  readonly accounts: DeclaredAccounts
  readonly trust: Trust
  /** By rule id: switched off, or weighed differently. */
  readonly rules: ReadonlyMap<string, 'off' | Severity>
  readonly failOn: Severity | 'never'
  readonly onUnknown: 'fail' | 'warn' | 'pass'
  /** Only what the change brings in is reported. */
  readonly newOnly: boolean
  /** The Region of templates, which do not tell it. */
  readonly region?: string
  /** What the parameters of templates are given, by name. */
  readonly parameters?: ReadonlyMap<string, string>
}

/** What readers are told of the settings. */
export type ReaderSettings = Pick<Settings, 'accounts' | 'region' | 'parameters'>

/** The settings as readers ask for them. */
export function readerOptions({ accounts, region, parameters }: ReaderSettings): {
  readonly accountFor: (provider: string) => DeclaredAccount | undefined
  readonly region?: string
  readonly parameters?: ReadonlyMap<string, string>
} {
  return {
    accountFor: accountIn(accounts),
    ...(region === undefined ? {} : { region }),
    ...(parameters === undefined ? {} : { parameters }),
  }
}

/** Accounts as declared: one for every provider configuration, or one for each. */
export interface DeclaredAccounts {
  readonly every?: DeclaredAccount
  readonly byProvider: ReadonlyMap<string, DeclaredAccount>
}

/** The account that was declared for a provider configuration (`aws`, `aws.replica`), if any. */
function accountIn({
  byProvider,
  every,
}: DeclaredAccounts): (provider: string) => DeclaredAccount | undefined {
  return provider => byProvider.get(provider) ?? every
}

/** What one source of settings says, the flags or `keyplan.yaml`; absent where it says nothing. */
export type Choices = Pick<Settings, 'accounts' | 'trust' | 'rules'> &
  Pick<Partial<Settings>, 'failOn' | 'onUnknown' | 'newOnly' | 'region' | 'parameters'>

/** What holds when nothing is said. */
export const defaultSettings: Settings = {
  accounts: { byProvider: new Map() },
  trust: noTrust,
  rules: new Map(),
  failOn: 'high',
  onUnknown: 'warn',
  newOnly: false,
}

/** The flags win over the file; what both trust is trusted. */
export function settle(file: Choices, flags: Choices): Settings {
  const region = flags.region ?? file.region
  const parameters = flags.parameters ?? file.parameters
  return {
    ...(region === undefined ? {} : { region }),
    ...(parameters === undefined ? {} : { parameters }),
    accounts: settleAccounts(file.accounts, flags.accounts),
    trust: {
      accounts: new Map([...file.trust.accounts, ...flags.trust.accounts]),
      organizations: new Set([...file.trust.organizations, ...flags.trust.organizations]),
      administrators: [...file.trust.administrators, ...flags.trust.administrators],
    },
    rules: new Map([...file.rules, ...flags.rules]),
    failOn: flags.failOn ?? file.failOn ?? defaultSettings.failOn,
    newOnly: flags.newOnly ?? defaultSettings.newOnly,
    onUnknown: flags.onUnknown ?? file.onUnknown ?? defaultSettings.onUnknown,
  }
}

/** An account for every provider, given by a flag, also wins over what the file says of a single one. */
function settleAccounts(file: DeclaredAccounts, flags: DeclaredAccounts): DeclaredAccounts {
  if (flags.every !== undefined) return flags
  return { ...file, byProvider: new Map([...file.byProvider, ...flags.byProvider]) }
}
