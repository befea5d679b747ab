import { resolve } from '../access/graph.ts'
import { InputError } from '../model/input-error.ts'
import type { ReportError } from '../model/report.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import { openSources } from '../readers/terraform/rebuild/open.ts'
import { placesOf } from '../readers/places-of.ts'
import { read, type Read } from '../readers/read.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import type { Input } from '../readers/input.ts'
import type { Settings } from '../report/settings.ts'
import type { WhoWorld } from '../report/who.ts'
import { together } from '../worlds/together.ts'
import { contextOf } from './context-files.ts'
import { inputsOf } from './inputs.ts'
import type { Surroundings } from './source-candidates.ts'

/** What was read, and the way to the lines of it: the sources are opened only for those who ask. */
export interface ReadWorld extends WhoWorld {
  readonly places: () => Promise<SourcePlaces | undefined>
}

/** Reads plans and what `--context` names as one world. What cannot be read is an error of it; the rest still counts. */
export async function readWorld(
  args: readonly string[],
  contextFiles: readonly string[],
  accounts: Settings['accounts'],
  surroundings: Surroundings = { folder: process.cwd() },
): Promise<ReadWorld> {
  const { reads, errors } = await readInputs(await inputsOf(args, surroundings), accounts)
  const inputs = reads.map(({ input }) => input)
  const { contexts, mistakes } = await contextOf(contextFiles)
  const inventories = [together(inputs, contexts)]
  return {
    inputs,
    contexts: contexts.map(({ path, notes }) => ({ path, notes })),
    inventories,
    graph: resolve(inventories),
    errors: [...errors, ...mistakes].map(asReported),
    places: () => placesOf(reads),
  }
}

/** What was read of inputs, and what of them cannot be. */
export interface ReadInputs {
  readonly reads: readonly Read[]
  readonly errors: readonly InputError[]
}

/** Reads inputs that stand beside each other, one after the other. */
export async function readInputs(
  named: readonly Input[],
  accounts: Settings['accounts'],
): Promise<ReadInputs> {
  const reads: Read[] = []
  const errors: InputError[] = []
  const options = {
    accountFor: (provider: string) => accounts.byProvider.get(provider) ?? accounts.every,
    besidesOthers: named.length > 1,
    besidesKeys: () => Promise.resolve(besidesKeys),
    openSources: () => Promise.resolve(openSources),
  }
  for (const input of named) {
    try {
      reads.push(await read(input, options))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      errors.push(error)
    }
  }
  return { reads, errors }
}

/** An error as reports tell it. */
export function asReported(error: InputError): ReportError {
  return { message: error.message, ...error.place }
}
