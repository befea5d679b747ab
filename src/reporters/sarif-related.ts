import type { Finding, ReportLocation } from '../model/report.ts'
import type { Shown } from './sarif-location.ts'
import { sarifText } from './sarif-rules.ts'
import { visible } from './visible.ts'
import { showLocation } from './wording.ts'

// Code scanning ignores more.
const mostRelated = 100
/** More would bury the message. */
const mostLinks = 10

/** A place beside the one of a result, with its line to show. */
export type RelatedPlace = Shown & { readonly says: string }

/** What else is to be seen of a finding: its notes, and the lines of its path that nothing else shows. */
export function relatedPlaces({ input, location, related, path }: Finding): readonly RelatedPlace[] {
  const notes = related.map(note => ({ input, ...note, says: withRule(note.rule, note.message) }))
  const shown = new Set([location, ...related.map(note => note.location)].map(lineOf))
  const steps = path
    .filter(step => step.location !== undefined && shown.size < shown.add(lineOf(step.location)).size)
    .map(step => ({ input, ...step, says: sarifText(step.says, step.kind) }))
  return [...notes, ...steps].slice(0, mostRelated)
}

/** Code scanning shows a related location only where the message links to it, by its id; `places` are the first of them. */
export function linksTo(places: readonly RelatedPlace[]): readonly string[] {
  const links = places.flatMap(({ location, says }, index) => {
    const text = location === undefined ? '' : visible(showLocation(location))
    // What ends a link cannot be told in one.
    return text === '' || /[\\[\]]/.test(text) ? [] : [`also [${text}](${index + 1}): ${says}`]
  })
  return links.slice(0, mostLinks)
}

function withRule(rule: string | undefined, message: string): string {
  return sarifText(rule === undefined ? message : `${rule}: ${message}`, 'related')
}

function lineOf(location: ReportLocation | undefined): string {
  return location === undefined ? '' : JSON.stringify([location.file, location.line])
}
