import type { Node } from '../model/node.ts'
import type { PolicyDocument, Problem } from '../model/statement.ts'
import { literal, text } from '../model/text.ts'
import { isUnknown, type Unknown } from '../model/unknown.ts'
import { parseJson } from './json.ts'
import { readPolicy } from './read-policy.ts'
import type { Judged, Kind } from './grammar/in-statements.ts'

const nowhere = { file: '', address: '', pointer: '' }

/** For tests only: a document with these statements, in which `<name>` is a hole of that name. */
export function documentOf(statements: readonly (object | string)[], more: object = {}): PolicyDocument {
  const written = JSON.stringify({ Version: '2012-10-17', ...more, Statement: statements })
  return readPolicy(withHoles(parseJson(written, nowhere)))
}

/** For tests only: what a check objects to in such a document, as `code: what it says`; `code?` where that is not certain. */
export function objectionsIn(
  check: (judged: Judged) => readonly Problem[],
  statements: readonly (object | string)[],
  kind: Kind = 'key-policy',
): readonly string[] {
  return check({ document: documentOf(statements), kind }).map(
    ({ code, says, hangsOn = [] }) => `${code}${hangsOn.length === 0 ? '' : '?'}: ${says}`,
  )
}

function withHoles(node: Node): Node {
  switch (node.type) {
    case 'object':
      return { ...node, members: node.members.map(({ name, value }) => ({ name, value: withHoles(value) })) }
    case 'array':
      return { ...node, items: node.items.map(withHoles) }
    case 'text': {
      const parts = (literal(node.text) ?? '').split(/<([^<>]+)>/)
      const written = text(...parts.map((part, index) => (index % 2 === 0 ? part : holeNamed(part))))
      const [only] = written
      return written.length === 1 && isUnknown(only)
        ? { type: 'unknown', unknown: only, at: node.at }
        : { ...node, text: written }
    }
    default:
      return node
  }
}

function holeNamed(name: string): Unknown {
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at: nowhere }
}
