import type { SourceFile } from '../../../hcl/source-file.ts'
import type { Block } from '../../../hcl/syntax.ts'
import { plainText } from './literals.ts'
import { installedModules } from './manifest.ts'
import type { Language } from './module-files.ts'
import { joined, shownPath, wayFrom } from './paths.ts'
import { readModule, showLine, type ReadModule } from './read-module.ts'
import type { SourceFiles, SourceModule, Sources } from './sources.ts'

/** A module, or why it is not there. */
type Found = { readonly module: SourceModule } | { readonly why: string }

interface Loading {
  readonly files: SourceFiles
  readonly root: string
  readonly language: Language
  /** By the names of the calls that lead there. */
  readonly found: Map<string, Found>
  readonly byFolder: Map<string, ReadModule>
  readonly texts: Map<string, SourceFile | undefined>
  installed: ReadonlyMap<string, string> | undefined
}

/** The sources of a plan, and the folders of the modules that were asked for up to now. */
export interface LoadedSources extends Sources {
  readonly folders: () => readonly string[]
}

/** Modules inside modules, more than in any real configuration. */
const deepest = 64

/** The sources of a plan, each module read when it is first asked for. `root` is the folder of the root module. */
export function loadSources(
  files: SourceFiles,
  root: string,
  language: Language = 'terraform',
): LoadedSources {
  const loading: Loading = {
    files,
    root,
    language,
    found: new Map(),
    byFolder: new Map(),
    texts: new Map(),
    installed: undefined,
  }
  return {
    root,
    folders: () => [...loading.byFolder.keys()],
    textAt: path => textAt(loading, path),
    moduleAt: path => {
      const found = foundAt(loading, path)
      return 'module' in found ? found.module : undefined
    },
    whyNot: path => {
      const found = foundAt(loading, path)
      return 'why' in found ? found.why : undefined
    },
  }
}

/** The same file each time, since lines are counted once for each. */
function textAt({ files, root, texts }: Loading, written: string): SourceFile | undefined {
  const path = joined(root, written)
  if (path === undefined) return undefined
  if (texts.has(path)) return texts.get(path)
  const text = files.read(path)
  const file = text === undefined ? undefined : { path: shownPath(files, path), text }
  texts.set(path, file)
  return file
}

function foundAt(loading: Loading, path: readonly string[]): Found {
  if (path.length > deepest) return { why: `modules are called more than ${deepest} deep` }
  const key = JSON.stringify(path)
  const known = loading.found.get(key)
  if (known !== undefined) return known
  const found = find(loading, path)
  loading.found.set(key, found)
  return found
}

function find(loading: Loading, path: readonly string[]): Found {
  const name = path.at(-1)
  if (name === undefined) return moduleIn(loading, loading.root, 'the root module')
  const caller = foundAt(loading, path.slice(0, -1))
  if ('why' in caller) return caller
  const call = caller.module.calls.get(name)
  const called = path.map(one => `module.${one}`).join('.')
  if (call === undefined) return { why: `\`${called}\` is not in the sources` }
  return calledBy(loading, caller.module, call, path)
}

function calledBy(loading: Loading, caller: SourceModule, call: Block, path: readonly string[]): Found {
  const { files, root } = loading
  const called = `\`${path.map(name => `module.${name}`).join('.')}\` (${showLine(call.header)})`
  const source = plainText(call.body.attributes.find(({ name }) => name === 'source')?.value)
  if (source !== undefined && isLocal(source)) {
    const folder = joined(caller.folder, source.replaceAll('\\', '/'))
    if (folder !== undefined) return moduleIn(loading, folder, called)
    const advice = 'name a directory that holds both with `--source`'
    return {
      why: `the source of ${called} leads out of \`${files.shown}\`, and nothing outside is read: ${advice}`,
    }
  }
  loading.installed ??= installedModules(files, root)
  const folder = loading.installed.get(path.join('.'))
  if (folder !== undefined) return moduleIn(loading, folder, called)
  const there = shownPath(files, root)
  return { why: `the source of ${called} is not installed: \`terraform init\` in \`${there}\` puts it there` }
}

/** https://developer.hashicorp.com/terraform/language/modules/sources#local-paths */
export function isLocal(source: string): boolean {
  return /^\.\.?[\\/]/.test(source)
}

function moduleIn({ files, root, language, byFolder }: Loading, folder: string, called: string): Found {
  const read = byFolder.get(folder) ?? readModule(files, folder, language)
  byFolder.set(folder, read)
  switch (read.kind) {
    case 'declared':
      return { module: { folder, path: wayFrom(root, folder), ...read.declared } }
    case 'unreadable':
      return { why: read.why }
    case 'empty':
      return { why: `\`${shownPath(files, folder)}\`, the folder of ${called}, has no \`.tf\` files` }
  }
}
