import { realpathSync } from 'node:fs'
import { dirname, relative, resolve, isAbsolute } from 'node:path'
import { InputError } from '../model/input-error.ts'
import type { Context, ContextFiles } from '../readers/context/context.ts'
import type { Input } from '../readers/input.ts'
import { contentOf, failing } from './content.ts'
import { fileMistake } from './file-mistakes.ts'
import { inputsOf } from './inputs.ts'

/** What the files of `--context` tell, and what is wrong with the others. */
export interface ReadContexts {
  readonly contexts: readonly Context[]
  readonly mistakes: readonly InputError[]
}

/** Reads contexts and account snapshots: files or patterns, each with the files that it names. */
export async function contextOf(files: readonly string[]): Promise<ReadContexts> {
  const contexts: Context[] = []
  const mistakes: InputError[] = []
  if (files.length === 0) return { contexts, mistakes }
  // Most runs have none: its reader is loaded only for those that do.
  const { readContext } = await import('../beyond-keys.ts')
  for (const input of await inputsOf(files, { folder: process.cwd() })) {
    const read = await readContext(input, filesBeside(input.path))
    if (read.kind === 'context') contexts.push(read.context)
    else mistakes.push(...read.mistakes)
  }
  return { contexts, mistakes }
}

/** The files of the folder of a context, and no others: it may come from somebody who may not read the machine. */
function filesBeside(context: string): ContextFiles {
  const folder = resolve(dirname(context))
  return { open: path => opened(path, folder), absolutePaths: 'refuse' }
}

function opened(path: string, folder: string): Input {
  try {
    const real = realpathSync(resolve(path))
    const inside = relative(realpathSync(folder), real)
    if (inside.startsWith('..') || isAbsolute(inside)) throw leadsOut(path)
    return { path, chunks: contentOf(real, path) }
  } catch (error) {
    return { path, chunks: failing(error instanceof InputError ? error : fileMistake(error, path)) }
  }
}

function leadsOut(path: string): InputError {
  const hint = 'put the file itself beside the context'
  return new InputError('is a link that leads out of the folder of the context', { input: path, hint })
}
