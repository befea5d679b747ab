import { comparedChanges, comparedDrift, comparedInputs } from '../worlds/compared-worlds.ts'
import type { Input } from '../readers/input.ts'
import type { DiffWorld } from '../report/diff.ts'
import type { Settings } from '../report/settings.ts'
import { contextOf } from './context-files.ts'
import { inputsOf } from './inputs.ts'
import type { Surroundings } from './source-candidates.ts'
import { asReported } from '../model/report.ts'
import { readInputs } from './world.ts'

/**
 * Reads what is to be compared. Two arguments that each name one file are what was and what will be, each once it is
 * applied; anything else are plans whose own changes are told, all as one world.
 */
export async function readCompared(
  args: readonly string[],
  contextFiles: readonly string[],
  accounts: Settings['accounts'],
  surroundings: Surroundings,
): Promise<DiffWorld> {
  const pair = await pairOf(args, surroundings)
  const { contexts, mistakes } = await contextOf(contextFiles)
  const told = contexts.map(({ path, notes }) => ({ path, notes }))
  if (pair === undefined) {
    const { reads, errors } = await readInputs(await inputsOf(args, surroundings), accounts)
    const inputs = reads.map(({ input }) => input)
    const drift = comparedDrift(inputs)
    return {
      compared: 'changes',
      inputs,
      contexts: told,
      errors: [...errors, ...mistakes].map(asReported),
      worlds: comparedChanges(inputs, contexts),
      ...(drift === undefined ? {} : { drift }),
    }
  }
  // Each by itself: neither is beside the other.
  const before = await readInputs([pair.before], accounts)
  const after = await readInputs([pair.after], accounts)
  const sides = [before.reads[0]?.input, after.reads[0]?.input] as const
  return {
    compared: 'inputs',
    inputs: sides.flatMap(input => input ?? []),
    contexts: told,
    errors: [...before.errors, ...after.errors, ...mistakes].map(asReported),
    worlds: comparedInputs(...sides, contexts),
  }
}

interface Pair {
  readonly before: Input
  readonly after: Input
}

async function pairOf(args: readonly string[], surroundings: Surroundings): Promise<Pair | undefined> {
  const [one, other, ...more] = args
  if (one === undefined || other === undefined || more.length > 0) return undefined
  const before = await fileOf(one, surroundings)
  const after = await fileOf(other, surroundings)
  return before === undefined || after === undefined ? undefined : { before, after }
}

/** The one file that an argument names; nothing for a pattern, even of one file. */
async function fileOf(arg: string, surroundings: Surroundings): Promise<Input | undefined> {
  const [only, ...more] = await inputsOf([arg], surroundings)
  return only !== undefined && more.length === 0 && only.path === arg ? only : undefined
}
