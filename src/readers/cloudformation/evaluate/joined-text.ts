import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { showText, text, type Text } from '../../../model/text.ts'
import { isUnknown } from '../../../model/unknown.ts'
import { dynamicReferences } from './dynamic-references.ts'
import { hole, holeNode, textNode } from './node-parts.ts'
import { keepSecret } from './secrets.ts'
import { costOfText, spend } from './spend.ts'
import type { Run } from './worlds.ts'

/** Longer texts are none of CloudFormation's: a template has 1 MB at most. */
const longest = 1_000_000

/** A text put together: it may hold dynamic references that none of its parts holds. */
export function joinedText(run: Run, at: SourceLocation, parts: readonly Text[]): Node {
  const length = parts.reduce((sum, part) => sum + lengthOf(part), 0)
  if (length > longest) return holeNode(at, 'a text longer than a template', 'unsupported-function')
  if (!spend(run, costOfText(length)))
    return holeNode(at, 'more than can be evaluated', 'unsupported-function')
  const joined = text(parts.flat())
  keepSecret(run.stack, joined)
  return textNode(at, withReferences(joined, at))
}

/** `${A}` */
const shortestReference = 4

function lengthOf(value: Text): number {
  return value.reduce((sum, part) => sum + (isUnknown(part) ? shortestReference : part.length), 0)
}

function withReferences(value: Text, at: SourceLocation): Text {
  if (!value.some(part => !isUnknown(part) && part.includes('{{resolve:'))) return value
  const whole = text(value.flatMap(part => (isUnknown(part) ? part : dynamicReferences(part, at))))
  const open = whole.findIndex(part => !isUnknown(part) && part.includes('{{resolve:'))
  if (open === -1) return whole
  // What is named by a reference hangs on a hole: from there on nothing is told.
  const before = whole[open]
  const start = isUnknown(before) || before === undefined ? '' : before.slice(0, before.indexOf('{{resolve:'))
  const rest = showText(whole.slice(open)).slice(start.length)
  return text(whole.slice(0, open), start, hole(at, rest, 'dynamic-reference'))
}
