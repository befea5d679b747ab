import { existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, relative, resolve } from 'node:path'
import { InputError } from '../model/input-error.ts'
import type { Chunks } from '../readers/head.ts'
import type { Input } from '../readers/input.ts'
import type { SourceCandidate } from '../readers/terraform/sources/sources.ts'
import { contentOf, failing, standardInput } from './content.ts'
import { directoryMistake, fileMistake } from './file-mistakes.ts'
import { remembered } from './remembered.ts'
import type { ShownFile } from './show.ts'
import { candidatesIn, type Surroundings } from './source-candidates.ts'
import { withoutCopies } from './terragrunt-copies.ts'

/**
 * The inputs that the arguments name: files, globs, `-`. Each file once. What cannot be read becomes
 * an input that throws when it is read, so that the others are still judged.
 */
export async function inputsOf(
  args: readonly string[],
  surroundings: Surroundings,
  side: Pick<Input, 'isBefore'> = {},
): Promise<readonly Input[]> {
  const inputs = new Map<string, Input>()
  const candidates = candidatesIn(surroundings)
  for (const arg of args) {
    for (const { identity, input, folder } of await named(arg, surroundings)) {
      if (!inputs.has(identity))
        inputs.set(
          identity,
          withSources({ ...input, ...side }, () => candidates(folder)),
        )
    }
  }
  return [...inputs.values()]
}

/** The inputs that `args` names, and those of `before`, which tell what was. */
export async function inputsOfSides(
  args: readonly string[],
  before: readonly string[],
  surroundings: Surroundings,
): Promise<readonly Input[]> {
  const inputs = await inputsOf(args, surroundings)
  if (before.length === 0) return inputs
  return [...inputs, ...(await inputsOf(before, surroundings, { isBefore: true }))]
}

/** The directories are looked for when somebody asks: most plans need no sources. */
function withSources(input: Input, candidates: () => readonly SourceCandidate[]): Input {
  let known: readonly SourceCandidate[] | undefined
  return {
    ...input,
    get sources() {
      return (known ??= candidates())
    },
  }
}

interface NamedInput {
  readonly identity: string
  readonly input: Input
  /** Where it lies; absent for what comes through a pipe. */
  readonly folder?: string
}

async function named(arg: string, surroundings: Surroundings): Promise<readonly NamedInput[]> {
  if (arg === '-') return [{ identity: '-', input: { path: '-', ...remembered(standardInput()) } }]
  const path = resolve(surroundings.folder, arg)
  if (existsSync(path) || !/[*?[\]{}]/.test(arg)) return inputsAt(arg, path, surroundings)
  const files = await expanded(arg, surroundings.folder)
  if (files.length > 0) {
    const each = files.map(file => inputsAt(file, resolve(surroundings.folder, file), surroundings))
    return (await Promise.all(each)).flat()
  }
  const hint =
    'quote the pattern, and run keyplan where the files are; node_modules, .git and .terraform are left out'
  const error = new InputError('no file matches this pattern', { input: arg, hint })
  return [{ identity: arg, input: { path: arg, chunks: failing(error) } }]
}

async function expanded(pattern: string, folder: string): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby')
  const ignore = ['**/node_modules/**', '**/.git/**', '**/.terraform/**']
  const files = await glob(pattern, {
    cwd: folder,
    ignore,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
  })
  return withoutCopies(files).toSorted((one, other) => (one < other ? -1 : 1))
}

/** The file, or the templates of an assembly of the CDK: a folder, or the `manifest.json` in it. */
async function inputsAt(
  written: string,
  path: string,
  surroundings: Surroundings,
): Promise<readonly NamedInput[]> {
  const { shownFrom } = surroundings
  const shown = shownFrom === undefined ? written : relative(shownFrom, path).replaceAll('\\', '/')
  try {
    const found = statSync(path)
    const mayBeAssembly = found.isDirectory() || basename(path) === 'manifest.json'
    const templates = mayBeAssembly ? await templatesOf(path, shown, surroundings) : undefined
    if (templates !== undefined) return templates
    if (found.isDirectory()) throw directoryMistake(path, shown)
    return [fileInput({ path, shown, folder: dirname(written), isFile: found.isFile() }, surroundings)]
  } catch (error) {
    return [{ identity: path, input: failingInput(fileMistake(error, shown), shown) }]
  }
}

async function templatesOf(
  path: string,
  shown: string,
  surroundings: Surroundings,
): Promise<readonly NamedInput[] | undefined> {
  const { assemblyTemplates } = await import('./for-templates.ts')
  return assemblyTemplates(path, shown)?.map((template, index): NamedInput => {
    if ('mistake' in template)
      return {
        identity: `${path} ${index}`,
        input: failingInput(template.mistake, template.shown),
      }
    const file = { ...template, folder: dirname(template.path), isFile: true }
    const { input, ...rest } = fileInput(file, surroundings)
    return { ...rest, input: { ...input, deployment: template.deployment } }
  })
}

function failingInput(error: InputError, path: string): Input {
  return { path, chunks: failing(error) }
}

interface FoundFile {
  readonly path: string
  readonly shown: string
  readonly folder: string
  readonly isFile: boolean
}

function fileInput({ path, shown, folder, isFile }: FoundFile, surroundings: Surroundings): NamedInput {
  const identity = identityOf(path)
  // A pipe (`<(…)`) can be read only once.
  if (!isFile) return { identity, input: { path: shown, ...remembered(contentOf(path, shown)) } }
  const content = () => fileContent(path, shown, surroundings)
  return { identity, input: { path: shown, chunks: content(), again: content }, folder }
}

/** Without `--show` no program is ever run, and what runs one is not even loaded. */
function fileContent(path: string, shown: string, { folder, show }: Surroundings): Chunks {
  return show === undefined ? contentOf(path, shown) : shownContent({ path, shown, program: show, folder })
}

async function* shownContent(file: ShownFile): AsyncGenerator<Uint8Array, void> {
  const { contentByShow } = await import('./show.ts')
  yield* contentByShow(file)
}

/** Pipes of a shell (`<(…)`) have no real path. */
function identityOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
