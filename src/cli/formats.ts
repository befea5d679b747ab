import type { InputError } from '../model/input-error.ts'
import { suggestion } from '../yaml/closest.ts'
import { flagMistake } from './complaint.ts'

const formats = ['text', 'json', 'sarif', 'github'] as const

/** A report that was asked for, and where it goes: standard output when no file is named. */
export interface Output<Format extends string = (typeof formats)[number]> {
  readonly format: Format
  readonly file?: string
}

/** Reads `text,sarif=FILE`; text to standard output when nothing is asked for. */
export function readFormats(written: readonly string[], mistakes: InputError[]): readonly Output[] {
  return readFormatsOf(formats, written, mistakes)
}

/** The same for a command with formats of its own; the first goes to standard output when nothing is asked for. */
export function readFormatsOf<Format extends string>(
  known: readonly [Format, ...Format[]],
  written: readonly string[],
  mistakes: InputError[],
): readonly Output<Format>[] {
  if (written.length === 0) return [{ format: known[0] }]
  const outputs = written
    .flatMap(list => list.split(','))
    .flatMap(one => readFormat(one, known, mistakes) ?? [])
  const toTerminal = outputs.filter(output => output.file === undefined).map(output => output.format)
  if (toTerminal.length > 1) {
    const hint = `give all but one a file: \`${toTerminal[1]}=FILE\``
    mistakes.push(
      flagMistake('--format', `${toTerminal.join(' and ')} cannot both go to standard output`, hint),
    )
  }
  return outputs
}

function readFormat<Format extends string>(
  written: string,
  known: readonly Format[],
  mistakes: InputError[],
): Output<Format> | undefined {
  const [name = '', ...rest] = written.trim().split('=')
  const format = known.find(candidate => candidate === name)
  const file = rest.join('=')
  if (format === undefined)
    mistakes.push(flagMistake('--format', `\`${name}\` is not a format`, suggestion(name, known)))
  else if (rest.length > 0 && file === '')
    mistakes.push(
      flagMistake(
        '--format',
        `\`${written}\` names no file`,
        `write \`${format}=FILE\`, or \`${format}\` alone`,
      ),
    )
  else return file === '' ? { format } : { format, file }
  return undefined
}
