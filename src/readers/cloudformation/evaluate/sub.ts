import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { text, type Text } from '../../../model/text.ts'
import { entriesOf, itemsOf, wordIn, type Tree } from '../syntax/tree.ts'
import { evaluate } from './evaluate.ts'
import { joinedText } from './joined-text.ts'
import { hole, holeNode, textOf } from './node-parts.ts'
import { attributeOf, referenceTo } from './references.ts'
import { spend } from './spend.ts'
import type { Run } from './worlds.ts'

/** `${Name}`, `${Resource.Attribute}`, `${!Literal}`. */
const placeholder = /\$\{(!?)([^{}]*)\}/g

/** `Fn::Sub`: a text with references in it, and names of its own for some (both forms). */
export function sub(run: Run, argument: Tree, at: SourceLocation): Node {
  const [first, names, ...more] = argument.kind === 'list' ? itemsOf(argument) : [argument]
  const template = wordIn(first)
  if (template === undefined || more.length > 0 || (names !== undefined && names.kind !== 'map'))
    return holeNode(at, 'Fn::Sub without its text', 'malformed')
  const own = new Map(entriesOf(names).map(([name, { value }]) => [name, value]))
  const parts: Text[] = []
  let from = 0
  for (const { 0: found, 1: literally, 2: name = '', index } of template.matchAll(placeholder)) {
    if (!spend(run)) return holeNode(at, 'more than can be evaluated', 'unsupported-function')
    const isReference = literally === '' && name.trim() !== ''
    const filled = isReference
      ? filling(run, own, name.trim(), at)
      : text(literally === '' ? found : `\${${name}}`)
    parts.push(text(template.slice(from, index)), filled)
    from = index + found.length
  }
  return joinedText(run, at, [...parts, text(template.slice(from))])
}

function filling(run: Run, own: ReadonlyMap<string, Tree>, name: string, at: SourceLocation): Text {
  const given = own.get(name)
  const node = given === undefined ? referred(run, name, at) : evaluate(run, given, at)
  return textOf(node) ?? [hole(at, name, 'malformed')]
}

function referred(run: Run, name: string, at: SourceLocation): Node | undefined {
  const dot = name.indexOf('.')
  return dot === -1
    ? referenceTo(run, name, at)
    : attributeOf(run, name.slice(0, dot), name.slice(dot + 1), at)
}
