import type { Span } from '../../../hcl/source-file.ts'
import type { UnknownReason } from '../../../model/unknown.ts'
import type { Instance } from '../resources.ts'
import { idOf, ownId } from './hole-id.ts'

/**
 * What an expression of Terraform evaluates to before apply: values with holes, each with the place that it was written
 * at. Types are Terraform's (https://developer.hashicorp.com/terraform/language/expressions/types).
 */
export type Value =
  | NullValue
  | BooleanValue
  | NumberValue
  | StringValue
  | JsonValue
  | ListValue
  | ObjectValue
  | Hole

interface Common {
  /** Where it is written: a literal of the sources, not the reference that led there. Absent for values of the plan. */
  readonly from?: Span
  /** Whether Terraform would not print it. */
  readonly sensitive?: true
}

export interface NullValue extends Common {
  readonly kind: 'null'
}

export interface BooleanValue extends Common {
  readonly kind: 'boolean'
  readonly value: boolean
}

/** Numbers that a double does not hold exactly are holes. */
export interface NumberValue extends Common {
  readonly kind: 'number'
  readonly value: number
}

/** A string with holes. No two texts of one origin stand side by side without need, and no text is empty. */
export interface StringValue extends Common {
  readonly kind: 'string'
  readonly parts: readonly StringPart[]
}

export type StringPart = TextPart | Hole | JsonValue

/** A piece of a string. */
export interface TextPart {
  readonly kind: 'text'
  readonly text: string
  /** Where its first character stands, if it is written in a source. */
  readonly from?: Span
  /** Whether its other characters stand behind it one by one. */
  readonly isExact?: true
}

/** What `jsonencode` made: a string, kept as the value inside it until somebody needs its text. */
export interface JsonValue extends Common {
  readonly kind: 'json'
  readonly value: Value
  /** Set where `jsonencode` would write it in other words: nothing that hangs on its text can be told. */
  readonly layout?: 'other'
}

/** A tuple, list or set. A set's items are distinct and in Terraform's order, as far as they are known. */
export interface ListValue extends Common {
  readonly kind: 'list'
  readonly type: 'tuple' | 'list' | 'set'
  readonly items: readonly Value[]
  /**
   * Set where order and number of the items are not certain: a hole among them can stand for any number of items, and
   * one that may equal another may be that other. Each item without holes is certain to be there.
   */
  readonly isLoose?: true
}

/** An object or map. Terraform goes over it in the order of its names. */
export interface ObjectValue extends Common {
  readonly kind: 'object'
  readonly isMap: boolean
  readonly members: ReadonlyMap<string, Value>
}

/** What cannot be told before apply. */
export interface Hole extends Common {
  readonly kind: 'hole'
  /** Equal for two holes that are certain to be filled with the same value. */
  readonly id: string
  readonly reason: UnknownReason
  /** The reference as it is written, or words: `aws_iam_role.app.arn`, `a value of lower(aws_iam_role.app.arn)`. */
  readonly name: string
  /** The attribute of a resource of the plan that it is: `arn` of a role. Absent for what is made of holes. */
  readonly of?: { readonly instance: Instance; readonly attribute: string }
  /** What it is made of: named holes only. Empty for a named one. */
  readonly refs: readonly Hole[]
  /** `text` is certain to be a string that is neither empty nor null; the others can be null. */
  readonly type: 'text' | 'string' | 'number' | 'boolean' | 'any'
  /** Set for what stands in a list for any number of elements (see several.ts): in policy documents only. */
  readonly several?: true
}

/** An error that Terraform would report too: `try` and `can` catch it. Limits of ours are holes instead. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError'
}

export const nullValue: NullValue = { kind: 'null' }

export function booleanValue(value: boolean): BooleanValue {
  return { kind: 'boolean', value }
}

/** A number; a hole where a double cannot hold it. */
export function numberValue(value: number): NumberValue | Hole {
  if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)))
    return { kind: 'number', value: value === 0 ? 0 : value }
  return unsupported('a long number', [])
}

