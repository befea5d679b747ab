import type { BlindSpot, ReportError, ReportLocation } from '../model/report.ts'

/** What could not be told, with the fields that the schemas of all commands name, and no others. */
export function blindSpotFields({ address, name, reason, input }: BlindSpot): object {
  return { address, name, reason, input }
}

/** What failed, likewise. */
export function errorFields({ input, message, hint, line, column }: ReportError): object {
  return { input, message, hint, line, column }
}

/** A line of a source, likewise. */
export function locationFields({ file, line, endLine, column }: ReportLocation): object {
  return { file, line, endLine, column }
}
