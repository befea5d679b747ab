import {
  type ReportCorrection,
  severities,
  type Finding,
  type ReportError,
  type ReportLocation,
  type ReportUndetermined,
  type ReportUnknown,
  type Summary,
} from '../model/report.ts'
import { counted } from '../model/counted.ts'
import { visible } from './visible.ts'

/** `main.tf:12`; only the file when the line is not known. */
export function showLocation(location: ReportLocation): string {
  return location.line === undefined ? location.file : `${location.file}:${location.line}`
}

/** `plan.json:3:7`, as far as it is known. */
export function showErrorPlace(error: ReportError): string {
  return [error.input, error.line, error.column].filter(part => part !== undefined).join(':')
}

/** `var.account (known after apply)`. */
export function showUnknown(unknown: ReportUnknown): string {
  return `${unknown.name} (${unknown.reason.replaceAll('-', ' ')})`
}

/** `KMS029 on 12 keys (prevent_destroy is not in plan JSON)`. */
export function showUndetermined({ rule, on, because }: ReportUndetermined): string {
  return `${rule} on ${on}${because === '' ? '' : ` (${because})`}`
}

/** `KMS001 open-to-anyone`. */
export function showRule(finding: Finding): string {
  return `${finding.rule} ${finding.name}`
}

/** The finding in sentences, verdict first, for formats that have one field for all of it; only the fix may have more lines. */
export function describe(finding: Finding, several = false): readonly string[] {
  const mark = finding.certainty === 'possible' ? 'possible: ' : ''
  const lines = [sentence(`${mark}${finding.message === '' ? finding.title : finding.message}`)]
  if (several) lines.push(sentence(whereFound(finding)))
  if (finding.conditions.length > 0) lines.push(sentence(`when ${finding.conditions.join(' and ')}`))
  if (finding.unknowns.length > 0) {
    lines.push(sentence(`cannot tell: ${finding.unknowns.map(showUnknown).join('; ')}`))
  }
  const fix = finding.fix === '' ? [] : [`fix: ${finding.fix}`]
  return [...lines, ...fix, ...toShow(finding).map(showCorrection)]
}

/** What is to be written, unless the advice has it already. */
export function toShow({ fix, corrections }: Finding): readonly ReportCorrection[] {
  return corrections.filter(({ text }) => text === '' || !fix.includes(text))
}

/** `write instead of statement "App":`, and on lines of its own what to write. */
function showCorrection({ says, text }: ReportCorrection): string {
  return text === '' ? says : `${says}:\n${text}`
}

/** Addresses are unique within one input alone. */
function whereFound({ key, address, input, keyInput }: Finding): string {
  const heading = `${key ?? address} in ${keyInput ?? input}`
  return keyInput === undefined ? `found: ${heading}` : `found: ${heading}, in ${address} of ${input}`
}

/** `findings: 1 critical, 2 high (2 certain, 1 possible), 3 blind spots`. */
export function showVerdict(summary: Summary): string {
  const weighed = severities
    .filter(severity => summary.bySeverity[severity] > 0)
    .map(severity => `${summary.bySeverity[severity]} ${severity}`)
  const shares = summary.possible > 0 ? ` (${summary.certain} certain, ${summary.possible} possible)` : ''
  const parts = [`${weighed.length === 0 ? 'no finding' : weighed.join(', ')}${shares}`]
  if (summary.blindSpots > 0) parts.push(counted(summary.blindSpots, 'blind spot'))
  if (summary.errors > 0) parts.push(counted(summary.errors, 'error'))
  return `${summary.verdict.replaceAll('-', ' ')}: ${parts.join(', ')}`
}

/** `exit 1: 2 high findings, threshold high`. */
export function showExit(summary: Summary): string {
  return `exit ${summary.exitCode}: ${summary.because}`
}

function sentence(text: string): string {
  const shown = visible(text)
  return /[.!?]$/.test(shown) ? shown : `${shown}.`
}
