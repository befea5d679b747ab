import type { Node } from '../../model/node.ts'
import type { PolicyDocument, Problem } from '../../model/statement.ts'
import { literal, text } from '../../model/text.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { parseJson } from '../json.ts'
import { readPolicy } from '../read-policy.ts'
import type { Judged, Kind } from './in-statements.ts'

/** For tests only: a document as it is read, with a hole for each `‹name›` in its texts. */
export function documentOf(written: object): PolicyDocument {
  return readPolicy(withHoles(parseJson(JSON.stringify(written), { file: '', address: '', pointer: '' })))
}

function withHoles(node: Node): Node {
  if (node.type === 'array') return { ...node, items: node.items.map(withHoles) }
  if (node.type === 'object') {
    return { ...node, members: node.members.map(({ name, value }) => ({ name, value: withHoles(value) })) }
  }
  if (node.type !== 'text') return node
  // Captured names stand at the odd places.
  const parts = (literal(node.text) ?? '').split(/‹(.*?)›/)
  const holed = text(...parts.map((part, index) => (index % 2 === 0 ? part : holeNamed(part, node))))
  const [only] = holed
  return holed.length === 1 && isUnknown(only)
    ? { type: 'unknown', unknown: only, at: node.at }
    : { ...node, text: holed }
}

function holeNamed(name: string, { at }: Node): Unknown {
  return { kind: 'unknown', reason: 'known-after-apply', name, shape: 'anything', at }
}

/** For tests only: what a check objects to in a document with these statements, as `code: what it says`. */
export function objectionsIn(
  check: (judged: Judged) => readonly Problem[],
  statements: readonly (object | string)[],
  kind: Kind = 'key-policy',
  version = '2012-10-17',
): readonly string[] {
  const document = documentOf({ Version: version, Statement: statements })
  return check({ document, kind }).map(
    ({ code, says, hangsOn = [] }) => `${code}${hangsOn.length === 0 ? '' : '?'}: ${says}`,
  )
}

/** For tests only: the same of one statement. */
export function objectionsTo(
  check: (judged: Judged) => readonly Problem[],
  statement: object,
  { kind = 'key-policy', version = '2012-10-17' }: { readonly kind?: Kind; readonly version?: string } = {},
): readonly string[] {
  return objectionsIn(check, [statement], kind, version)
}

/** For tests only: the codes of the objections to an Allow of `kms:Decrypt` with this condition. */
export function codesFor(
  check: (judged: Judged) => readonly Problem[],
  condition: object,
  statement: object = {},
  kind: Kind = 'key-policy',
): readonly string[] {
  const whole = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:role/App' },
    ...('NotAction' in statement ? {} : { Action: 'kms:Decrypt' }),
    ...('NotResource' in statement ? {} : { Resource: '*' }),
    Condition: condition,
    ...statement,
  }
  return objectionsTo(check, whole, { kind }).map(said => said.split(':', 1)[0] ?? '')
}
