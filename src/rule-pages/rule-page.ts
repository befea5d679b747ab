import type { Example, ExampleTrust } from '../rules/example.ts'
import type { Reports, Rule } from '../rules/rule.ts'
import { areaOf } from './areas.ts'
import type { Block } from './blocks.ts'
import { exampleSource } from './example-source.ts'

/** How much of a page is wanted: `short` shows the source of the first bad and the first good example alone. */
export type PageLength = 'full' | 'short'

/** Everything that a rule says of itself; its examples are its tests, so that the page is true. */
export function rulePage(rule: Rule, length: PageLength): readonly Block[] {
  const { id, name, title, why, references, replaces = [], undetermined, appendix } = rule
  return [
    heading(1, `${id} ${name}: ${title}`),
    { kind: 'text', text: placeOf(rule) },
    { kind: 'text', text: why },
    ...(undetermined === undefined ? [] : [text(`Often it cannot be told: ${undetermined}.`)]),
    heading(2, 'Reported where'),
    text(`${capital(rule.forbid.says)}.`),
    heading(2, 'How much it weighs'),
    { kind: 'list', items: weightsOf(rule) },
    heading(2, 'What to do'),
    ...fixOf(rule),
    ...optionsOf(rule),
    ...examplesOf(rule, length),
    ...(appendix === undefined || length === 'short' ? [] : [markdown(appendix())]),
    heading(2, 'Read more'),
    { kind: 'list', items: references },
    ...(replaces.length === 0 ? [] : [heading(2, 'Takes the place of'), list(replaces.map(code))]),
  ]
}

function heading(level: 1 | 2 | 3, words: string): Block {
  return { kind: 'heading', level, text: words }
}

function text(words: string): Block {
  return { kind: 'text', text: words }
}

function list(items: readonly string[]): Block {
  return { kind: 'list', items }
}

function markdown(written: string): Block {
  return { kind: 'markdown', text: written }
}

function code(written: string): string {
  return `\`${written}\``
}

function placeOf(rule: Rule): string {
  const area = areaOf(rule)
  const where = area === undefined ? '' : `${area.title}. `
  const asked = rule.profile === 'strict' ? 'Asked in the profile `strict` alone.' : 'Asked by default.'
  return `${where}${asked} Switch it off with \`rules: {${rule.id}: off}\` in keyplan.yaml.`
}

/** A rule's words are of its own subject; their `says` is the same whatever that is. */
function weightsOf(rule: Rule): readonly string[] {
  const eased: readonly (readonly [string, { readonly says: string }])[] = rule.eased ?? []
  return [
    ...eased.map(([severity, word]) => `${severity}, where ${word.says}`),
    eased.length === 0 ? rule.severity : `${rule.severity} otherwise`,
  ]
}

function fixOf({ fix }: Rule): readonly Block[] {
  if (typeof fix === 'string') return [text(fix)]
  if (typeof fix === 'function') return [text('Each finding tells it, made from what was found.')]
  return [list([`Terraform: ${fix.terraform}`, `CloudFormation: ${fix.cloudformation}`])]
}

function optionsOf({ id, options = {} }: Rule): readonly Block[] {
  const all = Object.entries(options)
  if (all.length === 0) return []
  const set = all.map(([name, { default: standard }]) => `    ${name}: ${JSON.stringify(standard)}`)
  return [
    heading(2, 'Options'),
    list(all.map(([name, { says }]) => `${code(name)}: ${says}`)),
    {
      kind: 'code',
      language: 'yaml',
      text: ['# keyplan.yaml, with the defaults', 'rules:', `  ${id}:`, ...set].join('\n'),
    },
  ]
}

function examplesOf({ examples }: Rule, length: PageLength): readonly Block[] {
  const { good, bad, unsure = [] } = examples
  const shown = (of: readonly ShownExample[], few: number) => (length === 'full' ? of.length : few)
  return [
    heading(2, 'Examples that are reported'),
    ...exampleBlocks(bad, shown(bad, 1)),
    ...(unsure.length === 0
      ? []
      : [heading(2, 'Examples that are reported as possible: something is not known yet')]),
    ...exampleBlocks(unsure, shown(unsure, 0)),
    heading(2, 'Examples that are in order'),
    ...exampleBlocks(good, shown(good, 1)),
  ]
}

type ShownExample = Example & Partial<Reports>

/** So many with their source, the others in one line each. */
function exampleBlocks(examples: readonly ShownExample[], shown: number): readonly Block[] {
  const others = examples.slice(shown)
  return [
    ...examples.slice(0, shown).flatMap(exampleBlock),
    ...(others.length === 0 ? [] : [list(others.map(titleOf))]),
  ]
}

function titleOf({ says, severity }: ShownExample): string {
  return `${capital(says)}${severity === undefined ? '' : ` (${severity})`}`
}

function exampleBlock(example: ShownExample): readonly Block[] {
  const { reports = [] } = example
  return [
    heading(3, titleOf(example)),
    { kind: 'code', language: 'hcl', text: exampleSource(example) },
    ...settingsOf(example),
    ...(reports.length === 0 ? [] : [list(reports.map(report => `Reported: ${report}`))]),
  ]
}

/** What the example declares besides the plan. */
function settingsOf({ trust, options, profile, account }: Example): readonly Block[] {
  const lines = [
    ...(profile === undefined ? [] : [`profile: ${profile}`]),
    ...(trust === undefined ? [] : trustLines(trust)),
    ...Object.entries(options ?? {}).map(([name, value]) => `# option ${name}: ${JSON.stringify(value)}`),
  ]
  return [
    ...(account === 'unknown' ? [text('Nothing tells the account of it all.')] : []),
    ...(lines.length === 0
      ? []
      : [{ kind: 'code', language: 'yaml', text: ['# keyplan.yaml', ...lines].join('\n') } as const]),
  ]
}

function trustLines({ accounts, organizations, ...others }: ExampleTrust): readonly string[] {
  const trusted = { ...(accounts && { accounts }), ...(organizations && { organizations }) }
  const all = { ...(Object.keys(trusted).length > 0 && { trusted }), ...others }
  return Object.entries(all).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
}

function capital(words: string): string {
  // The name of an action stays as AWS writes it.
  if (/^\w+:/.test(words)) return words
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
