import type {
  Finding,
  RelatedNote,
  ReportCorrection,
  ReportLocation,
  ReportStep,
  Severity,
} from '../model/report.ts'
import { block, paragraph, verbatim, type Layout, type Setting, type Style } from './paragraph.ts'
import { showLocation, showRule, showUnknown, toShow } from './wording.ts'

const styles: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'red'],
  high: ['red'],
  medium: ['yellow'],
  low: ['cyan'],
  info: ['gray'],
}

/** How a finding is told: at what length, and whether its reason has been given before. */
export interface Telling {
  readonly layout: Layout
  readonly verbose: boolean
  readonly why: boolean
}

/** A finding in lines: what, where, through which path, when, and what to do. */
export function findingLines(finding: Finding, telling: Telling): readonly string[] {
  const { layout } = telling
  const certainty = finding.certainty === 'possible' ? ' (possible)' : ''
  const lead = `  ${finding.severity.toUpperCase()}${certainty}  `
  const head: Setting = { lead, leadStyle: styles[finding.severity], style: 'bold' }
  return [
    ...paragraph(showRule(finding), head, layout),
    ...paragraph(finding.message === '' ? finding.title : finding.message, { lead: '    ' }, layout),
    ...labelled('at', [place(finding, finding.key)], layout, finding.location === undefined ? [] : ['bold']),
    ...finding.path.flatMap((step, index) => stepLines(step, index, finding, layout)),
    ...labelled('when', finding.conditions.slice(0, 1), layout),
    ...labelled('and', finding.conditions.slice(1), layout),
    ...finding.unknowns.flatMap(unknown => unknownLines(showUnknown(unknown), layout)),
    ...advice('fix', finding.fix, layout),
    ...toShow(finding).flatMap(one => correctionLines(one, layout)),
    ...(telling.why ? advice('why', finding.why, layout) : []),
    ...labelled('also', finding.related.map(relatedWords), layout),
    ...(telling.verbose ? detailLines(finding, layout) : []),
  ]
}

function stepLines(step: ReportStep, index: number, finding: Finding, layout: Layout): readonly string[] {
  const from = standing(step) + elsewhere(step.location, finding.location)
  const lead = index === 0 ? label('path') : `${' '.repeat(label('path').length)}-> `
  return paragraph(`${step.says}${from}`, { lead, leadStyle: 'gray' }, layout)
}

function unknownLines(words: string, layout: Layout): readonly string[] {
  return paragraph(words, { lead: '    cannot tell: ', leadStyle: 'yellow' }, layout)
}

function detailLines(finding: Finding, layout: Layout): readonly string[] {
  const details = [
    ['principal', finding.principal ?? ''],
    ['actions', finding.actions.join(', ')],
    ['pointer', `${finding.address} ${finding.pointer}`],
    ['help', finding.help],
    ['fingerprint', finding.fingerprint],
  ] as const
  return details
    .filter(([, value]) => value !== '')
    .flatMap(([name, value]) =>
      paragraph(value, { lead: `    ${name}: `, leadStyle: 'gray', style: 'gray' }, layout),
    )
}

/** What is there to be pasted is never wrapped. */
function correctionLines({ says, text }: ReportCorrection, layout: Layout): readonly string[] {
  const head = paragraph(text === '' ? says : `${says}:`, { lead: label('') }, layout)
  return text === '' ? head : [...head, ...verbatim(text, `${label('')}  `)]
}

function labelled(
  name: string,
  texts: readonly string[],
  layout: Layout,
  style: Style = [],
): readonly string[] {
  return texts
    .filter(text => text !== '')
    .flatMap(text => paragraph(text, { lead: label(name), leadStyle: 'gray', style }, layout))
}

function advice(name: string, text: string, layout: Layout): readonly string[] {
  return text === '' ? [] : block(text, { lead: label(name), leadStyle: 'gray' }, layout)
}

function label(name: string): string {
  return `    ${name.padEnd(5)} `
}

/** The source line if it is known, and the resource to change if the heading does not name it. */
function place(finding: Finding, heading: string | undefined): string {
  const isOther = finding.keyInput !== undefined
  const named = isOther ? `${finding.address} in ${finding.input}` : finding.address
  const address = !isOther && finding.address === (heading ?? finding.address) ? '' : named
  if (finding.location === undefined) return address
  return address === '' ? showLocation(finding.location) : `${showLocation(finding.location)} (${address})`
}

function relatedWords(note: RelatedNote): string {
  const rule = note.rule === undefined ? '' : `${note.rule}: `
  return `${rule}${note.message}${standing(note)}${elsewhere(note.location, undefined)}`
}

/** The resource, where it stands in another input than the finding. */
function standing({ address, input }: RelatedNote | ReportStep): string {
  return input === undefined ? '' : ` [${address} in ${input}]`
}

/** A place, unless what is known already is that line or lies inside of it. */
function elsewhere(location: ReportLocation | undefined, known: ReportLocation | undefined): string {
  if (location === undefined) return ''
  const shown = showLocation(location)
  return known !== undefined && (showLocation(known) === shown || isWithin(known, location))
    ? ''
    : ` (${shown})`
}

function isWithin(inner: ReportLocation, outer: ReportLocation): boolean {
  const { line = 0 } = inner
  const { file, line: first = Infinity, endLine: last = first } = outer
  return inner.file === file && first <= line && line <= last
}
