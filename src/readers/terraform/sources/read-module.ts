import { parseJsonConfiguration } from '../../../hcl/json-syntax.ts'
import { parseConfiguration } from '../../../hcl/parse.ts'
import { linesOf, type SourceFile, type Span } from '../../../hcl/source-file.ts'
import { HclError, type Body } from '../../../hcl/syntax.ts'
import { declaredIn, type Declared } from './declared.ts'
import { configurationFiles, type Language } from './module-files.ts'
import { joined, shownPath } from './paths.ts'
import type { SourceFiles } from './sources.ts'

/** The module of a folder, or why there is none, in words. */
export type ReadModule =
  | { readonly kind: 'declared'; readonly declared: Declared }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly why: string }

/** Reads all configuration files of a folder. One that cannot be read makes the whole module unreadable. */
export function readModule(files: SourceFiles, folder: string, language: Language): ReadModule {
  const { primary, overrides } = configurationFiles(files.list(folder) ?? [], language)
  if (primary.length + overrides.length === 0) return { kind: 'empty' }
  try {
    const bodiesOf = (names: readonly string[]) => names.map(name => bodyOf(files, folder, name))
    return { kind: 'declared', declared: declaredIn(bodiesOf(primary), bodiesOf(overrides)) }
  } catch (error) {
    if (error instanceof HclError)
      return { kind: 'unreadable', why: `${showLine(error.at)}: ${error.message}` }
    if (error instanceof UnreadFile) return { kind: 'unreadable', why: error.message }
    throw error
  }
}

class UnreadFile extends Error {
  override readonly name = 'UnreadFile'
}

function bodyOf(files: SourceFiles, folder: string, name: string): Body {
  const path = joined(folder, name)
  const text = path === undefined ? undefined : files.read(path)
  if (path === undefined || text === undefined) {
    const reasons = 'it is too large, not UTF-8, not readable or a link that leads elsewhere'
    throw new UnreadFile(`\`${shownPath(files, path ?? name)}\` is not read: ${reasons}`)
  }
  const file: SourceFile = { path: shownPath(files, path), text }
  return name.endsWith('.json') ? parseJsonConfiguration(file) : parseConfiguration(file)
}

/** `infra/main.tf:12`. */
export function showLine(span: Span): string {
  return `\`${span.file.path}:${linesOf(span).line}\``
}
