import type { Input } from '../input.ts'
import type { Context } from './context.ts'
import { readContext } from './read-context.ts'

/** For tests only: files by path, as they would be read from a disk. */
export type Files = Readonly<Record<string, string | object>>

/** For tests only: the context of a text or value, with the files that it names. */
export async function contextFrom(content: string | object, files: Files = {}): Promise<Context> {
  const read = await readContext(inputOf('context.yaml', content), filesFrom(files))
  if (read.kind === 'mistakes') throw read.mistakes[0]
  return read.context
}

/** For tests only: each mistake as `file:line:column message | hint`. */
export async function mistakesIn(content: string | object, files: Files = {}): Promise<readonly string[]> {
  const read = await readContext(inputOf('context.yaml', content), filesFrom(files))
  if (read.kind === 'context') return []
  return read.mistakes.map(({ message, place: { input, line, column, hint } }) =>
    [`${[input, line, column].filter(part => part !== undefined).join(':')} ${message}`, hint].join(' | '),
  )
}

/** For tests only: one input of this content. */
export function inputOf(path: string, content: string | object): Input {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return { path, chunks: [Buffer.from(text)] }
}

function filesFrom(files: Files): Parameters<typeof readContext>[1] {
  const open = (path: string): Input => inputOf(path, files[path] ?? '')
  return { open, absolutePaths: 'refuse' }
}
