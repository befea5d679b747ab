import { knownText, type Value } from '../rebuild/value.ts'

/**
 * Texts that are equal for values that mean the same in a policy: lists are sets, one element is as good as a list of it,
 * numbers and booleans are their spelling, and what is empty is not there.
 */

/** No policy is nested deeper, and recursion must end. */
const deepest = 512

/** Of a value of a plan. */
export function canonicalPlanned(value: unknown, depth = 0): string {
  if (value === null || value === undefined || value === '') return ''
  const scalar = spelling(value)
  if (scalar !== undefined) return JSON.stringify(scalar)
  if (depth > deepest) return '"…"'
  if (Array.isArray(value)) return ofList(value.map(item => canonicalPlanned(item, depth + 1)))
  if (typeof value !== 'object') return ''
  return ofMembers(Object.entries(value).map(([name, member]) => [name, canonicalPlanned(member, depth + 1)]))
}

/** How a JSON value that is neither list nor object is spelled in a policy. */
export function spelling(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

/** Of a value of the sources; nothing where a part of it is not known. */
export function canonicalWritten(value: Value): string | undefined {
  switch (value.kind) {
    case 'null':
      return ''
    case 'boolean':
    case 'number':
      return JSON.stringify(String(value.value))
    case 'string': {
      const text = knownText(value)
      return text === undefined || text === '' ? text : JSON.stringify(text)
    }
    case 'json':
    case 'hole':
      return undefined
    case 'list': {
      const items = value.items.map(canonicalWritten)
      return items.every(item => item !== undefined) ? ofList(items) : undefined
    }
    case 'object': {
      const members: (readonly [string, string])[] = []
      for (const [name, member] of value.members) {
        const written = canonicalWritten(member)
        if (written === undefined) return undefined
        members.push([name, written])
      }
      return ofMembers(members)
    }
  }
}

function ofList(items: readonly string[]): string {
  const distinct = [...new Set(items.filter(item => item !== ''))].toSorted()
  const [only = '', ...others] = distinct
  return others.length === 0 ? only : `[${distinct.join()}]`
}

function ofMembers(members: readonly (readonly [string, string])[]): string {
  const written = members
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${JSON.stringify(name)}:${value}`)
  return written.length === 0 ? '' : `{${written.toSorted().join()}}`
}
