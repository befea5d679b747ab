import { Composer, Lexer, LineCounter, Parser, type Document, type ErrorCode } from 'yaml'
import { tokensOf, type Excess } from '../../../yaml/tokens.ts'
import { tagsIn } from './short-forms.ts'
import { syntaxFault, tooDeep, tooLarge } from './syntax-fault.ts'
import type { Tree } from './tree.ts'
import { yamlFault } from './yaml-faults.ts'
import { placeOf, type Source } from './yaml-places.ts'
import { treeOf } from './yaml-values.ts'

/**
 * Reads YAML text with the place of each value. Short forms become long ones; aliases share the value that they name;
 * `<<` merges as in YAML 1.1. Throws an `InputError` for anything that is not one document of YAML.
 */
export function readYamlTree(text: string, file: string): Tree {
  const source: Source = { file, text, lines: new LineCounter() }
  refuseControls(source)
  const contents = onlyDocument(source).contents
  const top = { line: 1, column: 1, endLine: 1 }
  return treeOf({ ...source, anchors: new Map(), visits: 0, reached: 0, endLine: 1 }, contents, top, 0)
}

/** https://yaml.org/spec/1.2.2/#51-character-set */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/

function refuseControls({ file, text }: Source): void {
  const at = text.search(control)
  if (at === -1) return
  const lines = text.slice(0, at).split('\n')
  throw syntaxFault(
    { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 },
    'a control character stands in this file, which YAML does not take',
    'hand over the template as text in UTF-8; in double quotes it can be written as an escape',
  )
}

function onlyDocument(source: Source): Document.Parsed {
  // `failsafe` leaves every scalar as it was written; `uniqueKeys` is quadratic in the number of names.
  const composer = new Composer({
    schema: 'failsafe',
    uniqueKeys: false,
    resolveKnownTags: false,
    customTags: tagsIn(source.text),
  })
  const { file, text, lines } = source
  const refuse = (excess: Excess, offset: number): never => {
    throw (excess === 'too-deep' ? tooDeep : tooLarge)({ file, ...placeOf(source, offset) })
  }
  const tokens = tokensOf(text, { yaml: { Lexer, Parser }, lines, refuse })
  const [first, second] = composer.compose(tokens, true, text.length)
  if (first === undefined) throw fault(source, 0, 'IMPOSSIBLE')
  const [some, ...others] = first.errors
  if (some !== undefined) {
    // Where one stands first, others may only follow from it.
    const { pos, code } = others.reduce((one, other) => (other.pos[0] < one.pos[0] ? other : one), some)
    throw fault(source, pos[0], code)
  }
  if (second !== undefined) throw fault(source, second.range[0], 'MULTIPLE_DOCS')
  return first
}

function fault(source: Source, offset: number, code: ErrorCode): Error {
  return syntaxFault({ file: source.file, ...placeOf(source, offset) }, ...yamlFault(code))
}
