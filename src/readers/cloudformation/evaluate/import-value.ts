import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { showText } from '../../../model/text.ts'
import type { Tree } from '../syntax/tree.ts'
import { evaluate } from './evaluate.ts'
import { holeNode, textOf, wordOf } from './node-parts.ts'
import type { Run } from './worlds.ts'

/** `Fn::ImportValue`: what another template of the same call exports under that name; else a hole. */
export function importValue(run: Run, argument: Tree, at: SourceLocation): Node {
  const name = evaluate(run, argument, at)
  const word = wordOf(name)
  const found = word === undefined ? undefined : run.stack.imports(word)
  if (found !== undefined) return { ...found, at }
  const written = textOf(name)
  return holeNode(at, `the export ${written === undefined ? '' : showText(written)}`.trim(), 'not-in-input')
}
