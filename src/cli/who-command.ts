import { resolve } from 'node:path'
import { builtInRules } from '../../policies/index.ts'
import type { InputError } from '../model/input-error.ts'
import type { WhoReport } from '../model/who.ts'
import { settle } from '../report/settings.ts'
import { who } from '../report/who.ts'
import type { RenderOptions } from '../reporters/render-options.ts'
import { whoFormats, whoReporters } from '../reporters/who.ts'
import { wantsColor } from './color.ts'
import { complain, complaint, flagMistake } from './complaint.ts'
import { configured } from './configuration-file.ts'
import { readFlags } from './flags.ts'
import { readFormatsOf, type Output } from './formats.ts'
import { print } from './print.ts'
import { statedSources } from './source-candidates.ts'
import { readWorld } from './world.ts'
import { mistakesIn, writeParts } from './write-file.ts'

/** Flags of `keyplan who`, as written. */
export interface WhoFlags {
  readonly key?: readonly string[]
  readonly principal?: string
  readonly action?: readonly string[]
  readonly indirect?: boolean
  readonly context?: readonly string[]
  readonly source?: readonly string[]
  readonly account?: readonly string[]
  readonly config?: string
  readonly format?: readonly string[]
  readonly color?: string
  readonly verbose?: boolean
}

type WhoOutput = Output<(typeof whoFormats)[number]>

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
  const world = await readWorld(args, context, accounts, sources.stated)
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
  return render(answer.report, outputs, look)
}

const howToName = 'name a plan: `keyplan who plan.json`, or `-` for standard input'

async function render(report: WhoReport, outputs: readonly WhoOutput[], look: RenderOptions): Promise<0 | 2> {
  const failures: InputError[] = []
  for (const { format, file } of outputs) {
    if (file === undefined) {
      const width = process.stdout.columns
      await print(whoReporters[format](report, { ...look, ...(width > 0 ? { width } : {}) }))
    } else {
      failures.push(
        ...mistakesIn(() =>
          writeParts(resolve(file), whoReporters[format](report, { ...look, color: false }), file),
        ),
      )
    }
  }
  if (!outputs.some(({ format, file }) => format === 'text' && file === undefined)) {
    for (const error of report.errors) process.stderr.write(complaint(error))
  }
  if (failures.length > 0) return complain(failures)
  return report.errors.length > 0 ? 2 : 0
}