export function stringValue(text: string): StringValue {
  return { kind: 'string', parts: text === '' ? [] : [{ kind: 'text', text }] }
}

export function listValue(type: ListValue['type'], items: readonly Value[]): ListValue {
  return { kind: 'list', type, items }
}

export function objectValue(members: ReadonlyMap<string, Value>, isMap = false): ObjectValue {
  return { kind: 'object', isMap, members }
}

/** The hole of an attribute of a resource. */
export function attributeHole(instance: Instance, attribute: string, type: Hole['type']): Hole {
  const name = `${instance.address}.${attribute}`
  const of = { instance, attribute }
  return { kind: 'hole', id: name, reason: 'known-after-apply', name, type, of, refs: [] }
}

/** A hole that has a name of its own. */
export function namedHole(name: string, reason: UnknownReason, type: Hole['type'] = 'any'): Hole {
  return { kind: 'hole', id: `${reason} ${name}`, reason, name, type, refs: [] }
}

/** What a function or operator makes of holes: `what` and the operands tell it from others. */
export function derived(what: string, operands: readonly Value[], type: Hole['type'] = 'any'): Hole {
  const holes = holesOf(operands)
  return madeOf(holes, {
    id: idOf(what, operands),
    reason: holes.find(({ reason }) => reason !== 'known-after-apply')?.reason ?? 'known-after-apply',
    name:
      holes.length === 0
        ? what
        : `a value of ${what} of ${[...new Set(holes.map(({ name }) => name))].slice(0, 3).join(', ')}`,
    type,
  })
}

/** What this evaluator does not do: never a wrong value, and nothing that `try` may take for an error. */
export function unsupported(what: string, operands: readonly Value[], type: Hole['type'] = 'any'): Hole {
  return madeOf(holesOf(operands), {
    id: ownId('unsupported'),
    reason: 'unsupported-function',
    name: what,
    type,
  })
}

function madeOf(holes: readonly Hole[], hole: Pick<Hole, 'id' | 'reason' | 'name' | 'type'>): Hole {
  const sensitive = holes.some(one => one.sensitive === true)
  return { kind: 'hole', ...hole, refs: holes, ...(sensitive ? { sensitive } : {}) }
}

/** The named holes in some values, each once, in order. */
export function holesOf(values: readonly Value[]): readonly Hole[] {
  const found = new Map<string, Hole>()
  const open: Value[] = values.toReversed()
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    switch (value.kind) {
      case 'hole':
        if (value.refs.length === 0) found.set(value.id, value)
        else for (const hole of value.refs) found.set(hole.id, hole)
        break
      case 'string':
        for (const part of value.parts.toReversed()) if (part.kind !== 'text') open.push(part)
        break
      case 'json':
        open.push(value.value)
        break
      case 'list':
        for (const item of value.items.toReversed()) open.push(item)
        break
      case 'object':
        for (const member of [...value.members.values()].toReversed()) open.push(member)
        break
      default:
    }
  }
  return [...found.values()]
}

/** Whether nothing in it is a hole, nor a text that is not told. */
export function isWhollyKnown(value: Value): boolean {
  switch (value.kind) {
    case 'hole':
      return false
    case 'string':
      return value.parts.every(part => part.kind === 'text' || (part.kind === 'json' && isWhollyKnown(part)))
    case 'json':
      return value.layout === undefined && isWhollyKnown(value.value)
    case 'list':
      return value.items.every(isWhollyKnown)
    case 'object':
      return [...value.members.values()].every(isWhollyKnown)
    default:
      return true
  }
}

/** The text of a string without holes. */
export function knownText(value: Value): string | undefined {
  if (value.kind !== 'string') return undefined
  let text = ''
  for (const part of value.parts) {
    if (part.kind !== 'text') return undefined
    text += part.text
  }
  return text
}
