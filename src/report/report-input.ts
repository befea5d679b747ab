import type { InputKind, ProviderAccount, ReadInput } from '../model/inventory.ts'
import type { ReportInput, ReportProvider } from '../model/report.ts'
import { isUnknown } from '../model/unknown.ts'
import { documentsIn } from './documents.ts'

/** What a report tells about an input. */
export function reportInput(input: ReadInput): ReportInput {
  const { path, kind, providers, complete, errored, notes, notJudged, inventory } = input
  const main = mainProvider(providers)
  return {
    path,
    kind,
    ...(main === undefined || isUnknown(main.account) ? {} : { account: main.account }),
    accountFrom: main?.from ?? 'unknown',
    providers: providers.map(reportProvider),
    complete,
    errored,
    keys: inventory.keys.length,
    documents: documentsIn(inventory).length,
    notes: [...notes, ...providers.flatMap(provider => assumption(provider, kind))],
    notJudged,
  }
}

/** The one whose account all of them share, as far as it is known; else the unnamed provider configuration. */
function mainProvider(providers: readonly ProviderAccount[]): ProviderAccount | undefined {
  const known = providers.filter(({ account }) => !isUnknown(account))
  const accounts = new Set(known.map(({ account }) => account))
  if (accounts.size === 1) return known[0]
  return providers.find(({ provider }) => provider === 'aws') ?? providers[0]
}

function reportProvider({ provider, account, from }: ProviderAccount): ReportProvider {
  return { provider, ...(isUnknown(account) ? {} : { account }), accountFrom: from }
}

/** An assumption is told, since everything about foreign accounts rests on it. */
function assumption({ provider, account, from }: ProviderAccount, kind: InputKind): readonly string[] {
  if (from !== 'assumed' || isUnknown(account)) return []
  if (kind === 'cloudformation-template')
    return [
      `account ${account} is assumed, the only one that the key policies name, or let change them; state it with \`--account ${account}\``,
    ]
  return [
    `provider \`${provider}\` is assumed to act in account ${account}, the only one that its key policies name, or let change them; state it with \`--account ${provider}=${account}\``,
  ]
}
