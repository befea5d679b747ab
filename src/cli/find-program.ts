import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { quietly } from './source-files.ts'

/**
 * The program that a user names: a path from this folder, or a name that the folders of `PATH` are searched for. We look
 * for ourselves, since a system may look in the working directory first, where a stranger's repository can lie.
 */
export function programAt(written: string, folder: string): string | undefined {
  if (/[/\\]/.test(written)) return isProgram(resolve(folder, written)) ? resolve(folder, written) : undefined
  const names = process.platform === 'win32' ? [`${written}.exe`, written] : [written]
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(directory => isAbsolute(directory))
    .flatMap(directory => names.map(name => join(directory, name)))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  const found = quietly(() => {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  })
  return found === true
}
