import { resolve } from '../access/graph.ts'
import { InputError } from '../model/input-error.ts'
import type { ReportError } from '../model/report.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import { openSources } from '../readers/terraform/rebuild/open.ts'
import { placesOf } from '../readers/places-of.ts'
import { read, type Read } from '../readers/read.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import type { Settings } from '../report/settings.ts'
import type { WhoWorld } from '../report/who.ts'
import { together } from '../together.ts'
import { contextOf } from './context-files.ts'
import { inputsOf } from './inputs.ts'
import type { Directory } from './source-candidates.ts'

/** What was read, and the way to the lines of it: the sources are opened only for those who ask. */
export interface ReadWorld extends WhoWorld {
  readonly places: () => Promise<SourcePlaces | undefined>
}

/** Reads plans and what `--context` names as one world. What cannot be read is an error of it; the rest still counts. */
export async function readWorld(
  args: readonly string[],
  contextFiles: readonly string[],
  accounts: Settings['accounts'],
  stated: readonly Directory[] = [],
): Promise<ReadWorld> {
  const reads: Read[] = []
  const errors: InputError[] = []
  const accountFor = (provider: string) => accounts.byProvider.get(provider) ?? accounts.every
  for (const input of await inputsOf(args, { folder: process.cwd(), stated })) {
    try {
      const options = {
        accountFor,
        besidesKeys: () => Promise.resolve(besidesKeys),
        openSources: () => Promise.resolve(openSources),
      }
      reads.push(await read(input, options))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      errors.push(error)
    }
  }
  const inputs = reads.map(({ input }) => input)
  const { contexts, mistakes } = await contextOf(contextFiles)
  const inventories = [together(inputs, contexts)]
  return {
    inputs,
    contexts: contexts.map(({ path, notes }) => ({ path, notes })),
    inventories,
    graph: resolve(inventories),
    errors: [...errors, ...mistakes].map((error): ReportError => ({
      message: error.message,
      ...error.place,
    })),
    places: () => placesOf(reads),
  }
}
