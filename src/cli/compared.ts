import {
  comparedChanges,
  comparedDrift,
  comparedOtherwise,
  comparedSides,
} from '../worlds/compared-worlds.ts'
import { besidesOf, fileAfter, sidesOf } from '../worlds/sides.ts'
import type { Input } from '../readers/input.ts'
import type { DiffWorld } from '../report/diff.ts'
import type { ReaderSettings } from '../report/settings.ts'
import { unknownParameters } from '../report/unknown-parameters.ts'
import { contextOf, type ReadContexts } from './context-files.ts'
import { inputsOf } from './inputs.ts'
import type { Surroundings } from './source-candidates.ts'
import { asReported } from '../model/report.ts'
import { readInputs } from './world.ts'

/** What `keyplan diff` is to compare, as written. */
export interface WrittenSides {
  readonly args: readonly string[]
  /** What `--before` names. */
  readonly before: readonly string[]
  readonly contextFiles: readonly string[]
}

/**
 * Reads what is to be compared. What `--before` names is what was, and the arguments what will be; so are two arguments
 * that each name one file, or one assembly of the CDK; each once it is applied. Anything else are plans whose own changes
 * are told, all as one world.
 */
export async function readCompared(
  { args, before, contextFiles }: WrittenSides,
  settings: ReaderSettings,
  surroundings: Surroundings,
): Promise<DiffWorld> {
  const sides =
    before.length === 0
      ? await pairOf(args, surroundings)
      : { before: await inputsOf(before, surroundings), after: await inputsOf(args, surroundings) }
  const contexts = await contextOf(contextFiles)
  if (sides !== undefined) return ofSides(sides, contexts, settings)
  return ofChanges(await inputsOf(args, surroundings), contexts, settings)
}

async function ofChanges(
  inputs: readonly Input[],
  { contexts, mistakes }: ReadContexts,
  settings: ReaderSettings,
): Promise<DiffWorld> {
  const { reads, errors } = await readInputs(inputs, settings)
  const read = reads.map(({ input }) => input)
  const drift = comparedDrift(read)
  const all = [...errors, ...mistakes, ...(errors.length === 0 ? unknownParameters(read, settings) : [])]
  return {
    compared: 'changes',
    inputs: read,
    contexts: contexts.map(({ path, notes }) => ({ path, notes })),
    errors: all.map(asReported),
    worlds: comparedChanges(read, contexts),
    ...(drift === undefined ? {} : { drift }),
  }
}

interface WrittenInputs {
  readonly before: readonly Input[]
  readonly after: readonly Input[]
}

async function ofSides(
  written: WrittenInputs,
  { contexts, mistakes }: ReadContexts,
  settings: ReaderSettings,
): Promise<DiffWorld> {
  // Each by itself: neither is beside the other.
  const paths = { before: written.before.map(pathOf), after: written.after.map(pathOf) }
  const besides = besidesOf(paths)
  const was = await readInputs(written.before, settings, besides.before)
  const is = await readInputs(written.after, settings, besides.after)
  const read = { before: was.reads.map(({ input }) => input), after: is.reads.map(({ input }) => input) }
  const sides = sidesOf(paths, read)
  const inputs = [...sides.before, ...sides.after]
  const errors = [...was.errors, ...is.errors]
  const all = [...errors, ...mistakes, ...(errors.length === 0 ? unknownParameters(inputs, settings) : [])]
  return {
    compared: 'inputs',
    inputs,
    contexts: contexts.map(({ path, notes }) => ({ path, notes })),
    errors: all.map(asReported),
    worlds: comparedSides(sides, contexts),
    otherwise: () => comparedOtherwise(sides, contexts),
    sides: { before: read.before.map(pathOf), after: read.after.map(pathOf) },
    fileOf: fileAfter(sides),
  }
}

function pathOf({ path }: { readonly path: string }): string {
  return path
}

async function pairOf(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<WrittenInputs | undefined> {
  const [one, other, ...more] = args
  if (one === undefined || other === undefined || more.length > 0) return undefined
  const before = await inputsOf([one], surroundings)
  const after = await inputsOf([other], surroundings)
  const areFiles = isFile(one, before) && isFile(other, after)
  const areFolders = isAssembly(one, before) && isAssembly(other, after)
  return areFiles || areFolders ? { before, after } : undefined
}

/** One file, and no pattern, even of one. */
function isFile(arg: string, [only, ...more]: readonly Input[]): boolean {
  return only?.path === arg && more.length === 0
}

/** The templates of a folder, or of the `manifest.json` in it. */
function isAssembly(arg: string, inputs: readonly Input[]): boolean {
  const folder = arg.replace(/\/?(?:manifest\.json)?$/, '/')
  return inputs.length > 0 && inputs.every(({ path }) => path.startsWith(folder))
}
