import type { Finding, RelatedNote, ReportCorrection, ReportLocation, ReportStep } from '../model/report.ts'
import type { InputKind } from '../model/inventory.ts'
import type { SourceLocation } from '../model/source-location.ts'
import type { PlaceNote, SourcePlaces } from '../model/source-places.ts'
import type { Correction } from '../rules/correction.ts'
import type { DraftCorrection } from './corrections/draft-corrections.ts'
import type { FaultPlaces } from './fault-places.ts'
import { plainPointer } from './who-sensitive.ts'

/** A finding before its lines are looked up: where it will have a `location`, it has the place. */
export interface Draft extends Omit<Finding, 'location' | 'related' | 'path' | 'corrections'> {
  readonly corrections: readonly Correction[]
  /** What its input is; nothing for a context. */
  readonly kind?: InputKind | undefined
  readonly at: readonly [FaultPlaces, ...FaultPlaces[]]
  /** What tells it from others, also where a policy is sensitive: never printed. */
  readonly inFull: FullFacts
  /** What it points into is sensitive. */
  readonly hidesPointers: boolean
  readonly related: readonly Unlocated<RelatedNote>[]
  readonly path: readonly Unlocated<ReportStep>[]
}

/** Facts of a finding, with what is sensitive. */
export interface FullFacts {
  readonly caller?: string
  readonly conditions: readonly string[]
  /** Who holds the IAM policy at fault, by address; empty for other policies. */
  readonly holders: readonly string[]
}

type Unlocated<Told> = Omit<Told, 'location'> & { readonly at: SourceLocation }

/** The files that a finding names places of. */
export function filesOf({ at, related, path }: Draft): readonly string[] {
  return [...at.flat(), ...[...related, ...path].map(told => told.at)].map(({ file }) => file)
}

/** Writes a correction in the language of its input; loaded where there is one to write. */
export type WriteCorrection = (
  correction: Correction,
  kind: InputKind | undefined,
) => DraftCorrection | undefined

/** The finding with its lines: without sources, as it stands. */
export function located(draft: Draft, sources?: SourcePlaces, write?: WriteCorrection): Finding {
  const { at, hidesPointers, inFull: _, related, path, corrections: drafts, kind, ...rest } = draft
  const texts = drafts.flatMap(one => write?.(one, kind) ?? [])
  const told = { ...rest, corrections: texts.map(one => inForm(one, sources)) }
  const notes = related.map(note => withLocation(note, sources))
  const steps = path.map(step => withLocation(step, sources))
  const main = sources === undefined ? undefined : mainPlace(draft, sources)
  if (sources === undefined || main === undefined) return { ...told, related: notes, path: steps }
  const shown = [main.location, ...[...notes, ...steps].flatMap(({ location }) => location ?? [])]
  const others = otherPlaces(at, sources).map(note =>
    hidesPointers ? { ...note, pointer: plainPointer(note.pointer) } : note,
  )
  const more = [...others, ...sources.leadingTo(main.at).map(noteOf)]
  return { ...told, location: main.location, related: [...notes, ...eachOnce(more, shown)], path: steps }
}

/** In the form that its place is written in: without sources, as `jsonencode` takes it. */
function inForm({ at, asBlocks, ...told }: DraftCorrection, sources?: SourcePlaces): ReportCorrection {
  return asBlocks !== undefined && sources?.isBlock?.(at) === true ? { ...told, text: asBlocks } : told
}

interface Main {
  readonly at: SourceLocation
  readonly location: ReportLocation
}

/** The first place that the change touches, else the first whose line is known. */
function mainPlace({ at, path }: Draft, sources: SourcePlaces): Main | undefined {
  const places = [...at.flat(), ...path.map(step => step.at)]
  let first: Main | undefined
  for (const place of places) {
    const location = sources.locate(place)
    if (location === undefined) continue
    if (sources.isTouched(place)) return { at: place, location }
    first ??= { at: place, location }
  }
  return first
}

function withLocation<Told extends { readonly at: SourceLocation }>(
  told: Told,
  sources: SourcePlaces | undefined,
): Omit<Told, 'at'> & { readonly location?: ReportLocation } {
  const { at, ...rest } = told
  const location = sources?.locate(at)
  return { ...rest, ...(location === undefined ? {} : { location }) }
}

/** More would bury those that lead there. */
const mostOthers = 20

function otherPlaces(at: Draft['at'], { locate }: SourcePlaces): readonly RelatedNote[] {
  return at.slice(0, mostOthers).flatMap(([place]) => {
    const location = locate(place)
    if (location === undefined) return []
    const { address, pointer } = place
    return [{ message: 'it shows here too', address, pointer, location }]
  })
}

function noteOf({ says, address, location }: PlaceNote): RelatedNote {
  return { message: says, address, pointer: '', location }
}

/** The notes about lines that nothing before them shows. */
function eachOnce(notes: readonly RelatedNote[], shown: readonly ReportLocation[]): readonly RelatedNote[] {
  const seen = new Set(shown.map(lineOf))
  return notes.filter(({ location }) => location !== undefined && seen.size < seen.add(lineOf(location)).size)
}

function lineOf({ file, line }: ReportLocation): string {
  return JSON.stringify([file, line])
}
