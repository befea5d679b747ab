import { isObject, items, names, property } from '../json-value.ts'
import type { StringValue, Value } from '../rebuild/value.ts'
import { canonicalPlanned, canonicalWritten, spelling } from './canonical.ts'

/** What comparing may still cost: hostile policies can have lists that each fit each. */
export interface Budget {
  left: number
}

/** Whether what a source writes can be what the plan holds: holes match anything, lists are sets. */
export function agrees(planned: unknown, written: Value, budget: Budget): boolean {
  budget.left -= 1
  if (budget.left < 0) return false
  switch (written.kind) {
    case 'hole':
    case 'json':
      return true
    case 'string':
      return agreesWithText(planned, written)
    case 'list':
      return agreesWithList(listed(planned), written.items, budget)
    case 'object':
      if (Array.isArray(planned) && planned.length === 1) return agrees(planned[0], written, budget)
      return isObject(planned) && agreesWithMembers(planned, written.members, budget)
    default:
      return canonicalPlanned(planned) === canonicalWritten(written)
  }
}

/** The elements of a list; a value that is none is the only element of one. */
export function listed(planned: unknown): readonly unknown[] {
  if (planned === undefined || planned === null) return []
  return Array.isArray(planned) ? items(planned) : [planned]
}

function agreesWithText(planned: unknown, written: StringValue): boolean {
  const [only, ...others] = listed(planned)
  const text = only === undefined ? '' : spelling(only)
  return others.length === 0 && text !== undefined && fits(text, written)
}

/** Whether a text can be made of these parts: what is known of them stands in it, in this order. */
export function fits(text: string, { parts }: StringValue): boolean {
  const [first = '', ...rest] = piecesOf(parts)
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let from = first.length
  for (const piece of rest) {
    const at = text.indexOf(piece, from)
    if (at === -1) return false
    from = at + piece.length
  }
  return from + last.length <= text.length
}

/** What is known of a string, cut at each hole. */
function piecesOf(parts: StringValue['parts']): string[] {
  const pieces = ['']
  for (const part of parts) {
    if (part.kind === 'text') pieces.push(`${pieces.pop() ?? ''}${part.text}`)
    else pieces.push('')
  }
  return pieces
}

/** Each known element stands in the plan, and each that stands there for no known one is one of those with holes. */
function agreesWithList(planned: readonly unknown[], written: readonly Value[], budget: Budget): boolean {
  const left = new Map(planned.map(item => [canonicalPlanned(item), item]))
  const open: Value[] = []
  for (const item of written) {
    const known = canonicalWritten(item)
    if (known === undefined) open.push(item)
    else if (known !== '' && !left.delete(known)) return false
  }
  return [...left.values()].every(item => open.some(one => agrees(item, one, budget)))
}

function agreesWithMembers(planned: object, written: ReadonlyMap<string, Value>, budget: Budget): boolean {
  const all = new Set([...names(planned), ...written.keys()])
  return [...all].every(name => {
    const member = written.get(name)
    const value = property(planned, name)
    return member === undefined ? canonicalPlanned(value) === '' : agrees(value, member, budget)
  })
}
