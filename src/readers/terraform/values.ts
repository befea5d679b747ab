import { below, type SourceLocation } from '../../model/source-location.ts'
import type { Knowable, Unknown, UnknownReason, UnknownShape } from '../../model/unknown.ts'
import { items, marksAnything, property } from './json-value.ts'

/** A part of a resource's values with its part of the overlay of what is unknown. */
export interface Value {
  readonly json: unknown
  /** `true` here or at an ancestor: known after apply. */
  readonly unknown: unknown
  readonly at: SourceLocation
  /** Of a resource: what its sources tell of an attribute that the plan does not know, if they are there. */
  readonly told?: (name: string) => Pick<Value, 'json' | 'unknown'> | undefined
}

/** An attribute, whether or not it is there. */
export function attribute(value: Value, name: string): Value {
  const at = below(value.at, name)
  const unknown = value.unknown === true ? true : property(value.unknown, name)
  const filled = value.told !== undefined && marksAnything(unknown) ? value.told(name) : undefined
  return filled === undefined ? { json: property(value.json, name), unknown, at } : { ...filled, at }
}

/** The elements of a list or set. Unknown ones stand as `null` in it, or are missing at its end. */
export function elements(value: Value): readonly Value[] {
  const known = items(value.json)
  const overlay = items(value.unknown)
  return Array.from({ length: Math.max(known.length, overlay.length) }, (_, index) => ({
    json: known[index],
    unknown: value.unknown === true ? true : overlay[index],
    at: below(value.at, index),
  }))
}

/** Whether the whole value is known after apply only. */
export function isHole(value: Value): boolean {
  return value.unknown === true
}

/** Whether nothing is written there: neither a value nor the promise of one. */
export function isUnset(value: Value): boolean {
  return !isHole(value) && (value.json === undefined || value.json === null)
}

/** Whether an object or a list stands there with nothing in it. */
export function isEmpty(value: Value): boolean {
  if (isHole(value)) return false
  return isUnset(value) || (Array.isArray(value.json) && elements(value).length === 0)
}

/** A hole at this place. */
export function hole(
  at: SourceLocation,
  name: string = afterApply,
  shape: UnknownShape = 'anything',
  reason: UnknownReason = 'known-after-apply',
): Unknown {
  return { kind: 'unknown', reason, name, shape, at }
}

/** The name of a hole that the configuration gives no better one. */
export const afterApply = 'known after apply'

/** A value of a JSON type that this attribute never has. */
export function malformed(at: SourceLocation): Unknown {
  return hole(at, `a value of another type than \`${at.pointer}\` has`, 'anything', 'malformed')
}

/** A string attribute, with the provider's default. */
export function knowableText(value: Value, fallback: string, name?: string): Knowable<string> {
  if (isHole(value)) return hole(value.at, name)
  if (isUnset(value)) return fallback
  return typeof value.json === 'string' ? value.json : malformed(value.at)
}

/** An on/off attribute, with the provider's default. */
export function knowableFlag(value: Value, fallback: boolean, name?: string): Knowable<boolean> {
  if (isHole(value)) return hole(value.at, name)
  if (isUnset(value)) return fallback
  return typeof value.json === 'boolean' ? value.json : malformed(value.at)
}

/** Whether an attribute's value is there in full. */
export function isKnown(value: Value): boolean {
  return !isUnset(value) && !marksAnything(value.unknown)
}
