import { InputError } from '../model/input-error.ts'
import { asReported, type ReportError } from '../model/report.ts'
import { visible, visibleLines } from '../reporters/visible.ts'
import { showErrorPlace } from '../reporters/wording.ts'

/** A mistake and its cure, as lines for standard error. */
export function complaint(error: ReportError): string {
  return `error ${visible(showErrorPlace(error))}: ${visible(error.message)}\n  fix ${visible(error.hint)}\n`
}

/** Prints each mistake to standard error; the exit code of having made one. */
export function complain(mistakes: readonly InputError[]): 2 {
  for (const mistake of mistakes) process.stderr.write(complaint(asReported(mistake)))
  return 2
}

/** A mistake in a flag. */
export function flagMistake(flag: string, message: string, hint: string): InputError {
  return new InputError(message, { input: flag, hint })
}

/** Tells of a defect of keyplan itself. Node would exit 1, which means findings. */
export function admit(defect: unknown): 2 {
  const stack = defect instanceof Error ? (defect.stack ?? defect.message) : String(defect)
  process.stderr.write(
    `error keyplan failed: this is a defect, please report it\n${visibleLines(stack).join('\n')}\n`,
  )
  return 2
}
