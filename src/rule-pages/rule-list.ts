import { isAsked } from '../report/asked-rules.ts'
import type { Rule } from '../rules/rule.ts'
import type { Profile } from '../rules/word.ts'
import { areaOf, areas, inPageOrder } from './areas.ts'
import { outsideCode } from './blocks.ts'

/** What a list tells of a rule. */
export interface ListedRule {
  readonly id: string
  readonly name: string
  readonly area: string
  readonly severity: string
  /** `strict` for rules that are asked there alone. */
  readonly profile: 'default' | 'strict'
  readonly title: string
}

/** The rules by area and id; those of one profile alone where it is named. */
export function listedRules(rules: readonly Rule[], profile?: Profile): readonly ListedRule[] {
  const asked = profile === undefined ? rules : rules.filter(rule => isAsked(rule, { profile }))
  return inPageOrder(asked).map(rule => ({
    id: rule.id,
    name: rule.name,
    area: areaOf(rule)?.folder ?? '',
    severity: rule.severity,
    profile: rule.profile ?? 'default',
    title: rule.title,
  }))
}

/** The list for a terminal: one line a rule, under the title of its area. */
export function rulesInText(rules: readonly ListedRule[]): string {
  const width = (field: 'id' | 'name' | 'severity') => Math.max(0, ...rules.map(rule => rule[field].length))
  const [id, name, severity] = [width('id'), width('name'), width('severity')]
  const line = (rule: ListedRule) =>
    `  ${rule.id.padEnd(id)}  ${rule.severity.padEnd(severity)}  ${rule.name.padEnd(name)}  ${rule.title}${rule.profile === 'strict' ? ' (strict)' : ''}`
  const sections = areas.map(area => ({ area, own: rules.filter(rule => rule.area === area.folder) }))
  const shown = sections.filter(({ own }) => own.length > 0)
  return `${shown.map(({ area, own }) => [area.title, ...own.map(line)].join('\n')).join('\n\n')}\n`
}

/** The index of the rules' pages. */
export function rulesInMarkdown(rules: readonly ListedRule[]): string {
  const row = ({ id, name, severity, profile, title }: ListedRule) =>
    `| [${id}](${name}.md) | ${name} | ${severity} | ${profile === 'strict' ? 'strict' : ''} | ${outsideCode(title)} |`
  const sections = areas.flatMap(area => {
    const own = rules.filter(rule => rule.area === area.folder)
    if (own.length === 0) return []
    const head = ['| rule | name | severity | profile | what it demands |', '| --- | --- | --- | --- | --- |']
    return [`## ${area.title}`, [...head, ...own.map(row)].join('\n')]
  })
  const intro = `keyplan comes with ${rules.length} rules. The severity is the highest of a rule: its page names the lighter cases. Rules of the profile \`strict\` are asked there alone. \`keyplan explain RULE\` shows a page offline.`
  return `${['# The rules', intro, ...sections].join('\n\n')}\n`
}
