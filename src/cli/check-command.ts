import { resolve } from 'node:path'
import { check } from '../check.ts'
import type { InputError } from '../model/input-error.ts'
import type { Report } from '../model/report.ts'
import { renderText } from '../reporters/text.ts'
import { visible } from '../reporters/visible.ts'
import { rulesAbout } from './built-in-rules.ts'
import { readAskedCheck } from './check-settings.ts'
import { wantsColor } from './color.ts'
import { complain, complaint, flagMistake } from './complaint.ts'
import { contextOf } from './context-files.ts'
import { readFlags, type WrittenFlags } from './flags.ts'
import type { Output } from './formats.ts'
import { inputsOfSides } from './inputs.ts'
import { surrounding } from './source-candidates.ts'
import { mistakesIn, writeWhole } from './write-file.ts'

/** `keyplan check`: judges the inputs and renders the report; answers the exit code. */
export async function runCheck(args: readonly string[], written: WrittenFlags): Promise<0 | 1 | 2> {
  if (args.length === 0)
    return complain([...readFlags(written).mistakes, flagMistake('keyplan check', 'no input', howToName)])
  const asked = await readAskedCheck(args, written, process.cwd())
  if (asked.kind === 'mistakes') return complain(asked.mistakes)
  const { flags, settings, stated, before } = asked
  const inputs = await inputsOfSides(args, before, surrounding(stated, written.show))
  const { contexts, mistakes: unread } = await contextOf(written.context ?? [])
  if (unread.length > 0) return complain(unread)
  const report = await check(inputs, rulesAbout, settings, contexts)
  const color = wantsColor(flags.color, process.env, process.stdout)
  const failures: InputError[] = []
  for (const output of flags.outputs)
    failures.push(...(await render(report, output, { color, verbose: written.verbose === true })))
  if (!flags.outputs.some(output => output.format === 'text' && output.file === undefined)) summarize(report)
  return failures.length > 0 ? complain(failures) : report.summary.exitCode
}

const howToName = 'name a plan or template: `keyplan check plan.json`, or `-` for standard input'

interface Look {
  readonly color: boolean
  readonly verbose: boolean
}

/** The mistakes made in writing it: at most one. */
async function render(report: Report, { format, file }: Output, look: Look): Promise<readonly InputError[]> {
  // Most starts print text alone.
  const renders = format === 'text' ? renderText : (await import('../reporters/index.ts')).reporters[format]
  if (file === undefined) {
    const width = process.stdout.columns
    process.stdout.write(renders(report, { ...look, ...(width > 0 ? { width } : {}) }))
    return []
  }
  return mistakesIn(() => writeWhole(resolve(file), renders(report, { ...look, color: false }), file))
}

/** Whoever reads no text on standard output still learns from standard error why the exit code is what it is. */
function summarize(report: Report): void {
  for (const error of report.errors) process.stderr.write(complaint(error))
  process.stderr.write(`exit ${report.summary.exitCode}: ${visible(report.summary.because)}\n`)
}
