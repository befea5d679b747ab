import { closeSync, openSync, readSync } from 'node:fs'
import type { InputError } from '../model/input-error.ts'
import { fileMistake } from './file-mistakes.ts'

const chunkSize = 256 * 1024

/** A file's bytes, read when they are asked for. Throws an `InputError` when it cannot be read. */
export function* contentOf(path: string, shown: string): Generator<Uint8Array> {
  const file = attempt(shown, () => openSync(path, 'r'))
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkSize)
      const length = attempt(shown, () => readSync(file, chunk, 0, chunkSize, null))
      if (length === 0) return
      yield chunk.subarray(0, length)
    }
  } finally {
    closeSync(file)
  }
}

/** Standard input, to its end. */
export async function* standardInput(): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of process.stdin) yield Buffer.from(chunk)
  } catch (error) {
    throw fileMistake(error, '-')
  }
}

/** A content that throws as soon as it is read. */
export function failing(error: InputError): Iterable<Uint8Array> {
  return {
    [Symbol.iterator]() {
      throw error
    },
  }
}

function attempt<Result>(shown: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    throw fileMistake(error, shown)
  }
}
