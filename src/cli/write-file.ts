import { mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { InputError } from '../model/input-error.ts'
import { systemCode } from './file-mistakes.ts'

/** Writes a file whole or not at all; folders on the way are made. Throws an `InputError` when it cannot. */
export function writeWhole(path: string, text: string, shown: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const present = statSync(path, { throwIfNoEntry: false })
    // A device or pipe (/dev/stderr) must not be replaced by a file.
    if (present !== undefined && !present.isFile()) writeFileSync(path, text)
    else replace(present === undefined ? path : realpathSync(path), text)
  } catch (error) {
    const code = systemCode(error)
    throw new InputError(`cannot be written (${code})`, {
      input: shown,
      hint: 'name a file in a folder that you may write to',
    })
  }
}

function replace(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(beside, text, { flag: 'wx' })
    renameSync(beside, path)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}
