import type { Node } from '../../../model/node.ts'
import { withoutPlaces } from '../../../model/source-location.ts'
import { holesOf, literal, type Text } from '../../../model/text.ts'
import type { Tri } from '../../../model/tri.ts'
import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import { textOf } from './node-parts.ts'

/** Whether two values are the same, as `Fn::Equals` compares them: by their characters, case counts. */
export function sameness(one: Node, other: Node): Tri {
  const [left, right] = [textOf(one), textOf(other)]
  if (left !== undefined && right !== undefined) return sameText(left, right)
  if (contentOf(one) === contentOf(other) && isTold(one)) return 'yes'
  return hasHoles(one) || hasHoles(other) ? 'unknown' : 'no'
}

/** Which of YAML 1.1's words for a truth value are one, no quotes tell any more. */
function sameWords(one: string, other: string): Tri {
  if (one === other) return 'yes'
  const [left, right] = [truthOf(one), truthOf(other)]
  return left !== undefined && left === right ? 'unknown' : 'no'
}

function truthOf(word: string): boolean | undefined {
  if (/^(?:true|yes|on)$/i.test(word)) return true
  return /^(?:false|no|off)$/i.test(word) ? false : undefined
}

/** What a value holds, wherever it stands; holes that nothing tells apart but their places keep these. */
export function contentOf(node: Node): string {
  return JSON.stringify(node, tellingApart)
}

function tellingApart(name: string, value: unknown): unknown {
  if (isUnknown(value) && !isToldByName(value)) return { ...value, kind: 'unknown', place: { ...value.at } }
  return withoutPlaces(name, value)
}

/** Parameters, resources and the like are what their names say; what has no better name than its function is not. */
function isToldByName({ reason }: Unknown): boolean {
  return !['malformed', 'transform', 'undecided-condition', 'unsupported-function'].includes(reason)
}

/** Whether what has the same content is the same. */
export function isTold(node: Node): boolean {
  switch (node.type) {
    case 'unknown':
      return isToldByName(node.unknown)
    case 'text':
      return holesOf(node.text).every(isToldByName)
    case 'array':
      return node.items.every(isTold)
    case 'object':
      return node.members.every(({ value }) => isTold(value))
    case 'literal':
      return true
  }
}

function hasHoles(node: Node): boolean {
  switch (node.type) {
    case 'unknown':
      return true
    case 'text':
      return literal(node.text) === undefined
    case 'array':
      return node.items.some(hasHoles)
    case 'object':
      return node.members.some(({ value }) => hasHoles(value))
    case 'literal':
      return false
  }
}

function sameText(one: Text, other: Text): Tri {
  const [left, right] = [literal(one), literal(other)]
  if (left !== undefined && right !== undefined) return sameWords(left, right)
  if (
    holesOf(one).every(isToldByName) &&
    JSON.stringify(one, withoutPlaces) === JSON.stringify(other, withoutPlaces)
  )
    return 'yes'
  return differsAt(startOf(one), startOf(other)) ||
    endsApart(endOf(one), endOf(other)) ||
    leastLength(one) > mostLength(other) ||
    leastLength(other) > mostLength(one)
    ? 'no'
    : 'unknown'
}

/** Whether what is known of both differs before either becomes unknown. */
function differsAt(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length)
  return one.slice(0, length) !== other.slice(0, length)
}

function endsApart(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length)
  return length > 0 && one.slice(-length) !== other.slice(-length)
}

function startOf([first]: Text): string {
  return typeof first === 'string' ? first : ''
}

function endOf(value: Text): string {
  const last = value.at(-1)
  return typeof last === 'string' ? last : ''
}

/** What a resource is called, or an account, is never empty. */
function leastLength(value: Text): number {
  return value.reduce((sum, part) => sum + (isUnknown(part) ? leastOfHole(part) : part.length), 0)
}

function leastOfHole({ shape, at }: Exclude<Text[number], string>): number {
  if (shape === 'account-id') return 12
  return shape === 'arn' || at.pointer === '/arn' ? 1 : 0
}

function mostLength(value: Text): number {
  return literal(value)?.length ?? Infinity
}
