import { diff } from '../report/diff.ts'
import { diffFormats, diffReporters } from '../reporters/diff.ts'
import { complainOfQuestion, readAsking, type AskingFlags } from './asking.ts'
import { readCompared } from './compared.ts'
import { flagMistake } from './complaint.ts'
import { pipeMistakes } from './flags.ts'
import { printReport } from './print-report.ts'

/** Flags of `keyplan diff`, as written. */
export interface DiffFlags extends AskingFlags {
  readonly key?: readonly string[]
  readonly principal?: string
  readonly action?: readonly string[]
  readonly context?: readonly string[]
  readonly verbose?: boolean
  readonly before?: readonly string[]
}

/** `keyplan diff`: tells what a change does to who can do what; exits 2 for what cannot be read or does not exist. */
export async function runDiff(args: readonly string[], written: DiffFlags): Promise<0 | 2> {
  const { key = [], principal, action = [], context = [], before = [], verbose = false } = written
  const asking = await readAsking(written, diffFormats, [
    ...(args.length === 0 ? [notNamed] : []),
    ...pipeMistakes(args, before),
  ])
  if (asking === undefined) return 2
  const world = await readCompared(
    { args, before, contextFiles: context },
    asking.settings,
    asking.surroundings,
  )
  const answer = diff(world, {
    keys: key,
    actions: action,
    ...(principal === undefined ? {} : { principal }),
  })
  if (answer.kind === 'mistakes') return complainOfQuestion(world.errors, answer.mistakes)
  const { report } = answer
  return printReport(
    asking.outputs,
    { color: asking.colored, verbose },
    {
      errors: report.errors,
      in: (format, options) => diffReporters[format](report, options),
    },
  )
}

const notNamed = flagMistake(
  'keyplan diff',
  'no input',
  'name a plan, `keyplan diff plan.json`, or what was and what will be, `keyplan diff old.yaml new.yaml`',
)
