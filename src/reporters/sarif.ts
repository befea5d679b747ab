import type { CodeFlow, Log, Notification, Result, Run } from 'sarif'
import { groupedBy } from '../model/grouped-by.ts'
import type { Finding, Report } from '../model/report.ts'
import { inertJson } from './inert-json.ts'
import type { RenderOptions } from './render-options.ts'
import { physicalLocation, sarifLocation } from './sarif-location.ts'
import { linksTo, relatedPlaces } from './sarif-related.ts'
import { sarifLevel, sarifLines, sarifRule, sarifText } from './sarif-rules.ts'
import { visible } from './visible.ts'
import { describe, showUndetermined, showUnknown } from './wording.ts'
import { worstFirst } from './worst-first.ts'

// Code scanning refuses a run with more results, and ignores what exceeds the others.
const mostResults = 25_000
const mostSteps = 1000

/** SARIF 2.1.0 as GitHub's code scanning takes it: one run, each result with a place and a fingerprint. */
export function renderSarif(report: Report, options: RenderOptions): string {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run(report, options)],
  }
  return inertJson(log)
}

function run(report: Report, { label }: RenderOptions): Run {
  const findings = worstFirst(report.findings).slice(0, mostResults)
  const rules = [...groupedBy(findings, ({ rule }) => rule).values()]
  const indexes = new Map(rules.map(([{ rule }], index) => [rule, index]))
  const several = report.inputs.length > 1
  const copies = new Map<string, number>()
  return {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: rules.map(sarifRule),
      },
    },
    automationDetails: { id: category(label) },
    columnKind: 'utf16CodeUnits',
    invocations: [
      { executionSuccessful: report.errors.length === 0, toolExecutionNotifications: notifications(report) },
    ],
    results: findings.map(finding => {
      const copy = (copies.get(finding.fingerprint) ?? 0) + 1
      copies.set(finding.fingerprint, copy)
      const fingerprint = `${sarifText(finding.fingerprint, '0')}:${copy}`
      return result(finding, { fingerprint, ruleIndex: indexes.get(finding.rule) ?? 0, several })
    }),
  }
}

/** What comes before the last `/` is the category: one upload of a category replaces the one before. */
function category(label: string | undefined): string {
  return label === undefined || label === '' ? 'keyplan/' : `keyplan/${visible(label)}/`
}

/** A finding among the others. */
interface Standing {
  readonly fingerprint: string
  readonly ruleIndex: number
  /** Whether there are several inputs. */
  readonly several: boolean
}

function result(finding: Finding, { fingerprint, ruleIndex, several }: Standing): Result {
  const related = relatedPlaces(finding)
  return {
    ruleId: sarifText(finding.rule, 'rule'),
    ruleIndex,
    level: sarifLevel(finding),
    message: {
      text: [
        sarifLines(describe(finding, several).join('\n')),
        ...linksTo(related.slice(0, finding.related.length)),
      ].join('\n'),
    },
    locations: [sarifLocation(finding)],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((place, index) => ({ id: index + 1, ...sarifLocation(place) })) }),
    ...(finding.path.length === 0 ? {} : { codeFlows: [codeFlow(finding)] }),
  }
}

function codeFlow({ path, input }: Finding): CodeFlow {
  const locations = path.slice(0, mostSteps).map(step => ({
    location: sarifLocation({ input, ...step, says: sarifText(step.says, step.kind) }),
  }))
  return { threadFlows: [{ locations }] }
}

function notifications(report: Report): Notification[] {
  const errors = report.errors.map(({ input, message, hint, line, column }): Notification => ({
    level: 'error',
    message: { text: sarifLines(hint === '' ? message : `${message}. fix: ${hint}`) },
    locations: [
      {
        physicalLocation: physicalLocation({
          file: input,
          ...(line === undefined ? {} : { line }),
          ...(column === undefined ? {} : { column }),
        }),
      },
    ],
  }))
  const spots = report.blindSpots.map((spot): Notification => ({
    level: 'warning',
    message: { text: sarifText(`cannot tell about ${spot.address}: ${showUnknown(spot)}`) },
    locations: [sarifLocation(spot)],
  }))
  const undetermined = report.undetermined.map((one): Notification => ({
    level: 'note',
    message: { text: sarifText(`could not be decided: ${showUndetermined(one)}`, one.rule) },
  }))
  return [...errors, ...spots, ...undetermined, ...excess(report.findings.length)]
}

function excess(count: number): readonly Notification[] {
  if (count <= mostResults) return []
  const text = `${count - mostResults} findings are left out, the mildest: code scanning takes ${mostResults}.`
  return [{ level: 'warning', message: { text } }]
}
