import type { Node } from '../../../model/node.ts'
import { below, type SourceLocation } from '../../../model/source-location.ts'
import { showText, text, type Text } from '../../../model/text.ts'
import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import { itemsOf, wordIn, type Tree } from '../syntax/tree.ts'
import { evaluate } from './evaluate.ts'
import { joinedText } from './joined-text.ts'
import { hole, holeNode, itemNodes, madeOf, textNode, textOf, wordOf } from './node-parts.ts'
import { keepPieces } from './secrets.ts'
import { spend } from './spend.ts'
import type { Run } from './worlds.ts'

/** `Fn::Join`: one text of a list, with a delimiter between its items. */
export function join(run: Run, argument: Tree, at: SourceLocation): Node {
  const [delimiter, list, ...more] = itemsOf(argument)
  const between = wordIn(delimiter)
  if (between === undefined || list === undefined || more.length > 0)
    return holeNode(at, 'Fn::Join without its two arguments', 'malformed')
  const items = evaluate(run, list, at)
  if (items?.type === 'unknown')
    return { type: 'unknown', unknown: madeOf(items.unknown, `Fn::Join ${JSON.stringify(between)}`), at }
  if (items?.type !== 'array') return holeNode(at, 'Fn::Join of what is no list', 'malformed')
  const gap = firstGap(items.items)
  if (gap !== undefined) return { type: 'unknown', unknown: madeOf(gap, 'Fn::Join'), at }
  const parts: Text[] = []
  for (const item of items.items) {
    const part = textOf(item)
    if (part === undefined) return holeNode(at, 'Fn::Join of what is no text', 'malformed')
    if (parts.length > 0) parts.push(text(between))
    parts.push(part)
  }
  return joinedText(run, at, parts)
}

/** What may turn out to be nothing at all (`AWS::NoValue`), in which case it is as if the list were shorter. */
export function firstGap(items: readonly Node[]): Unknown | undefined {
  for (const item of items)
    if (item.type === 'unknown' && item.unknown.reason === 'undecided-condition') return item.unknown
  return undefined
}

/** `Fn::Split`: a list of a text. What will stand in a hole may hold the delimiter, unless it is a name in an ARN. */
export function split(run: Run, argument: Tree, at: SourceLocation): Node {
  const [delimiter, source, ...more] = itemsOf(argument)
  const between = wordIn(delimiter)
  if (between === undefined || between === '' || source === undefined || more.length > 0)
    return holeNode(at, 'Fn::Split without its two arguments', 'malformed')
  const whole = textOf(evaluate(run, source, at))
  if (whole === undefined) return holeNode(at, 'Fn::Split of what is no text', 'malformed')
  const open = whole.find(part => isUnknown(part) && !isWithout(run, part, between))
  if (isUnknown(open))
    return {
      type: 'unknown',
      unknown: hole(open.at, `Fn::Split ${JSON.stringify(between)} of ${showText(whole)}`, open.reason),
      at,
    }
  if (!spend(run, longest(whole))) return holeNode(at, 'more than can be evaluated', 'unsupported-function')
  keepPieces(run.stack, whole, between)
  const pieces: Text[] = [[]]
  for (const part of whole) {
    const [first = '', ...others] = isUnknown(part) ? [''] : part.split(between)
    pieces.push(text(pieces.pop() ?? [], isUnknown(part) ? part : first))
    for (const other of others) pieces.push(text(other))
  }
  return { type: 'array', items: pieces.map((piece, index) => textNode(below(at, index), piece)), at }
}

/** Each character may begin an item. */
function longest(value: Text): number {
  return value.reduce((sum, part) => sum + (isUnknown(part) ? 1 : part.length), 0)
}

/** Ids of accounts have digits only, names of Regions letters and hyphens too; what a resource is called has no colon. */
function isWithout({ stack }: Run, { shape, at, reason }: Unknown, delimiter: string): boolean {
  if (shape === 'account-id') return /\D/.test(delimiter)
  if (reason === 'not-in-input' && at.address === 'AWS::Region') return /[^\w-]/.test(delimiter)
  if (at.pointer !== '/arn' || shape === 'arn') return false
  const { type = '' } = stack.template.resources.get(at.address) ?? {}
  return delimiter.includes(':') || (delimiter.includes('/') && withoutSlash.test(type))
}

/** IAM User Guide, "IAM and AWS STS quotas": names have no slash; ids of KMS keys are UUIDs or begin with `mrk-`. */
const withoutSlash = /^AWS::(?:KMS::(?:Key|ReplicaKey)|IAM::(?:Role|User|Group|ManagedPolicy))$/

/** `Fn::Select`: one item of a list, counted from 0. */
export function select(run: Run, argument: Tree, at: SourceLocation): Node | undefined {
  const [position, list, ...more] = itemsOf(argument)
  if (position === undefined || list === undefined || more.length > 0)
    return holeNode(at, 'Fn::Select without its two arguments', 'malformed')
  const place = evaluate(run, position, at)
  const items = evaluate(run, list, at)
  if (place?.type === 'unknown')
    return { type: 'unknown', unknown: madeOf(place.unknown, 'Fn::Select by the value'), at }
  const index = wordOf(place) ?? ''
  if (!/^\d+$/.test(index)) return holeNode(at, 'Fn::Select without a number', 'malformed')
  if (items?.type === 'unknown')
    return { type: 'unknown', unknown: madeOf(items.unknown, `item ${Number(index)}`), at }
  const gap = firstGap(itemNodes(items).slice(0, Number(index) + 1))
  if (gap !== undefined) return { type: 'unknown', unknown: madeOf(gap, `item ${Number(index)}`), at }
  const found = items?.type === 'array' ? items.items[Number(index)] : undefined
  if (found === undefined) return holeNode(at, 'Fn::Select outside of its list', 'malformed')
  return { ...found, at }
}

/** The characters between which a list stands in one text, as a parameter gives it. */
export function listOfWords(written: string, at: SourceLocation): Node {
  const items = written === '' ? [] : written.split(',')
  return {
    type: 'array',
    items: items.map((item, index) => textNode(below(at, index), item.trim())),
    at,
  }
}
