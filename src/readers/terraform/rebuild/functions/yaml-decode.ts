import { isAlias, isMap, isScalar, isSeq, parseDocument, type Node, type Scalar, type YAMLMap } from 'yaml'
import { toStringValue } from '../convert.ts'
import {
  derived,
  EvaluationError,
  listValue,
  nullValue,
  objectValue,
  unsupported,
  type ObjectValue,
  type Value,
} from '../value.ts'
import { oneText } from './arguments.ts'
import { untyped } from './json.ts'
import { sliceOf, spanOf, type KnownText } from './known-text.ts'
import { stringOf } from './string-of.ts'
import { knownOf, textOf } from './text.ts'
import { isBlock, refuseOddDocument, refuseOddScalar, refuseOddText, UnreadError } from './yaml-refusals.ts'
import { scalarOf } from './yaml-scalar.ts'

/** Deeper YAML nobody writes. */
const deepest = 200

/** Aliases of aliases grow without end. */
const mostNodes = 100_000

/**
 * `yamldecode`: one document of YAML as Terraform reads it. What two readers of YAML could read differently is left
 * unread.
 * https://developer.hashicorp.com/terraform/language/functions/yamldecode
 */
export function yamldecode(args: readonly Value[]): Value {
  const parts = oneText('yamldecode', args)
  const [only, ...others] = parts
  // JSON is YAML, and its strings are in quotes.
  if (only?.kind === 'json' && others.length === 0) return untyped(only.value)
  const known = knownOf(parts)
  if (known === undefined) return derived('yamldecode', args)
  try {
    return read(known)
  } catch (error) {
    if (!(error instanceof UnreadError)) throw error
    return unsupported(`yamldecode(…), ${error.message}`, args)
  }
}

/** What is read so far. */
interface Reading {
  readonly known: KnownText
  readonly hasBrackets: boolean
  /** Values with an anchor, and how many values are in each; `underway` inside of it. */
  readonly anchors: Map<string, { readonly value: Value; readonly size: number } | 'underway'>
  /** How many more values may be made. */
  room: number
}

function read(known: KnownText): Value {
  const { text } = known
  refuseOddText(text)
  const document = parseDocument(text, {
    // Every scalar as it is written; the check for names that stand twice is quadratic.
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  })
  refuseOddDocument(document)
  const { contents } = document
  if (contents === null) {
    if (text.split('\n').every(line => /^\s*(?:#|$)/.test(line)))
      throw new EvaluationError('YAML holds no document')
    throw new UnreadError('which holds nothing')
  }
  if (isScalar(contents) && isBlock(contents)) throw new UnreadError('which is a block')
  const reading = { known, hasBrackets: /[[{]/.test(text), anchors: new Map(), room: mostNodes }
  return valueOf(reading, contents, 0)
}

function valueOf(reading: Reading, node: Node | null, depth: number): Value {
  if (depth > deepest) throw new UnreadError('which is nested deeply')
  if (node === null) return nullValue
  if (isAlias(node)) return aliased(reading, node.source)
  reading.room -= 1
  if (reading.room < 0) throw new UnreadError('which holds many values')
  const { anchor, range } = node
  const room = reading.room
  if (anchor !== undefined) {
    if (reading.anchors.get(anchor) === 'underway') throw new UnreadError('which has an anchor in itself')
    reading.anchors.set(anchor, 'underway')
  }
  const made = untagged(reading, node, depth)
  const from = range === null || range === undefined ? undefined : spanOf(reading.known, range[0], range[1])
  const value = from === undefined || made.from !== undefined ? made : { ...made, from }
  if (anchor !== undefined) reading.anchors.set(anchor, { value, size: room - reading.room + 1 })
  return value
}

function aliased(reading: Reading, name: string): Value {
  const found = reading.anchors.get(name)
  if (found === undefined || found === 'underway')
    throw new EvaluationError(`YAML refers to \`${name.slice(0, 40)}\`, which is not complete before it`)
  reading.room -= found.size
  if (reading.room < 0) throw new UnreadError('which holds many values')
  return found.value
}

function untagged(reading: Reading, node: Node, depth: number): Value {
  if (node.tag !== undefined) throw new UnreadError('which has tags')
  if (isScalar(node)) return scalarValue(reading, node)
  if (isMap<Node | null, Node | null>(node)) return mappingValue(reading, node, depth)
  if (!isSeq<Node | null>(node)) throw new UnreadError('which has another kind of value')
  return listValue(
    'tuple',
    node.items.map(item => valueOf(reading, item, depth + 1)),
  )
}

/** Text in a block is a string, but first read as if it stood in a line: `yes` there is `"true"`. */
function scalarValue(reading: Reading, node: Scalar): Value {
  const { text, isQuoted } = writtenIn(reading, node)
  const value = scalarOf(text, isQuoted)
  if (value === 'merge') return placed(reading, node, '<<')
  if (value.kind === 'string') return placed(reading, node, textOf(value) ?? text)
  return isBlock(node) ? toStringValue(value) : value
}

function writtenIn(
  { known, hasBrackets }: Reading,
  node: Scalar,
): { readonly text: string; readonly isQuoted: boolean } {
  const [start, end] = node.range ?? [0, 0]
  refuseOddScalar(node, known.text.slice(start, end), hasBrackets)
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '')
  return { text, isQuoted: node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' }
}

/** A string with the place that it is written at, exact where no character of it was written another way. */
function placed({ known }: Reading, { range }: Scalar, text: string): Value {
  if (range === null || range === undefined) return stringOf([{ kind: 'text', text }])
  const [start, end] = range
  for (const margin of [0, 1]) {
    const slice = sliceOf(known, start + margin, end - margin)
    if (slice.map(part => part.text).join('') === text) return stringOf(slice)
  }
  const from = spanOf(known, start, end)
  return stringOf([{ kind: 'text', text, ...(from === undefined ? {} : { from }) }])
}

/** Of a name that stands twice the last counts; a merged mapping counts as written where it is merged. */
function mappingValue(reading: Reading, node: YAMLMap<Node | null, Node | null>, depth: number): ObjectValue {
  const members = new Map<string, Value>()
  for (const { key, value } of node.items) {
    const name = nameOf(reading, key)
    const member = valueOf(reading, value, depth + 1)
    if (name !== 'merge') members.set(name.text, member)
    else if (member.kind === 'object') for (const [inner, each] of member.members) members.set(inner, each)
    else throw new EvaluationError('YAML merges what is no mapping')
  }
  return objectValue(members)
}

function nameOf(reading: Reading, key: Node | null): { readonly text: string } | 'merge' {
  if (key !== null && !isScalar(key)) throw new EvaluationError('YAML has a name that is no string')
  if (key?.tag !== undefined || key?.anchor !== undefined)
    throw new UnreadError('which has names with tags or anchors')
  const { text, isQuoted } = key === null ? { text: '', isQuoted: false } : writtenIn(reading, key)
  const name = scalarOf(text, isQuoted)
  if (name === 'merge') return name
  const string = toStringValue(name)
  if (string.kind === 'null') throw new EvaluationError('YAML has null as a name')
  const known = textOf(string)
  if (known === undefined) throw new UnreadError('which has a name that is an unread number or time')
  return { text: known.normalize('NFC') }
}
