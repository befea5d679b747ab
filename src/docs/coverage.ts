import disagreements from '../../docs/coverage/disagreements.json' with { type: 'json' }
import peers from '../../docs/coverage/peers.json' with { type: 'json' }
import documents from '../../docs/coverage/recommendations.json' with { type: 'json' }
import { outsideCode } from '../rule-pages/blocks.ts'
import type { Rule } from '../rules/rule.ts'
import type { ComparedCheck, Disagreement } from './compared.ts'

/** The heading of the part that only those can write who have the fixtures. */
export const fixturesHeading = '## Their own tests'

/** Checks of other tools by the rules that stand for them: what rules say of themselves, and what the catalogue adds. */
export function rulesOfChecks(rules: readonly Rule[]): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>(Object.entries(peers.answered))
  for (const { id, replaces = [] } of rules) {
    for (const check of replaces) all.set(check, [...new Set([...(all.get(check) ?? []), id])].toSorted())
  }
  return all
}

/** The ids that the data files name. */
export function namedRules(): readonly string[] {
  const recommended = documents.flatMap(({ recommendations }) => recommendations.flatMap(({ rules }) => rules))
  return [...new Set([...recommended, ...Object.values(peers.answered).flat()])].toSorted()
}

/** Which recommendation, and which check of another tool, is answered by which rules. */
export function coveragePage(rules: readonly Rule[]): string {
  const linked = links(rules)
  return [
    '# What the rules cover',
    'Where each rule comes from: the recommendations of five documents on keys and their policies, and the checks of other tools. Written by `npm run docs`.',
    ...documents.flatMap(({ title, where, link, recommendations }) => [
      `## ${title}`,
      `[${where}](${link})`,
      table(
        ['recommendation', 'rules'],
        recommendations.map(({ says, rules: ids, ...more }) => [
          outsideCode('besides' in more ? `${says}: ${more.besides}` : says),
          linked(ids),
        ]),
      ),
    ]),
    '## Checks of other tools',
    table(['check', 'rules'], rowsOfChecks(rules, linked)),
    '## Out of scope',
    table(
      ['check', 'because'],
      Object.entries(peers.outOfScope).map(([check, because]) => [`\`${check}\``, outsideCode(because)]),
    ),
  ].join('\n\n')
}

function rowsOfChecks(
  rules: readonly Rule[],
  linked: (ids: readonly string[]) => string,
): readonly (readonly string[])[] {
  return [...rulesOfChecks(rules)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([check, ids]) => [`\`${check}\``, linked(ids)])
}

/** Where the fixtures of other tools and keyplan say the same, and why not where they do not. */
export function fixturesPart(compared: readonly ComparedCheck[], rules: readonly Rule[]): string {
  const linked = links(rules)
  const rulesOf = rulesOfChecks(rules)
  const rows = compared.map(({ check, agreed, disagreements: others }) => [
    `\`${check}\``,
    linked(rulesOf.get(check) ?? []),
    String(agreed + others.length),
    String(agreed),
    String(others.length),
  ])
  const all = compared.flatMap(one => one.disagreements)
  return [
    fixturesHeading,
    'The tools test their checks on templates that must pass or fail. Each was judged in the profile `strict`; keyplan agrees where one of the rules that stand for the check reports something on what must fail, and none on what must pass.',
    table(['check', 'rules', 'templates', 'agree', 'disagree'], rows),
    '### Where they disagree, and why',
    table(
      ['check', 'template', 'it says', 'keyplan says', 'because'],
      all.map(one => [
        `\`${one.check}\``,
        `\`${one.name}\``,
        one.expected,
        one.reported.length === 0 ? 'nothing' : linked(one.reported),
        outsideCode(reasonOf(one) ?? 'not looked at yet'),
      ]),
    ),
  ].join('\n\n')
}

/** Why keyplan is right where it disagrees; every disagreement has to be looked at. */
export function reasonOf({ check, name }: Pick<Disagreement, 'check' | 'name'>): string | undefined {
  const reasons: readonly { readonly because: string; readonly cases: readonly string[] }[] = disagreements
  return reasons.find(({ cases }) => cases.includes(`${check} ${name}`))?.because
}

function links(rules: readonly Rule[]): (ids: readonly string[]) => string {
  const names = new Map(rules.map(({ id, name }) => [id, name]))
  const link = (id: string) => (names.has(id) ? `[${id}](rules/${names.get(id)}.md)` : id)
  return ids => ids.map(link).join(', ')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [rowOf(head), rowOf(head.map(() => '---')), ...rows.map(rowOf)].join('\n')
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll(/(?<!\\)\|/g, String.raw`\|`)).join(' | ')} |`
}
