import { resolve } from 'node:path'
import { InputError } from '../model/input-error.ts'
import { decode } from '../readers/decode.ts'
import { wholeOf } from '../readers/shared/whole.ts'
import { shortened } from '../yaml/objection.ts'
import { flagMistake } from './complaint.ts'
import { contentOf } from './content.ts'
import { pairOf, parametersIn, type Pair } from './parameter-file.ts'

/** What `--parameters` gives, by name, and what is wrong with it. */
export interface ReadParameters {
  readonly parameters: ReadonlyMap<string, string>
  readonly mistakes: readonly InputError[]
}

/** Reads `Key=Value` and files of parameters. No value ever stands in a message: many are secrets. */
export async function readParameters(written: readonly string[], folder: string): Promise<ReadParameters> {
  const parameters = new Map<string, string>()
  const mistakes: InputError[] = []
  for (const one of written) {
    const own = pairOf(one)
    for (const [name, value] of own === undefined ? await pairsIn(one, folder, mistakes) : [own]) {
      const known = parameters.get(name)
      if (known !== undefined && known !== value) mistakes.push(twice(name))
      parameters.set(name, value)
    }
  }
  return { parameters, mistakes }
}

function twice(name: string): InputError {
  return flagMistake('--parameters', `\`${shortened(name)}\` is given two values`, 'give it one')
}

async function pairsIn(path: string, folder: string, mistakes: InputError[]): Promise<readonly Pair[]> {
  try {
    return await parametersIn(await textOf(path, folder), path)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    mistakes.push(mistakeAbout(path, error))
    return []
  }
}

/** What is no file may be a parameter whose name is wrong: then its value stands in what was written. */
function mistakeAbout(written: string, { message, place }: InputError): InputError {
  if (place.line !== undefined) return new InputError(message, place)
  const [name = '', ...value] = written.split('=')
  if (value.length === 0) return new InputError(message, { ...place, hint: howToGive })
  const hint = 'write `--parameters Key=Value`: names of parameters are letters and digits'
  return flagMistake('--parameters', `\`${shortened(name)}=…\` is neither a parameter nor a file`, hint)
}

const howToGive = 'name a file of parameters, or write `--parameters Key=Value`'

/** More text than this are no parameters: CloudFormation takes 200 of at most 4,096 bytes. */
const mostBytes = 1024 * 1024

async function textOf(path: string, folder: string): Promise<string> {
  const chunks = decode(contentOf(resolve(folder, path), path), path)
  const bytes = await wholeOf(
    chunks,
    mostBytes,
    () => new InputError('is too long for parameters', { input: path, hint: howToGive }),
  )
  return bytes.toString()
}
