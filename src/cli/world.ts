import { resolve } from '../access/graph.ts'
import { asReported } from '../model/report.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import { openSources } from '../readers/terraform/rebuild/open.ts'
import { placesOf } from '../readers/places-of.ts'
import { readEach, type Readings } from '../readers/read.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import type { Input, ReadOptions } from '../readers/input.ts'
import { readerOptions, type ReaderSettings } from '../report/settings.ts'
import { unknownParameters } from '../report/unknown-parameters.ts'
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
  settings: ReaderSettings,
  surroundings: Surroundings = { folder: process.cwd() },
): Promise<ReadWorld> {
  const { reads, errors } = await readInputs(await inputsOf(args, surroundings), settings)
  const inputs = reads.map(({ input }) => input)
  const { contexts, mistakes } = await contextOf(contextFiles)
  // An input that cannot be read may have them.
  const unknown = errors.length === 0 ? unknownParameters(inputs, settings) : []
  const inventories = [together(inputs, contexts)]
  return {
    inputs,
    contexts: contexts.map(({ path, notes }) => ({ path, notes })),
    inventories,
    graph: resolve(inventories),
    errors: [...errors, ...mistakes, ...unknown].map(asReported),
    places: () => placesOf(reads),
  }
}

/** Reads inputs that stand beside each other: whoever asks for more than findings needs all that tells of them. */
export function readInputs(
  inputs: readonly Input[],
  settings: ReaderSettings,
  besides: Pick<ReadOptions, 'besidesOthers'> = {},
): Promise<Readings> {
  return readEach(inputs, {
    ...besides,
    ...readerOptions(settings),
    besidesKeys: () => Promise.resolve(besidesKeys),
    openSources: () => Promise.resolve(openSources),
  })
}
