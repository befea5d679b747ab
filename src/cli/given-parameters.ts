import type { InputError } from '../model/input-error.ts'
import type { Choices } from '../report/settings.ts'

/** What `--parameters` says, and what is wrong with it. */
export interface GivenParameters {
  readonly choices: Pick<Choices, 'parameters'>
  readonly mistakes: readonly InputError[]
}

/** Reads what the flag says; most runs have none, and load nothing for it. */
export async function givenParameters(
  written: readonly string[] | undefined,
  folder: string,
): Promise<GivenParameters> {
  if (written === undefined || written.length === 0) return { choices: {}, mistakes: [] }
  const { readParameters } = await import('./for-templates.ts')
  const { parameters, mistakes } = await readParameters(written, folder)
  return { choices: { parameters }, mistakes }
}
