import type { Location, PhysicalLocation, Region } from 'sarif'
import type { ReportLocation } from '../model/report.ts'
import { visible } from './visible.ts'

/** What is to be shown in the source: a resource, and where its text stands if that is known. */
export interface Shown {
  readonly address: string
  readonly location?: ReportLocation
  /** Where it was found, for lack of a source. */
  readonly input: string
  /** A line to show there. */
  readonly says?: string
}

/** A location as code scanning demands it: a file always, and all four fields of its region. */
export function sarifLocation(shown: Shown): Location {
  return {
    physicalLocation: physicalLocation(shown.location ?? { file: shown.input }),
    ...(shown.address === ''
      ? {}
      : { logicalLocations: [{ fullyQualifiedName: visible(shown.address), kind: 'resource' }] }),
    ...(shown.says === undefined || shown.says === '' ? {} : { message: { text: visible(shown.says) } }),
  }
}

/** A file and one line in it: an alert on more lines shows in a pull request only if it changes them all. */
export function physicalLocation(location: ReportLocation): PhysicalLocation {
  return { artifactLocation: { uri: sarifUri(location.file) }, region: region(location) }
}

function region({ line, column }: ReportLocation): Region {
  // Without a line the beginning of the file: code scanning has no other way to say "somewhere in it".
  if (line === undefined) return { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }
  const startColumn = column ?? 1
  return { startLine: line, startColumn, endLine: line, endColumn: startColumn + 1 }
}

/** Relative and percent-encoded; an absolute path has the scheme that GitHub's checkout has. */
export function sarifUri(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '')
  const uri = path.split('/').map(encodeSegment).join('/')
  if (/^[A-Za-z]:\//.test(path)) return `file:///${uri.replace('%3A', ':')}`
  if (path.startsWith('/')) return `file://${uri.replace(/^\/+/, '/')}`
  return uri === '' ? 'unknown' : uri
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\uFFFD'))
}
