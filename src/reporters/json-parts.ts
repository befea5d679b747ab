import type { BlindSpot, ReportError } from '../model/report.ts'

/** What could not be told, with the fields that the schemas of all commands name, and no others. */
export function blindSpotFields({ address, name, reason, input }: BlindSpot): object {
  return { address, name, reason, input }
}

/** What failed, likewise. */
export function errorFields({ input, message, hint, line, column }: ReportError): object {
  return { input, message, hint, line, column }
}
