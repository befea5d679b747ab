import { InputError } from '../../model/input-error.ts'
import { JsonError, parseJson } from '../../policy/json.ts'
import { decode } from '../decode.ts'
import type { Input } from '../input.ts'
import { wholeOf } from '../shared/whole.ts'

/** More of a single file, or of all together, is more than one process can hold. */
const mostBytes = 400 * 1024 * 1024

/** How many bytes may still be read. */
export interface Budget {
  left: number
}

/** A budget for a context and its files. */
export function newBudget(): Budget {
  return { left: mostBytes }
}

/** The text of an input. Throws an `InputError` for what cannot be read or is too large. */
export async function textOf(input: Input, budget: Budget): Promise<string> {
  const bytes = await wholeOf(decode(input.chunks, input.path), budget.left, () => tooLarge(input.path))
  budget.left -= bytes.length
  return bytes.toString()
}

function tooLarge(path: string): InputError {
  return new InputError(`with it, the context is larger than ${mostBytes / 1024 / 1024} MiB`, {
    input: path,
    hint: 'leave out what does not bear on your keys',
  })
}

/** Longer texts are not read a second time only to say where they break. */
const longestSearched = 4 * 1024 * 1024

/** The JSON of a text. Throws an `InputError` with its place, where that can be told. */
export function jsonOf(text: string, path: string): unknown {
  try {
    const json: unknown = JSON.parse(text)
    return json
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const hint = 'write the file anew, as the AWS command line prints it with `--output json`'
    const fault = text.length > longestSearched ? undefined : faultIn(text)
    if (fault === undefined) throw new InputError('is not JSON', { input: path, hint })
    const { line, column, message } = fault
    throw new InputError(`is not JSON: ${message}`, { input: path, hint, line, column })
  }
}

function faultIn(text: string): JsonError | undefined {
  try {
    parseJson(text, { file: '', address: '', pointer: '' })
    return undefined
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    return error
  }
}
