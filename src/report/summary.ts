import { counted } from '../model/counted.ts'
import {
  atLeast,
  severities,
  type BlindSpot,
  type Finding,
  type ReportError,
  type ReportInput,
  type ReportUndetermined,
  type Severity,
  type Summary,
} from '../model/report.ts'
import type { Settings } from './settings.ts'
import { undecidedInShort } from './undetermined.ts'

/** What the verdict rests on. */
export interface Outcome {
  readonly inputs: readonly ReportInput[]
  readonly errors: readonly ReportError[]
  readonly findings: readonly Finding[]
  readonly blindSpots: readonly BlindSpot[]
  readonly undetermined: readonly ReportUndetermined[]
}

/** The verdict, the exit code and its reason. An error is never a pass, and neither is what cannot be told. */
export function summarize(outcome: Outcome, settings: Settings): Summary {
  const certain = outcome.findings.filter(finding => finding.certainty === 'certain')
  const possible = outcome.findings.filter(finding => finding.certainty === 'possible')
  const ending = endingOf(outcome, settings)
  const undecided = undecidedInShort(outcome.undetermined)
  return {
    verdict: ending.verdict,
    bySeverity: countBySeverity(outcome.findings),
    certain: certain.length,
    possible: possible.length,
    blindSpots: outcome.blindSpots.length,
    errors: outcome.errors.length,
    exitCode: ending.exitCode,
    because: undecided === undefined ? ending.because : `${ending.because}; ${undecided}`,
  }
}

type Ending = Pick<Summary, 'verdict' | 'exitCode' | 'because'>

function endingOf(outcome: Outcome, { failOn, onUnknown }: Settings): Ending {
  const certain = outcome.findings.filter(finding => finding.certainty === 'certain')
  const failing = certain.filter(({ severity }) => failOn !== 'never' && atLeast(severity, failOn))
  const doubts = doubtsOf(outcome, failOn)
  if (outcome.errors.length > 0) {
    const also = certain.length > 0 ? `; ${tally(certain)} in the rest` : ''
    return { verdict: 'error', exitCode: 2, because: `${counted(outcome.errors.length, 'error')}${also}` }
  }
  if (failing.length > 0) {
    return { verdict: 'findings', exitCode: 1, because: `${tally(failing)}, threshold ${failOn}` }
  }
  if (doubts > 0 && onUnknown === 'fail') {
    const because = `could not tell about ${doubts}, and on-unknown is fail`
    return { verdict: certain.length > 0 ? 'findings' : 'cannot-tell', exitCode: 1, because }
  }
  if (certain.length > 0) {
    const doubtful = doubts > 0 ? `; could not tell about ${doubts}` : ''
    const partial = partialIn(outcome)
    const because = `${tally(certain)}, threshold ${failOn}${doubtful}${partial === undefined ? '' : `; ${partial} is not complete`}`
    return { verdict: 'findings', exitCode: 0, because }
  }
  return withoutCertainFinding(outcome, doubts, onUnknown)
}

function withoutCertainFinding(outcome: Outcome, doubts: number, onUnknown: Settings['onUnknown']): Ending {
  const partial = partialIn(outcome)
  const judged = `judged ${whatWasJudged(outcome)}`
  if (doubts > 0) {
    const because = `no certain finding; could not tell about ${doubts}; ${judged}`
    return {
      verdict: onUnknown === 'pass' && partial === undefined ? 'ok' : 'cannot-tell',
      exitCode: 0,
      because,
    }
  }
  if (partial !== undefined) {
    const because = `no certain finding, but ${partial} is not complete; ${judged}`
    return { verdict: 'cannot-tell', exitCode: 0, because }
  }
  if (outcome.findings.length > 0) {
    const lighter = counted(outcome.findings.length, 'possible finding')
    const because = `no certain finding; ${lighter} below the threshold; ${judged}`
    return { verdict: onUnknown === 'pass' ? 'ok' : 'cannot-tell', exitCode: 0, because }
  }
  return { verdict: 'ok', exitCode: 0, because: `no certain finding; ${judged}` }
}

/** What an input leaves out cannot be judged, so it is never said to be in order. Names the kind of the first of them. */
function partialIn({ inputs }: Outcome): string | undefined {
  const partial = inputs.find(input => input.errored || !input.complete)
  return partial && `a ${kindsInWords[partial.kind]}`
}

const kindsInWords = {
  'terraform-plan': 'plan',
  'terraform-state': 'state',
  'cloudformation-template': 'template',
} as const

/** Possible findings that would count if they were certain, and documents that nobody could read. */
function doubtsOf({ findings, blindSpots }: Outcome, failOn: Settings['failOn']): number {
  const heavy = findings.filter(
    ({ certainty, severity }) =>
      certainty === 'possible' && (failOn === 'never' || atLeast(severity, failOn)),
  )
  return heavy.length + blindSpots.length
}

function whatWasJudged({ inputs, blindSpots }: Outcome): string {
  const keys = inputs.reduce((sum, input) => sum + input.keys, 0)
  const documents = inputs.reduce((sum, input) => sum + input.documents, 0)
  if (keys === 0 && documents === 0) return 'no KMS key'
  return `${counted(keys, 'key')}, ${counted(documents, 'document')}, ${blindSpots.length} unread`
}

function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 }
  for (const { severity } of findings) counts[severity] += 1
  return counts
}

/** `1 critical and 2 high findings`. */
function tally(findings: readonly Finding[]): string {
  const counts = countBySeverity(findings)
  const parts = severities
    .filter(severity => counts[severity] > 0)
    .map(severity => `${counts[severity]} ${severity}`)
  return `${parts.join(', ')} ${findings.length === 1 ? 'finding' : 'findings'}`
}
