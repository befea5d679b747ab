import type {
  BlindSpot,
  Finding,
  Report,
  ReportChange,
  ReportError,
  ReportInput,
  ReportUnknown,
} from '../model/report.ts'
import type { Mask } from './mask.ts'

/**
 * The report without secrets. Addresses, files and what rules say of themselves stay as they are: Terraform prints the
 * former, and the latter are no text of the input.
 */
export function maskedReport(report: Report, mask: Mask): Report {
  const { inputs, errors, change, findings, blindSpots } = report
  return {
    ...report,
    inputs: inputs.map(input => maskedInput(input, mask)),
    errors: errors.map(error => maskedError(error, mask)),
    ...(change === undefined ? {} : { change: maskedChange(change, mask) }),
    findings: findings.map(finding => maskedFinding(finding, mask)),
    blindSpots: blindSpots.map(spot => maskedSpot(spot, mask)),
  }
}

function maskedChange({ outside, ...change }: ReportChange, mask: Mask): ReportChange {
  return {
    ...change,
    says: mask(change.says),
    lines: change.lines.map(({ what, says }) => ({ what, says: mask(says) })),
    ...(outside === undefined ? {} : { outside: maskedChange(outside, mask) }),
  }
}

function maskedFinding(finding: Finding, mask: Mask): Finding {
  const { key, principal, message, fix, corrections, related, path, conditions, unknowns } = finding
  return {
    ...finding,
    ...(key?.startsWith('arn:') === true ? { key: mask(key) } : {}),
    ...(principal === undefined ? {} : { principal: mask(principal) }),
    message: mask(message),
    fix: mask(fix),
    corrections: corrections.map(one => ({ ...one, text: mask(one.text) })),
    related: related.map(note => ({ ...note, message: mask(note.message) })),
    path: path.map(step => ({ ...step, says: mask(step.says) })),
    conditions: conditions.map(mask),
    unknowns: unknowns.map(unknown => maskedUnknown(unknown, mask)),
  }
}

/** What was read, without secrets. */
export function maskedInput(input: ReportInput, mask: Mask): ReportInput {
  const { account, providers, notes } = input
  return {
    ...input,
    ...(account === undefined ? {} : { account: mask(account) }),
    providers: providers.map(one =>
      one.account === undefined ? one : { ...one, account: mask(one.account) },
    ),
    notes: notes.map(mask),
  }
}

/** What failed, without secrets. */
export function maskedError(error: ReportError, mask: Mask): ReportError {
  return { ...error, message: mask(error.message), hint: mask(error.hint) }
}

/** A part that was not read, without secrets. */
export function maskedSpot(spot: BlindSpot, mask: Mask): BlindSpot {
  return { ...spot, name: mask(spot.name) }
}

/** What something hangs on, without secrets. */
export function maskedUnknown({ name, reason }: ReportUnknown, mask: Mask): ReportUnknown {
  return { name: mask(name), reason }
}

/** What there is not of what was asked for, without the secrets among what there is. */
export function maskedMistake<Kind extends { readonly hint: string }>(mistake: Kind, mask: Mask): Kind {
  return { ...mistake, hint: mask(mistake.hint) }
}
