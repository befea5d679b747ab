import {
  closeSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { InputError } from '../model/input-error.ts'
import { systemCode } from './file-mistakes.ts'

/** What went wrong in writing a file: at most one mistake. Whatever is no `InputError` is thrown as it is. */
export function mistakesIn(act: () => void): readonly InputError[] {
  try {
    act()
    return []
  } catch (error) {
    if (error instanceof InputError) return [error]
    throw error
  }
}

/** Writes a file whole or not at all; folders on the way are made. Throws an `InputError` when it cannot. */
export function writeWhole(path: string, text: string, shown: string): void {
  writeParts(path, [text], shown)
}

/** The same for a text that may be longer than a string can be: in parts, which are made while it is written. */
export function writeParts(path: string, parts: Iterable<string>, shown: string): void {
  attempt(shown, () => mkdirSync(dirname(path), { recursive: true }))
  const present = attempt(shown, () => statSync(path, { throwIfNoEntry: false }))
  // A device or pipe (/dev/stderr) must not be replaced by a file.
  if (present !== undefined && !present.isFile()) write(path, 'w', parts, shown)
  else
    replace(
      attempt(shown, () => (present === undefined ? path : realpathSync(path))),
      parts,
      shown,
    )
}

function replace(path: string, parts: Iterable<string>, shown: string): void {
  const beside = `${path}.${process.pid}.tmp`
  try {
    write(beside, 'wx', parts, shown)
    attempt(shown, () => renameSync(beside, path))
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

function write(path: string, flag: 'w' | 'wx', parts: Iterable<string>, shown: string): void {
  const file = attempt(shown, () => openSync(path, flag))
  try {
    for (const part of parts) attempt(shown, () => writeFileSync(file, part))
  } finally {
    closeSync(file)
  }
}

/** Errors of the system alone: what making a part throws is thrown as it is. */
function attempt<Result>(shown: string, act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    throw new InputError(`cannot be written (${systemCode(error)})`, {
      input: shown,
      hint: 'name a file in a folder that you may write to',
    })
  }
}
