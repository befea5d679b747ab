import { readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import { isInside, quietly } from './source-files.ts'

/** A folder that anyone may have written, and that nothing leads out of. */
export interface AssemblyFolder {
  /** Without links. */
  readonly root: string
  /** As the user named it. */
  readonly shown: string
}

/** Manifests of older versions of the CDK hold a stack trace for each construct. */
const largestFile = 256 * 1024 * 1024
const longestPath = 4096

/** Opens a folder; nothing where there is none. */
export function assemblyFolder(path: string, shown: string): AssemblyFolder | undefined {
  const root = quietly(() => realpathSync(path))
  return root === undefined ? undefined : { root, shown: shown.replace(/(?<=.)\/+$/, '') }
}

/** Where a file or a folder of it really is; nothing for what is not there, or not inside. */
export function pathIn({ root }: AssemblyFolder, folder: string, named: string): string | undefined {
  if (named.length > longestPath || named.includes('\0') || isAbsolute(named)) return undefined
  const path = resolve(folder, named)
  if (!isInside(root, path)) return undefined
  const real = quietly(() => realpathSync(path))
  return real !== undefined && isInside(root, real) ? real : undefined
}

/** The same path as the user would write it. */
export function shownPath({ root, shown }: AssemblyFolder, path: string): string {
  const way = relative(root, path).replaceAll('\\', '/')
  if (way === '') return shown
  return shown === '.' ? way : `${shown === '/' ? '' : shown}/${way}`
}

/** The text of a file; nothing for what is no file, too large or may not be read. */
export function textAt(path: string): string | undefined {
  return quietly(() => {
    const found = statSync(path)
    return found.isFile() && found.size <= largestFile ? readFileSync(path, 'utf8') : undefined
  })
}
