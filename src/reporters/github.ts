import type { Finding, Report, ReportError, ReportLocation, Severity } from '../model/report.ts'
import { commandData, commandProperty } from './commands.ts'
import { cut, visible, visibleLines } from './visible.ts'
import { describe, showRule } from './wording.ts'
import { worstFirst } from './worst-first.ts'

// GitHub shows so many annotations of a level for a step, and drops the rest without a word.
const mostOfLevel = 10
// The runner cuts a message at 4,096 characters.
const longestMessage = 4000
const longestTitle = 255

const levels = ['error', 'warning', 'notice'] as const

type Level = (typeof levels)[number]

interface Annotation {
  readonly level: Level
  readonly title: string
  readonly message: readonly string[]
  readonly place?: ReportLocation
}

/** Workflow commands that put the findings on the changed files; the worst first, and no more than GitHub shows. */
export function renderGithub(report: Report): string {
  const several = report.inputs.length > 1
  const annotations = [...report.errors.map(ofError), ...worstFirst(report.findings).map(ofFinding(several))]
  return levels
    .flatMap(level => limited(annotations.filter(annotation => annotation.level === level)))
    .map(annotation => `${command(annotation)}\n`)
    .join('')
}

function ofError(error: ReportError): Annotation {
  const { input, line, column } = error
  return {
    level: 'error',
    title: 'keyplan cannot read this',
    message: [error.message, ...(error.hint === '' ? [] : [`fix: ${error.hint}`])],
    place: {
      file: input,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
  }
}

function ofFinding(several: boolean): (finding: Finding) => Annotation {
  return finding => ({
    level: levelOf(finding),
    title: `${finding.severity} ${showRule(finding)}`,
    message: describe(finding, several),
    ...(finding.location === undefined ? {} : { place: finding.location }),
  })
}

function levelOf(finding: Finding): Level {
  const weights: Readonly<Record<Severity, number>> = { critical: 0, high: 0, medium: 1, low: 2, info: 2 }
  const milder = finding.certainty === 'possible' ? 1 : 0
  return levels[weights[finding.severity] + milder] ?? 'notice'
}

function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations
  if (first === undefined || annotations.length <= mostOfLevel) return annotations
  const shown = annotations.slice(0, mostOfLevel - 1)
  const more = `${annotations.length - shown.length} more in the summary`
  return [...shown, { level: first.level, title: 'keyplan', message: [more] }]
}

function command({ level, title, message, place }: Annotation): string {
  const properties = [
    ...placeProperties(place),
    `title=${commandProperty(cut(visible(title), longestTitle))}`,
  ]
  const text = cut(message.flatMap(visibleLines).join('\n'), longestMessage)
  return `::${level} ${properties.join(',')}::${commandData(text)}`
}

function placeProperties(place: ReportLocation | undefined): readonly string[] {
  if (place === undefined || place.file === '') return []
  const { line, endLine, column } = place
  const properties = [`file=${commandProperty(visible(place.file))}`]
  if (line === undefined) return properties
  properties.push(`line=${line}`)
  if (endLine !== undefined) properties.push(`endLine=${endLine}`)
  // GitHub refuses columns for more than one line.
  const oneLine = endLine === undefined || endLine === line
  if (column !== undefined && oneLine) properties.push(`col=${column}`, `endColumn=${column}`)
  return properties
}
