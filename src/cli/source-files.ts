import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  opendirSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { SourceFiles } from '../readers/terraform/sources/sources.ts'
import { systemCode } from './file-mistakes.ts'

const largestFile = 4 * 1024 * 1024
const mostBytes = 64 * 1024 * 1024
/** Files and folders that are looked at, and the entries of one folder. */
const mostFiles = 20_000
const longestPath = 4096

interface Looked {
  /** Real path of the directory; nothing when there is none. */
  readonly root: string | undefined
  readonly texts: Map<string, string | undefined>
  readonly folders: Map<string, readonly string[] | undefined>
  bytes: number
}

/**
 * The files below a directory, of a repository that anyone may have written: whatever leads out of it, is no regular file,
 * too large or no text is as good as absent. Nothing is touched before something is asked for, and nothing is read twice.
 */
export function sourceFilesAt(directory: string, shown: string): SourceFiles {
  let known: Looked | undefined
  const looked = (): Looked =>
    (known ??= {
      root: quietly(() => realpathSync(directory)),
      texts: new Map(),
      folders: new Map(),
      bytes: 0,
    })
  return {
    shown,
    list: folder => once(looked(), looked().folders, folder, namesIn),
    read: path => once(looked(), looked().texts, path, textOf),
  }
}

function once<Found>(
  looked: Looked,
  memory: Map<string, Found | undefined>,
  path: string,
  find: (looked: Looked, real: string) => Found | undefined,
): Found | undefined {
  if (path.length > longestPath) return undefined
  if (memory.has(path)) return memory.get(path)
  if (looked.texts.size + looked.folders.size >= mostFiles) return undefined
  const found = quietly(() => {
    const real = realPathIn(looked.root, path)
    return real === undefined ? undefined : find(looked, real)
  })
  memory.set(path, found)
  return found
}

/** Symbolic links may be used inside of the directory. `..` is taken off first, as Terraform does, and again behind links. */
function realPathIn(root: string | undefined, path: string): string | undefined {
  if (root === undefined || path.includes('\0') || isAbsolute(path)) return undefined
  const named = resolve(root, path)
  if (!isInside(root, named)) return undefined
  const real = realpathSync(named)
  return isInside(root, real) ? real : undefined
}

/** Whether a path, both without links, is the folder or lies in it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function namesIn(_looked: Looked, real: string): readonly string[] | undefined {
  const folder = opendirSync(real)
  try {
    const names: string[] = []
    let seen = 0
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      seen += 1
      if (seen > mostFiles) return undefined
      if (entry.isFile() || entry.isSymbolicLink()) names.push(entry.name)
    }
    return names.sort()
  } finally {
    folder.closeSync()
  }
}

function textOf(looked: Looked, real: string): string | undefined {
  // Opening a device or a pipe can already do something, or wait for ever.
  if (!isReadable(lstatSync(real))) return undefined
  const file = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    if (!isReadable(fstatSync(file))) return undefined
    const bytes = contentOf(file, Math.min(largestFile, mostBytes - looked.bytes))
    looked.bytes += bytes?.length ?? 0
    return bytes === undefined ? undefined : decoded(bytes)
  } finally {
    closeSync(file)
  }
}

function isReadable(found: { readonly isFile: () => boolean; readonly size: number }): boolean {
  return found.isFile() && found.size <= largestFile
}

/** Files of some file systems have more in them than their size says. */
function contentOf(file: number, limit: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = []
  for (let length = 0; ;) {
    const chunk = Buffer.allocUnsafe(64 * 1024)
    const read = readSync(file, chunk)
    if (read === 0) return Buffer.concat(chunks, length)
    length += read
    if (length > limit) return undefined
    chunks.push(chunk.subarray(0, read))
  }
}

/** Without its byte-order mark; nothing for what is not UTF-8. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Nothing for what the file system refuses: no such file, no permission, too many links, too long a name. */
export function quietly<Found>(look: () => Found): Found | undefined {
  try {
    return look()
  } catch (error) {
    systemCode(error)
    return undefined
  }
}
