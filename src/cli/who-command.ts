import { who } from '../report/who.ts'
import { whoFormats, whoReporters } from '../reporters/who.ts'
import { complainOfQuestion, readAsking, type AskingFlags } from './asking.ts'
import { flagMistake } from './complaint.ts'
import { printReport } from './print-report.ts'
import { readWorld } from './world.ts'

/** Flags of `keyplan who`, as written. */
export interface WhoFlags extends AskingFlags {
  readonly key?: readonly string[]
  readonly principal?: string
  readonly action?: readonly string[]
  readonly indirect?: boolean
  readonly context?: readonly string[]
  readonly verbose?: boolean
}

/** `keyplan who`: tells who can do what with which key; exits 2 for what cannot be read or does not exist. */
export async function runWho(args: readonly string[], written: WhoFlags): Promise<0 | 2> {
  const { key = [], principal, action = [], indirect = false, context = [], verbose = false } = written
  const noInput = args.length + context.length === 0
  const asking = await readAsking(written, whoFormats, noInput ? [notNamed] : [])
  if (asking === undefined) return 2
  const world = await readWorld(args, context, asking.settings, asking.surroundings)
  const answer = who(world, {
    keys: key,
    actions: action,
    indirect,
    ...(principal === undefined ? {} : { principal }),
  })
  if (answer.kind === 'mistakes') return complainOfQuestion(world.errors, answer.mistakes)
  const { report } = answer
  return printReport(
    asking.outputs,
    { color: asking.colored, verbose },
    {
      errors: report.errors,
      in: (format, options) => whoReporters[format](report, options),
    },
  )
}

const notNamed = flagMistake(
  'keyplan who',
  'no input',
  'name a plan or template: `keyplan who plan.json`, or `-` for standard input',
)
