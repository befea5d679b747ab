import type { InputError } from '../model/input-error.ts'
import type { ReportError } from '../model/report.ts'
import { settle, type ReaderSettings } from '../report/settings.ts'
import type { Mistake } from '../report/who.ts'
import { allRules } from './built-in-rules.ts'
import { wantsColor } from './color.ts'
import { complain, complaint, flagMistake } from './complaint.ts'
import { configured } from './configuration-file.ts'
import { readFlags } from './flags.ts'
import { givenParameters } from './given-parameters.ts'
import { readFormatsOf, type Output } from './formats.ts'
import { statedSources, surrounding, type Surroundings } from './source-candidates.ts'

/** Flags of all commands that answer a question about a world, as written. */
export interface AskingFlags {
  readonly source?: readonly string[]
  readonly show?: string
  readonly account?: readonly string[]
  readonly region?: string
  readonly parameters?: readonly string[]
  readonly config?: string
  readonly format?: readonly string[]
  readonly color?: string
}

/** What these flags and the configuration say. */
export interface Asking<Format extends string> {
  readonly settings: ReaderSettings
  readonly outputs: readonly Output<Format>[]
  readonly surroundings: Surroundings
  readonly color: 'auto' | 'always' | 'never'
  /** Whether the terminal shows colours, as far as they are wanted. */
  readonly colored: boolean
}

/** Reads what the commands that answer have in common; tells all mistakes, `others` among them, and is nothing then. */
export async function readAsking<Format extends string>(
  written: AskingFlags,
  formats: readonly [Format, ...Format[]],
  others: readonly InputError[],
): Promise<Asking<Format> | undefined> {
  const { account = [], color, region } = written
  const flags = readFlags({
    account,
    ...(color === undefined ? {} : { color }),
    ...(region === undefined ? {} : { region }),
  })
  const given = await givenParameters(written.parameters, process.cwd())
  const mistakes = [...flags.mistakes, ...given.mistakes]
  const outputs = readFormatsOf(formats, written.format ?? [], mistakes)
  const sources = statedSources(written.source ?? [], process.cwd())
  mistakes.push(...sources.mistakes, ...others)
  const configuration = await configured(process.cwd(), written.config, allRules)
  if (configuration.kind === 'mistakes') mistakes.push(...configuration.mistakes)
  if (configuration.kind === 'mistakes' || mistakes.length > 0) {
    complain(mistakes)
    return undefined
  }
  return {
    settings: settle(configuration.choices, { ...flags.choices, ...given.choices }),
    outputs,
    surroundings: surrounding(sources.stated, written.show),
    color: flags.color,
    colored: wantsColor(flags.color, process.env, process.stdout),
  }
}

/** Tells that there is not what was asked for, after what could not be read: it may be there. */
export function complainOfQuestion(errors: readonly ReportError[], mistakes: readonly Mistake[]): 2 {
  for (const error of errors) process.stderr.write(complaint(error))
  return complain(mistakes.map(({ flag, message, hint }) => flagMistake(flag, message, hint)))
}
