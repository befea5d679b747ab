import { type Hole, type JsonValue, type StringPart, type TextPart, type Value } from '../value.ts'
import { knownTextOf, type KnownText } from './known-text.ts'
import { jsonParts } from './written-json.ts'

/**
 * A string as its parts. What is known of it stays known: no hole is taken to begin or end with a character that melts
 * into its neighbour (a combining accent), since nothing that AWS names does.
 */
export type Text = readonly StringPart[]

/** What is known of a text, or one hole in it. */
export type Run = KnownText | Hole | JsonValue

/** The known string that a value is; nothing when any of it is a hole or it is no string. */
export function textOf(value: Value): string | undefined {
  if (value.kind !== 'string' && value.kind !== 'json') return undefined
  return knownOf(value.kind === 'json' ? [value] : value.parts)?.text
}

/** A text without holes; JSON in it is written out. */
export function knownOf(parts: Text): KnownText | undefined {
  const written = writtenOut(parts)
  return written.every(isText) ? knownTextOf(written) : undefined
}

/** A text as what is known of it and the holes between; JSON in it is written out as far as it is known. */
export function runsOf(parts: Text): readonly Run[] {
  return groupsOf(writtenOut(parts)).map(group => (Array.isArray(group) ? knownTextOf(group) : group))
}

/** JSON that `jsonencode` would write in other words is left as it is. */
function writtenOut(parts: Text): Text {
  return parts.some(({ kind }) => kind === 'json')
    ? parts.flatMap(part =>
        part.kind === 'json' && part.layout === undefined ? jsonParts(part.value) : [part],
      )
    : parts
}

/** Pieces of text that stand side by side, and the holes between. */
export function groupsOf(parts: Text): readonly (TextPart[] | Hole | JsonValue)[] {
  const groups: (TextPart[] | Hole | JsonValue)[] = []
  for (const part of parts) {
    const last = groups.at(-1)
    if (part.kind !== 'text') groups.push(part)
    else if (Array.isArray(last)) last.push(part)
    else groups.push([part])
  }
  return groups
}

/** The parts of a run. */
export function partsOfRun(run: Run): Text {
  return isKnown(run) ? run.parts : [run]
}

/** Whether a run is known. */
export function isKnown(run: Run): run is KnownText {
  return !('kind' in run)
}

function isText(part: StringPart): part is TextPart {
  return part.kind === 'text'
}

/** The type of a hole that stands for all of a text: it is empty only if every part can be. */
export function typeOf(parts: Text): 'text' | 'string' {
  return parts.every(canBeEmpty) ? 'string' : 'text'
}

function canBeEmpty(part: StringPart): boolean {
  return part.kind === 'hole' && (part.type === 'string' || part.type === 'any')
}
