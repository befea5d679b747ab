import { resolve } from '../access/graph.ts'
import { InputError } from '../model/input-error.ts'
import type { ReadInput } from '../model/inventory.ts'
import type { ReportError } from '../model/report.ts'
import { read } from '../readers/read.ts'
import { besidesKeys } from '../readers/terraform/besides-keys.ts'
import type { Settings } from '../report/settings.ts'
import type { WhoWorld } from '../report/who.ts'
import { together } from '../together.ts'
import { contextOf } from './context-files.ts'
import { inputsOf } from './inputs.ts'

/** Reads plans and what `--context` names as one world. What cannot be read is an error of it; the rest still counts. */
export async function readWorld(
  args: readonly string[],
  contextFiles: readonly string[],
  accounts: Settings['accounts'],
): Promise<WhoWorld> {
  const inputs: ReadInput[] = []
  const errors: InputError[] = []
  const accountFor = (provider: string) => accounts.byProvider.get(provider) ?? accounts.every
  for (const input of await inputsOf(args, { folder: process.cwd() })) {
    try {
      inputs.push(await read(input, { accountFor, besidesKeys: () => Promise.resolve(besidesKeys) }))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      errors.push(error)
    }
  }
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
  }
}
