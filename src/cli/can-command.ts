import { resolve } from 'node:path'
import type { InputError } from '../model/input-error.ts'
import type { CanReport } from '../model/can.ts'
import { canIn } from '../report/can.ts'
import { canFormats, canReporters } from '../reporters/can.ts'
import { complainOfQuestion, readAsking, type AskingFlags } from './asking.ts'
import { complain, complaint, flagMistake } from './complaint.ts'
import type { Output } from './formats.ts'
import { readGiven } from './given.ts'
import { showsUnicode } from './unicode.ts'
import { readWorld } from './world.ts'
import { mistakesIn, writeWhole } from './write-file.ts'

/** Flags of `keyplan can`, as written. */
export interface CanFlags extends AskingFlags {
  readonly principal?: string
  readonly action?: string
  readonly key?: string
  readonly context?: readonly string[]
}

type CanOutput = Output<(typeof canFormats)[number]>

const exitCodes = { yes: 0, no: 1, unknown: 3 } as const

/** `keyplan can`: answers one question and says why; exits 0 for yes, 1 for no, 3 when it cannot tell, 2 for a mistake. */
export async function runCan(args: readonly string[], written: CanFlags): Promise<0 | 1 | 2 | 3> {
  const mistakes: InputError[] = []
  const { files, context } = readGiven(written.context ?? [])
  const question = asked(written, args.length + files.length > 0, mistakes)
  const asking = await readAsking(written, canFormats, mistakes)
  if (asking === undefined || question === undefined) return 2
  const world = await readWorld(args, files, asking.settings, asking.surroundings)
  const outcome = canIn(world, { ...question, context }, await world.places())
  if (outcome.kind === 'mistakes') return complainOfQuestion(world.errors, outcome.mistakes)
  const failures = render(outcome.report, asking.outputs, {
    color: asking.colored,
    unicode: asking.color !== 'never' && showsUnicode(process.env),
  })
  if (failures.length > 0) return complain(failures)
  return outcome.report.errors.length > 0 ? 2 : exitCodes[outcome.report.answer.is]
}

function asked(
  { principal, action, key }: CanFlags,
  hasInput: boolean,
  mistakes: InputError[],
): { readonly principal: string; readonly action: string; readonly key: string } | undefined {
  if (!hasInput)
    mistakes.push(
      flagMistake('keyplan can', 'no input', `name a plan or template: \`keyplan can plan.json ${example}\``),
    )
  if (principal !== undefined && action !== undefined && key !== undefined) return { principal, action, key }
  const absent = Object.entries({ principal, action, key }).flatMap(([name, value]) =>
    value === undefined ? [`--${name}`] : [],
  )
  mistakes.push(flagMistake('keyplan can', `no ${absent.join(', no ')}`, `ask all three: \`${example}\``))
  return undefined
}

const example = '--principal arn:aws:iam::111122223333:role/App --action kms:Decrypt --key alias/app'

/** The mistakes made in writing files. */
function render(
  report: CanReport,
  outputs: readonly CanOutput[],
  look: { readonly color: boolean; readonly unicode: boolean },
): readonly InputError[] {
  if (!outputs.some(({ format, file }) => format === 'text' && file === undefined)) {
    for (const error of report.errors) process.stderr.write(complaint(error))
  }
  return outputs.flatMap(({ format, file }) => {
    const width = process.stdout.columns
    if (file === undefined) {
      process.stdout.write(canReporters[format](report, { ...look, ...(width > 0 ? { width } : {}) }))
      return []
    }
    return mistakesIn(() =>
      writeWhole(resolve(file), canReporters[format](report, { color: false, unicode: true }), file),
    )
  })
}
