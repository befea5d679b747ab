import { Buffer } from 'node:buffer'
import type { Node } from '../../../model/node.ts'
import type { SourceLocation } from '../../../model/source-location.ts'
import { showText, text, type Text } from '../../../model/text.ts'
import { isUnknown, type UnknownReason } from '../../../model/unknown.ts'
import type { Tree } from '../syntax/tree.ts'
import { evaluate } from './evaluate.ts'
import { firstGap } from './lists.ts'
import { joinedText } from './joined-text.ts'
import { keepSecret } from './secrets.ts'
import { holeNode, itemNodes, madeOf, textNode, textOf, wordOf } from './node-parts.ts'
import type { Run } from './worlds.ts'

/** `Fn::Base64`, of which only what is wholly known can be told. */
export function base64(run: Run, argument: Tree, at: SourceLocation): Node {
  const inner = evaluate(run, argument, at)
  const word = wordOf(inner)
  if (word !== undefined) {
    const encoded = Buffer.from(word).toString('base64')
    keepSecret(run.stack, [word], encoded)
    return textNode(at, encoded)
  }
  const open = textOf(inner)?.find(isUnknown)
  return open === undefined
    ? holeNode(at, 'Fn::Base64 of what is no text', 'malformed')
    : holeNode(open.at, `Fn::Base64 of ${showText(textOf(inner) ?? [])}`, open.reason)
}

/** `Fn::Length` of the language extensions: how many items a list has. */
export function length(run: Run, argument: Tree, at: SourceLocation): Node {
  const list = evaluate(run, argument, at)
  const gap = firstGap(itemNodes(list))
  if (gap !== undefined) return { type: 'unknown', unknown: madeOf(gap, 'Fn::Length'), at }
  if (list?.type === 'array') return textNode(at, String(list.items.length))
  return list?.type === 'unknown'
    ? { type: 'unknown', unknown: madeOf(list.unknown, 'Fn::Length'), at }
    : holeNode(at, 'Fn::Length of no list', 'malformed')
}

/** `Fn::ToJsonString` of the language extensions: the JSON of an object or list, with its holes. */
export function toJsonString(run: Run, argument: Tree, at: SourceLocation): Node {
  const value = evaluate(run, argument, at)
  if (value?.type !== 'object' && value?.type !== 'array')
    return value?.type === 'unknown'
      ? { type: 'unknown', unknown: madeOf(value.unknown, 'Fn::ToJsonString'), at }
      : holeNode(at, 'Fn::ToJsonString of no object', 'malformed')
  return joinedText(run, at, jsonOf(value))
}

function jsonOf(node: Node): readonly Text[] {
  switch (node.type) {
    case 'literal':
      return [text(JSON.stringify(node.value))]
    case 'unknown':
      return quoted([node.unknown])
    case 'text':
      return quoted(node.text)
    case 'array':
      return wrapped('[', node.items.map(jsonOf), ']')
    case 'object':
      return wrapped(
        '{',
        node.members.map(({ name, value }) => [text(`${JSON.stringify(name)}:`), ...jsonOf(value)]),
        '}',
      )
  }
}

function quoted(value: Text): readonly Text[] {
  const parts = value.map(part => (isUnknown(part) ? part : JSON.stringify(part).slice(1, -1)))
  return ['"', ...parts, '"'].map(part => text(part))
}

function wrapped(open: string, items: readonly (readonly Text[])[], close: string): readonly Text[] {
  return [
    text(open),
    ...items.flatMap((item, index) => (index === 0 ? item : [text(','), ...item])),
    text(close),
  ]
}

/** A function whose result nothing in a template tells: with the same argument it is the same. */
export function opaque(name: string, reason: UnknownReason) {
  return (run: Run, argument: Tree, at: SourceLocation): Node => {
    const word = wordOf(evaluate(run, argument, at))
    return word === undefined || word === ''
      ? holeNode(at, name, reason === 'not-in-input' ? 'unsupported-function' : reason)
      : holeNode(at, `${name} ${word}`, reason)
  }
}
