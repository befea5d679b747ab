import type { Severity } from '../model/report.ts'
import { noTrust, type Trust } from '../model/trust.ts'
import type { DeclaredAccount } from '../model/inventory.ts'
import type { OptionValue, Profile } from '../rules/word.ts'

/** What the user decided: `keyplan.yaml` and the flags, merged. */
export interface Settings {
  readonly accounts: DeclaredAccounts
  readonly trust: Trust
  /** By rule id: switched off, or weighed differently. */
  readonly rules: ReadonlyMap<string, 'off' | Severity>
  readonly failOn: Severity | 'never'
  readonly onUnknown: 'fail' | 'warn' | 'pass'
  /** `default` when absent. */
  readonly profile?: Profile
  /** By rule id: what its options are set to. */
  readonly options?: ReadonlyMap<string, Readonly<Record<string, OptionValue>>>
  /** Ids, names or patterns of rules: these alone, and never those. */
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
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
  Pick<
    Partial<Settings>,
    'failOn' | 'onUnknown' | 'newOnly' | 'region' | 'parameters' | 'profile' | 'options' | 'only' | 'skip'
  >

/** What holds when nothing is said. */
export const defaultSettings: Settings = {
  accounts: { byProvider: new Map() },
  trust: noTrust,
  rules: new Map(),
  failOn: 'high',
  onUnknown: 'warn',
  newOnly: false,
}

/** The flags win over the file; what both trust is trusted. Who is strict stops at medium, unless told otherwise. */
export function settle(file: Choices, flags: Choices): Settings {
  const region = flags.region ?? file.region
  const parameters = flags.parameters ?? file.parameters
  const profile = flags.profile ?? file.profile
  const { only, skip } = flags
  return {
    ...(region === undefined ? {} : { region }),
    ...(parameters === undefined ? {} : { parameters }),
    ...(profile === undefined ? {} : { profile }),
    ...(only === undefined ? {} : { only }),
    ...(skip === undefined ? {} : { skip }),
    ...(file.options === undefined ? {} : { options: file.options }),
    accounts: settleAccounts(file.accounts, flags.accounts),
    trust: settleTrust(file.trust, flags.trust),
    rules: new Map([...file.rules, ...flags.rules]),
    failOn: flags.failOn ?? file.failOn ?? (profile === 'strict' ? 'medium' : defaultSettings.failOn),
    newOnly: flags.newOnly ?? defaultSettings.newOnly,
    onUnknown: flags.onUnknown ?? file.onUnknown ?? defaultSettings.onUnknown,
  }
}

/** What else the file declares of its world, no flag says. */
function settleTrust(file: Trust, flags: Trust): Trust {
  return {
    ...file,
    accounts: new Map([...file.accounts, ...flags.accounts]),
    organizations: new Set([...file.organizations, ...flags.organizations]),
    administrators: [...file.administrators, ...flags.administrators],
  }
}

/** An account for every provider, given by a flag, also wins over what the file says of a single one. */
function settleAccounts(file: DeclaredAccounts, flags: DeclaredAccounts): DeclaredAccounts {
  if (flags.every !== undefined) return flags
  return { ...file, byProvider: new Map([...file.byProvider, ...flags.byProvider]) }
}
