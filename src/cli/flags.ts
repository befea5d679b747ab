import type { InputError } from '../model/input-error.ts'
import type { DeclaredAccount } from '../model/inventory.ts'
import { severities } from '../model/report.ts'
import { suggestion } from '../yaml/closest.ts'
import type { Choices } from '../report/settings.ts'
import { profiles } from '../rules/word.ts'
import { flagMistake } from './complaint.ts'
import { readFormats, type Output } from './formats.ts'

/** Flags as written; absent when they were not. */
export interface WrittenFlags {
  readonly account?: readonly string[]
  readonly trust?: readonly string[]
  readonly config?: string
  readonly context?: readonly string[]
  readonly before?: readonly string[]
  readonly region?: string
  readonly parameters?: readonly string[]
  readonly source?: readonly string[]
  readonly show?: string
  readonly profile?: string
  readonly only?: readonly string[]
  readonly skip?: readonly string[]
  readonly failOn?: string
  readonly onUnknown?: string
  /** Of the command line `true`; of the Action a word. */
  readonly newOnly?: boolean | string
  readonly format?: readonly string[]
  readonly color?: string
  readonly verbose?: boolean
}

/** What the flags say, and what is wrong with them. */
export interface ReadFlags {
  readonly choices: Choices
  readonly outputs: readonly Output[]
  readonly color: 'auto' | 'always' | 'never'
  readonly mistakes: readonly InputError[]
}

/** Reads all flags; a mistake in one does not hide those in others. */
export function readFlags(flags: WrittenFlags): ReadFlags {
  const mistakes: InputError[] = []
  const failOn = oneOf('--fail-on', [...severities, 'never'] as const, flags.failOn, mistakes)
  const onUnknown = oneOf('--on-unknown', ['fail', 'warn', 'pass'] as const, flags.onUnknown, mistakes)
  const newOnly = oneOf('--new-only', ['true', 'false'] as const, flags.newOnly?.toString(), mistakes)
  const profile = oneOf('--profile', profiles, flags.profile, mistakes)
  const region = readRegion(flags.region, mistakes)
  const color = oneOf('--color', ['auto', 'always', 'never'] as const, flags.color, mistakes)
  const choices: Choices = {
    accounts: readAccounts(flags.account ?? [], mistakes),
    trust: readTrust(flags.trust ?? [], mistakes),
    rules: new Map(),
    ...(failOn === undefined ? {} : { failOn }),
    ...(onUnknown === undefined ? {} : { onUnknown }),
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(flags.only === undefined ? {} : { only: patternsIn(flags.only) }),
    ...(flags.skip === undefined ? {} : { skip: patternsIn(flags.skip) }),
    ...(newOnly === undefined ? {} : { newOnly: newOnly === 'true' }),
  }
  const outputs = readFormats(flags.format ?? [], mistakes)
  return { choices, outputs, color: color ?? 'auto', mistakes }
}

/** `KMS*,rotation` is two; nothing at all stays a pattern, which then matches no rule. */
function patternsIn(written: readonly string[]): readonly string[] {
  return written.flatMap(list => list.split(',')).map(one => one.trim())
}

function oneOf<Word extends string>(
  flag: string,
  known: readonly Word[],
  written: string | undefined,
  mistakes: InputError[],
): Word | undefined {
  if (written === undefined) return undefined
  const word = known.find(candidate => candidate === written)
  if (word === undefined)
    mistakes.push(flagMistake(flag, `\`${written}\` is not a value of it`, suggestion(written, known)))
  return word
}

/** Standard input ends where the first input ends that is read from it. */
export function pipeMistakes(inputs: readonly string[], before: readonly string[]): readonly InputError[] {
  if (!inputs.includes('-') || !before.includes('-')) return []
  const hint = 'write one of them to a file'
  return [flagMistake('--before', 'standard input cannot be both what was and what will be', hint)]
}

function readRegion(written: string | undefined, mistakes: InputError[]): string | undefined {
  if (written === undefined || /^[a-z]{2,8}(?:-[a-z]{2,16}){1,3}-\d{1,2}$/.test(written)) return written
  mistakes.push(
    flagMistake(
      '--region',
      `\`${written}\` is not a Region`,
      'write it as AWS does: `--region eu-central-1`',
    ),
  )
  return undefined
}

const accountId = /^\d{12}$/

function readAccounts(written: readonly string[], mistakes: InputError[]): Choices['accounts'] {
  const byProvider = new Map<string, DeclaredAccount>()
  let every: DeclaredAccount | undefined
  for (const value of written) {
    const cut = value.lastIndexOf('=')
    const provider = value.slice(0, Math.max(cut, 0))
    const declared: DeclaredAccount = { id: value.slice(cut + 1), from: 'flag' }
    const before = cut === -1 ? every : byProvider.get(provider)
    if (!accountId.test(declared.id) || cut === 0) mistakes.push(notAnAccount(value))
    else if (before !== undefined && before.id !== declared.id)
      mistakes.push(
        flagMistake('--account', `two accounts, ${before.id} and ${declared.id}`, differentAccounts),
      )
    else if (cut === -1) every = declared
    else byProvider.set(provider, declared)
  }
  return { byProvider, ...(every === undefined ? {} : { every }) }
}

const differentAccounts = 'name the provider of each: `--account aws=ID --account aws.replica=ID`'

function notAnAccount(written: string): InputError {
  const hint =
    'write its 12 digits, `--account 111122223333`, or for one provider `--account aws.replica=111122223333`'
  return flagMistake('--account', `\`${written}\` is not an account`, hint)
}

function readTrust(written: readonly string[], mistakes: InputError[]): Choices['trust'] {
  const accounts = new Map<string, string | undefined>()
  const organizations = new Set<string>()
  for (const value of written) {
    const [id = '', ...name] = value.split('=')
    if (accountId.test(id)) accounts.set(id, name.length === 0 ? undefined : name.join('='))
    else if (/^o-[a-z0-9]{10,32}$/.test(id)) organizations.add(id)
    else {
      const hint =
        'write an account, `--trust 999999999999=vendor`, or an organization, `--trust o-a1b2c3d4e5`'
      mistakes.push(flagMistake('--trust', `\`${value}\` is neither an account nor an organization`, hint))
    }
  }
  return { accounts, organizations, administrators: [] }
}
