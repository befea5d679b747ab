import { InputError } from '../../model/input-error.ts'
import type { Objection } from '../../yaml/objection.ts'
import type { ContextFiles } from './context.ts'
import { jsonOf, textOf, type Budget } from './file-text.ts'
import { objectionTo, type Part } from './part.ts'
import { targetOf } from './paths.ts'

/** What the parts of one context share, and the mistakes found on the way. */
export interface Reading {
  readonly path: string
  readonly files: ContextFiles
  readonly budget: Budget
  readonly objections: Objection[]
  readonly faults: InputError[]
  /** Each file is read once, however often it is named. */
  readonly loaded: Map<string, Promise<LoadedFile | undefined>>
}

/** A file that the context names. */
export interface LoadedFile {
  readonly path: string
  readonly json: unknown
  /** Absent where it is longer than a policy can be. */
  readonly text?: string
}

/** Texts up to this length are kept as they are. */
const longestKept = 64 * 1024

/** Notes an objection to a part of the context file. */
export function object(reading: Reading, part: Part, message: string, hint: string): undefined {
  reading.objections.push(objectionTo(part, message, hint))
  return undefined
}

/** The file that a part of the context names; nothing, and a mistake, where it cannot be read. */
export function load(reading: Reading, part: Part, written: string): Promise<LoadedFile | undefined> {
  const target = targetOf(reading.path, written, reading.files.absolutePaths)
  if ('message' in target) return Promise.resolve(object(reading, part, target.message, target.hint))
  const known = reading.loaded.get(target.path)
  if (known !== undefined) return known
  const loading = loadFile(reading, target.path)
  reading.loaded.set(target.path, loading)
  return loading
}

async function loadFile(reading: Reading, path: string): Promise<LoadedFile | undefined> {
  return attempt(reading, async () => {
    const text = await textOf(reading.files.open(path), reading.budget)
    return { path, json: jsonOf(text, path), ...(text.length > longestKept ? {} : { text }) }
  })
}

/** What it answers, or nothing and a mistake. */
export async function attempt<Answer>(
  { faults }: Reading,
  ask: () => Answer | Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    faults.push(error)
    return undefined
  }
}
