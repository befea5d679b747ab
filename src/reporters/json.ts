import type {
  Finding,
  Report,
  ReportChange,
  ReportInput,
  ReportLocation,
  ReportStep,
  ReportUndetermined,
  RelatedNote,
} from '../model/report.ts'
import { inertJson } from './inert-json.ts'
import { blindSpotFields, errorFields, locationFields } from './json-parts.ts'

/** The whole report as JSON after `schemas/report.schema.json`; what is absent in the report is absent here. */
export function renderJson(report: Report): string {
  const { name, version } = report.tool
  return inertJson({
    schemaVersion: report.schemaVersion,
    tool: { name, version },
    inputs: report.inputs.map(inputFields),
    errors: report.errors.map(errorFields),
    change: report.change && changeFields(report.change),
    findings: report.findings.map(findingFields),
    blindSpots: report.blindSpots.map(blindSpotFields),
    undetermined: report.undetermined.map(undeterminedFields),
    leftOut: report.leftOut,
    summary: summaryFields(report.summary),
  })
}

function undeterminedFields({ rule, name, count, on, because }: ReportUndetermined): object {
  return { rule, name, count, on, because }
}

function changeFields({ changes, says, lines, more, outside }: ReportChange): object {
  return {
    changes,
    says,
    lines: lines.map(line => ({ what: line.what, says: line.says })),
    more,
    outside: outside && changeFields(outside),
  }
}

function inputFields(input: ReportInput): object {
  return {
    path: input.path,
    kind: input.kind,
    account: input.account,
    accountFrom: input.accountFrom,
    complete: input.complete,
    errored: input.errored,
    keys: input.keys,
    documents: input.documents,
    providers: input.providers.map(({ provider, account, accountFrom }) => ({
      provider,
      account,
      accountFrom,
    })),
    notes: input.notes,
    notJudged: input.notJudged,
  }
}

function findingFields(finding: Finding): object {
  return {
    rule: finding.rule,
    name: finding.name,
    title: finding.title,
    severity: finding.severity,
    certainty: finding.certainty,
    key: finding.key,
    keyInput: finding.keyInput,
    address: finding.address,
    principal: finding.principal,
    actions: finding.actions,
    message: finding.message,
    why: finding.why,
    fix: finding.fix,
    corrections: finding.corrections.map(({ says, language, text }) => ({ says, language, text })),
    help: finding.help,
    location: lineFields(finding.location),
    related: finding.related.map(relatedFields),
    path: finding.path.map(stepFields),
    conditions: finding.conditions,
    unknowns: finding.unknowns.map(({ name, reason }) => ({ name, reason })),
    fingerprint: finding.fingerprint,
    input: finding.input,
    pointer: finding.pointer,
  }
}

function lineFields(location: ReportLocation | undefined): object | undefined {
  return location === undefined ? undefined : locationFields(location)
}

function relatedFields({ rule, message, address, input, pointer, location }: RelatedNote): object {
  return { rule, message, address, input, pointer, location: lineFields(location) }
}

function stepFields({ kind, says, address, input, pointer, location }: ReportStep): object {
  return { kind, says, address, input, location: lineFields(location), pointer }
}

function summaryFields(summary: Report['summary']): object {
  const { critical, high, medium, low, info } = summary.bySeverity
  return {
    verdict: summary.verdict,
    bySeverity: { critical, high, medium, low, info },
    certain: summary.certain,
    possible: summary.possible,
    blindSpots: summary.blindSpots,
    errors: summary.errors,
    exitCode: summary.exitCode,
    because: summary.because,
  }
}
