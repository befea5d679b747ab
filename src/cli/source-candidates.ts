import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { InputError } from '../model/input-error.ts'
import type { SourceCandidate, SourceFiles } from '../readers/terraform/sources/sources.ts'
import { flagMistake } from './complaint.ts'
import { isInside, quietly, sourceFilesAt } from './source-files.ts'

/** Where relative paths begin. */
export interface Surroundings {
  readonly folder: string
  /** Paths are told relative to this folder; as they were written when it is absent. */
  readonly shownFrom?: string
  /** The directories of `--source`. */
  readonly stated?: readonly Directory[]
  /** The program of `--show`, which makes JSON of plan files. */
  readonly show?: string
}

/** A directory, and how its owner calls it. */
export interface Directory {
  /** Without symbolic links. */
  readonly real: string
  readonly written: string
}

/** The directories that `--source` names. One that is not there is a mistake: its plan would be judged without it. */
export function statedSources(
  written: readonly string[],
  folder: string,
): { readonly stated: readonly Directory[]; readonly mistakes: readonly InputError[] } {
  const stated: Directory[] = []
  const mistakes: InputError[] = []
  for (const one of written) {
    const found = one === '' ? undefined : directoryAt(one, folder)
    if (found === undefined) {
      const hint = 'name the directory of the `.tf` files that the plan was made from'
      mistakes.push(flagMistake('--source', `\`${one}\` is not a directory`, hint))
    } else stated.push(found)
  }
  return { stated, mistakes }
}

/** Where the command line runs, with what its flags say about it. */
export function surrounding(stated: readonly Directory[], show: string | undefined): Surroundings {
  return { folder: process.cwd(), stated, ...(show === undefined ? {} : { show }) }
}

/** A directory that is there. */
function directoryAt(written: string, folder: string): Directory | undefined {
  const real = quietly(() => realpathSync(resolve(folder, written)))
  return real !== undefined && statSync(real).isDirectory() ? { real, written } : undefined
}

/**
 * Where the sources of a plan may be, best first: in what `--source` names, else in the folder of the plan, then in the
 * working directory. A root module may read what is around it as far as the directory reaches: a plan of `infra/live`
 * finds `../modules` below the working directory.
 */
export function candidatesIn(
  surroundings: Surroundings,
): (planFolder: string | undefined) => readonly SourceCandidate[] {
  const known = new Map<string, SourceFiles>()
  const filesOf = (directory: Directory, base: string): SourceFiles => {
    const files = known.get(directory.real) ?? sourceFilesAt(directory.real, shownAs(directory, base))
    known.set(directory.real, files)
    return files
  }
  return planFolder => {
    const { folder, shownFrom = folder, stated = [] } = surroundings
    const base = directoryAt(shownFrom, folder)
    if (base === undefined) return []
    const near = [planFolder, folder].flatMap(path =>
      path === undefined ? [] : (directoryAt(path, folder) ?? []),
    )
    const pairs = stated.length === 0 ? byDefault(near, base) : asStated(near, stated)
    return distinct(pairs).map(({ holder, root }) => ({
      files: filesOf(holder, base.real),
      root: inSlashes(relative(holder.real, root.real)),
      isStated: stated.length > 0,
    }))
  }
}

/** A root module, and the directory that may be read. */
interface Pair {
  readonly holder: Directory
  readonly root: Directory
}

function byDefault(near: readonly Directory[], base: Directory): readonly Pair[] {
  return near.map(root => ({ root, holder: isInside(base.real, root.real) ? base : root }))
}

/** `--source infra --source infra/live` says where in `infra` the root module is. */
function asStated(near: readonly Directory[], stated: readonly Directory[]): readonly Pair[] {
  return stated.flatMap(directory => {
    const holder = stated.reduce((held, other) => (isInside(other.real, held.real) ? other : held), directory)
    const roots = near.filter(({ real }) => isInside(directory.real, real))
    return [...roots, directory].map(root => ({ holder, root }))
  })
}

function distinct(pairs: readonly Pair[]): readonly Pair[] {
  const known = new Map<string, Pair>()
  for (const pair of pairs) if (!known.has(pair.root.real)) known.set(pair.root.real, pair)
  return [...known.values()]
}

function shownAs({ real, written }: Directory, base: string): string {
  if (isAbsolute(written) && !isInside(base, real)) return written.replace(/(?<=.)[\\/]+$/, '')
  return inSlashes(relative(base, real)) || '.'
}

function inSlashes(path: string): string {
  return path.replaceAll(sep, '/')
}
