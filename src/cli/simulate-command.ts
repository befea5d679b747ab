import { InputError } from '../model/input-error.ts'
import { decode } from '../readers/decode.ts'
import type { Input } from '../readers/input.ts'
import { outcomesInJson, outcomesInText } from '../simulation/render.ts'
import { readCases } from '../simulation/read-cases.ts'
import { isUnexpected, simulate, type Outcome } from '../simulation/simulate.ts'
import { complain, flagMistake } from './complaint.ts'
import { inputsOf } from './inputs.ts'

/** Flags of `keyplan simulate`, as written. */
export interface SimulateFlags {
  readonly format?: string
}

/** `keyplan simulate`: decides each case; exits 1 if one is decided otherwise than expected, 2 if one cannot be read. */
export async function runSimulate(
  args: readonly string[],
  { format = 'text' }: SimulateFlags,
): Promise<0 | 1 | 2> {
  if (format !== 'text' && format !== 'json') {
    return complain([flagMistake('--format', `\`${format}\` is not a format`, 'write `text` or `json`')])
  }
  if (args.length === 0) return complain([flagMistake('keyplan simulate', 'no file', howToName)])
  const outcomes: Outcome[] = []
  const mistakes: InputError[] = []
  for (const input of await inputsOf(args, { folder: process.cwd() })) {
    await decideAll(input, outcomes, mistakes)
  }
  process.stdout.write(format === 'json' ? outcomesInJson(outcomes) : outcomesInText(outcomes))
  if (mistakes.length > 0) return complain(mistakes)
  return outcomes.some(isUnexpected) ? 1 : 0
}

const howToName = 'name a file of cases: `keyplan simulate cases.json`, or `-` for standard input'

async function decideAll(input: Input, outcomes: Outcome[], mistakes: InputError[]): Promise<void> {
  try {
    for (const read of readCases(await textOf(input))) {
      if (read.kind === 'case') outcomes.push(simulate(read.case))
      else
        mistakes.push(new InputError(`${read.where}: ${read.says}`, { input: input.path, hint: howToWrite }))
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    // The cures for plans would mislead here.
    mistakes.push(new InputError(error.message, { ...error.place, hint: howToName }))
  }
}

const howToWrite = 'write the case as the README shows, under "Ask about one request"'

async function textOf({ chunks, path }: Input): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const chunk of decode(chunks, path)) parts.push(Buffer.from(chunk))
  return Buffer.concat(parts).toString('utf8')
}
