import { HclError } from '../../../hcl/syntax.ts'
import { parseTemplate } from '../../../hcl/parse.ts'
import type { SourceFile } from '../../../hcl/source-file.ts'
import { toStringValue } from './convert.ts'
import type { Run } from './run.ts'
import type { Scope } from './scope.ts'
import { isSensitive } from './sensitive.ts'
import { templateValue } from './templates.ts'
import {
  booleanValue,
  derived,
  EvaluationError,
  knownText,
  stringValue,
  unsupported,
  type StringValue,
  type Value,
} from './value.ts'

/** A function that reads files of the sources, or evaluates a template. */
export type FileFunction = (run: Run, args: readonly Value[], scope: Scope) => Value

/** Those that read files; what lies outside of the source directory is not read and stays a hole. */
export const fileFunctions: ReadonlyMap<string, FileFunction> = new Map<string, FileFunction>([
  ['file', (run, [path]) => withText(run, 'file', path, contentOf)],
  ['filebase64', (run, [path]) => withText(run, 'filebase64', path, file => stringValue(base64(file.text)))],
  ['fileexists', fileExists],
  ['templatefile', templateFile],
  ['templatestring', templateString],
])

function withText(run: Run, name: string, path: Value | undefined, read: (file: SourceFile) => Value): Value {
  if (path === undefined) throw new EvaluationError(`\`${name}\` needs a path`)
  const written = toStringValue(path)
  if (written.kind === 'null') throw new EvaluationError('a path is null')
  const known = knownText(written)
  if (known === undefined) return derived(`${name}(…)`, [path])
  const file = run.sources.textAt(known)
  if (file === undefined) {
    const shown = isSensitive(path) ? '…' : JSON.stringify(known)
    return unsupported(`${name}(${shown}), which is not in the sources`, [])
  }
  return read(file)
}

/** The text of a file: each character tells where it stands. */
function contentOf(file: SourceFile): StringValue {
  const { text } = file
  const from = { file, start: 0, end: text.length }
  return { kind: 'string', from, parts: text === '' ? [] : [{ kind: 'text', text, from, isExact: true }] }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** A file that is not there in the sources may have been there when the plan was made. */
function fileExists(run: Run, [path]: readonly Value[]): Value {
  return withText(run, 'fileexists', path, () => booleanValue(true))
}

function templateFile(run: Run, [path, variables]: readonly Value[], scope: Scope): Value {
  return withText(run, 'templatefile', path, file => rendered(run, file, variables, scope))
}

function templateString(run: Run, [template, variables]: readonly Value[], scope: Scope): Value {
  if (template === undefined) throw new EvaluationError('`templatestring` needs a template')
  const text = knownText(template)
  if (text === undefined)
    return derived('templatestring(…)', [template, ...(variables === undefined ? [] : [variables])])
  return rendered(run, { path: template.from?.file.path ?? '', text }, variables, scope)
}

function rendered(run: Run, file: SourceFile, variables: Value | undefined, scope: Scope): Value {
  if (variables?.kind === 'hole') return derived('a template', [variables])
  if (variables?.kind !== 'object') throw new EvaluationError('the variables of a template are a map')
  try {
    const names = new Map(variables.members)
    const value = templateValue(run, parseTemplate(file), { module: scope.module, names, isClosed: true })
    return variables.sensitive === true ? { ...value, sensitive: true } : value
  } catch (error) {
    if (!(error instanceof HclError)) throw error
    throw new EvaluationError(`the template does not parse: ${error.message}`)
  }
}
