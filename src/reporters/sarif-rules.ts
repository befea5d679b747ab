import type { ReportingDescriptor, Result } from 'sarif'
import { severities, type Finding, type Severity } from '../model/report.ts'
import { link, prose, proseLines } from './markdown.ts'
import { cut, visibleLines } from './visible.ts'

// What code scanning reads of a text.
const longestText = 1024
const longestName = 255

const levels: Readonly<Record<Severity, Result.level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

// GitHub's classes begin above 9.0, at 7.0 and at 4.0: well inside them, and the mildest still counts as low.
const weights: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.5',
}

/** How loud a result is; a possible one only ever notes. */
export function sarifLevel(finding: Finding): Result.level {
  return finding.certainty === 'possible' ? 'note' : levels[finding.severity]
}

/** The rule behind these findings; code scanning weighs it once, so the worst of them counts. */
export function sarifRule(findings: readonly [Finding, ...Finding[]]): ReportingDescriptor {
  const [{ rule, name, title, why, help }] = findings
  const worst = severities.find(severity => findings.some(finding => finding.severity === severity)) ?? 'info'
  const certain = findings.some(finding => finding.certainty === 'certain')
  const fix = sharedFix(findings)
  return {
    id: sarifText(rule, 'rule'),
    name: cut(sarifText(name, rule, 'rule'), longestName),
    shortDescription: { text: cut(sarifText(title, name, rule, 'rule'), longestText) },
    fullDescription: { text: cut(sarifLines(why, title, name, rule, 'rule'), longestText) },
    ...(URL.canParse(help) ? { helpUri: help } : {}),
    help: {
      text: sarifLines([why, fix, help].filter(part => part !== '').join('\n\n'), title, name, rule, 'rule'),
      markdown: helpMarkdown(findings, fix),
    },
    defaultConfiguration: { level: levels[worst] },
    properties: {
      tags: ['security', 'aws', 'kms'],
      precision: certain ? 'very-high' : 'medium',
      'security-severity': weights[worst],
    },
  }
}

/** The first of the texts that has something in it, on one line: code scanning refuses empty ones. */
export function sarifText(...texts: readonly [string, ...string[]]): string {
  return sarifLines(...texts).replaceAll('\n', '\\u{a}')
}

/** The same with the lines that it has. */
export function sarifLines(...texts: readonly [string, ...string[]]): string {
  const text = texts.find(candidate => candidate.trim() !== '') ?? 'keyplan'
  // `[text](target)` is a link in a SARIF message.
  return visibleLines(text).join('\n').replaceAll('](', '] (')
}

/** The fix, when it is the same for all: else it stands in the result that it fits. */
function sharedFix(findings: readonly [Finding, ...Finding[]]): string {
  const [{ fix }] = findings
  return findings.every(finding => finding.fix === fix) ? fix : ''
}

function helpMarkdown(findings: readonly [Finding, ...Finding[]], fix: string): string {
  const [{ rule, name, title, why, help }] = findings
  return [
    `**${prose(sarifText(title, name, rule, 'rule'))}**`,
    ...(why === '' ? [] : [proseLines(why)]),
    ...(fix === '' ? [] : [`**Fix:** ${proseLines(fix)}`]),
    ...(help === '' ? [] : [`Read more: ${link(help.replace(/^https?:\/\//, ''), help)}`]),
  ].join('\n\n')
}
