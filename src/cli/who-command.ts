import { builtInRules } from '../../policies/index.ts'
import { settle } from '../report/settings.ts'
import { who } from '../report/who.ts'
import { whoFormats, whoReporters } from '../reporters/who.ts'
import { wantsColor } from './color.ts'
import { complain, complaint, flagMistake } from './complaint.ts'
import { configured } from './configuration-file.ts'
import { readFlags } from './flags.ts'
import { readFormatsOf } from './formats.ts'
import { printReport } from './print-report.ts'
import { statedSources, surrounding } from './source-candidates.ts'
import { readWorld } from './world.ts'

/** Flags of `keyplan who`, as written. */
export interface WhoFlags {
  readonly key?: readonly string[]
  readonly principal?: string
  readonly action?: readonly string[]
  readonly indirect?: boolean
  readonly context?: readonly string[]
  readonly source?: readonly string[]
  readonly show?: string
  readonly account?: readonly string[]
  readonly config?: string
  readonly format?: readonly string[]
  readonly color?: string
  readonly verbose?: boolean
}

/** `keyplan who`: tells who can do what with which key; exits 2 for what cannot be read or does not exist. */
export async function runWho(args: readonly string[], written: WhoFlags): Promise<0 | 2> {
  const { account = [], color, context = [] } = written
  const flags = readFlags({ account, ...(color === undefined ? {} : { color }) })
  const mistakes = [...flags.mistakes]
  const outputs = readFormatsOf(whoFormats, written.format ?? [], mistakes)
  const sources = statedSources(written.source ?? [], process.cwd())
  mistakes.push(...sources.mistakes)
  if (args.length + context.length === 0) mistakes.push(flagMistake('keyplan who', 'no input', howToName))
  const configuration = await configured(process.cwd(), written.config, builtInRules)
  if (configuration.kind === 'mistakes') mistakes.push(...configuration.mistakes)
  if (configuration.kind === 'mistakes' || mistakes.length > 0) return complain(mistakes)
  const { accounts } = settle(configuration.choices, flags.choices)
  const world = await readWorld(args, context, accounts, surrounding(sources.stated, written.show))
  const { key = [], principal, action = [], indirect = false } = written
  const answer = who(world, {
    keys: key,
    actions: action,
    indirect,
    ...(principal === undefined ? {} : { principal }),
  })
  if (answer.kind === 'mistakes') {
    for (const error of world.errors) process.stderr.write(complaint(error))
    return complain(answer.mistakes.map(({ flag, message, hint }) => flagMistake(flag, message, hint)))
  }
  const look = {
    color: wantsColor(flags.color, process.env, process.stdout),
    verbose: written.verbose === true,
  }
  const { report } = answer
  return printReport(outputs, look, {
    errors: report.errors,
    in: (format, options) => whoReporters[format](report, options),
  })
}

const howToName = 'name a plan: `keyplan who plan.json`, or `-` for standard input'
