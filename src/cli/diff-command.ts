import { builtInRules } from '../../policies/index.ts'
import { diff } from '../report/diff.ts'
import { settle } from '../report/settings.ts'
import { diffFormats, diffReporters } from '../reporters/diff.ts'
import { wantsColor } from './color.ts'
import { complain, complaint, flagMistake } from './complaint.ts'
import { configured } from './configuration-file.ts'
import { readCompared } from './compared.ts'
import { readFlags } from './flags.ts'
import { readFormatsOf } from './formats.ts'
import { printReport } from './print-report.ts'
import { statedSources, surrounding } from './source-candidates.ts'

/** Flags of `keyplan diff`, as written. */
export interface DiffFlags {
  readonly key?: readonly string[]
  readonly principal?: string
  readonly action?: readonly string[]
  readonly context?: readonly string[]
  readonly source?: readonly string[]
  readonly show?: string
  readonly account?: readonly string[]
  readonly config?: string
  readonly format?: readonly string[]
  readonly color?: string
  readonly verbose?: boolean
}

/** `keyplan diff`: tells what a change does to who can do what; exits 2 for what cannot be read or does not exist. */
export async function runDiff(args: readonly string[], written: DiffFlags): Promise<0 | 2> {
  const { account = [], color, context = [] } = written
  const flags = readFlags({ account, ...(color === undefined ? {} : { color }) })
  const mistakes = [...flags.mistakes]
  const outputs = readFormatsOf(diffFormats, written.format ?? [], mistakes)
  const sources = statedSources(written.source ?? [], process.cwd())
  mistakes.push(...sources.mistakes)
  if (args.length === 0) mistakes.push(flagMistake('keyplan diff', 'no input', howToName))
  const configuration = await configured(process.cwd(), written.config, builtInRules)
  if (configuration.kind === 'mistakes') mistakes.push(...configuration.mistakes)
  if (configuration.kind === 'mistakes' || mistakes.length > 0) return complain(mistakes)
  const { accounts } = settle(configuration.choices, flags.choices)
  const world = await readCompared(args, context, accounts, surrounding(sources.stated, written.show))
  const { key = [], principal, action = [] } = written
  const answer = diff(world, {
    keys: key,
    actions: action,
    ...(principal === undefined ? {} : { principal }),
  })
  if (answer.kind === 'mistakes') {
    for (const error of world.errors) process.stderr.write(complaint(error))
    return complain(answer.mistakes.map(({ flag, message, hint }) => flagMistake(flag, message, hint)))
  }
  const { report } = answer
  const look = {
    color: wantsColor(flags.color, process.env, process.stdout),
    verbose: written.verbose === true,
  }
  return printReport(outputs, look, {
    errors: report.errors,
    in: (format, options) => diffReporters[format](report, options),
  })
}

const howToName =
  'name a plan, `keyplan diff plan.json`, or what was and what will be, `keyplan diff a.json b.json`'
