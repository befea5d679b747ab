// For tests only: an example of a rule, and the template that says the same.
import { builtInRules } from '../policies/index.ts'
import { resolve } from './access/graph.ts'
import { accessChange } from './change/change.ts'
import type { ExampleTemplate } from './examples/example-as-template.ts'
import { accountOfExample } from './examples/example-key.ts'
import { trustOf } from './examples/run-example.ts'
import type { InputKind, Inventory, ReadInput } from './model/inventory.ts'
import type { Report } from './model/report.ts'
import { loadManagedPolicies } from './policy/managed-policies.ts'
import { readStack } from './readers/cloudformation/inventory.ts'
import { openStack } from './readers/cloudformation/reading.ts'
import { linkedStacks } from './readers/cloudformation/stacks.ts'
import { readTree } from './readers/cloudformation/syntax/read-tree.ts'
import { templateOf } from './readers/cloudformation/template.ts'
import { draftsOf, reportOf } from './report/report.ts'
import { defaultSettings } from './report/settings.ts'
import type { Example } from './rules/example.ts'
import { changeMatters } from './rules/change-matters.ts'
import { judge, type Judged } from './rules/judge.ts'

const managed = await loadManagedPolicies()

/** What a template holds, deployed where examples stand. */
export async function inventoryOfTemplate(written: ExampleTemplate, example: Example): Promise<Inventory> {
  const template = templateOf(await readTree(JSON.stringify(written.template), 'example'), 'example')
  const [linked] = linkedStacks(
    [{ template, region: 'us-west-2', parameters: new Map() }],
    'default',
    undefined,
  )
  if (linked === undefined) throw new Error('no stack')
  // An account is assumed for plans and templates alike, where policies name only one: not for examples.
  const hole = {
    kind: 'unknown',
    reason: 'not-in-input',
    name: 'AWS::AccountId',
    shape: 'account-id',
  } as const
  const unknown = { ...hole, at: { file: 'example', address: 'AWS::AccountId', pointer: '' } }
  const account = example.account === 'unknown' ? unknown : accountOfExample(example)
  return readStack(openStack({ ...linked.reading.stack, account }), managed).inventory
}

/** What all rules find; with `before`, of a change too. */
export function reportOn(
  inventory: Inventory,
  kind: InputKind,
  example: Example,
  before?: Inventory,
): Report {
  const nothing = { providers: [], complete: true, errored: false, notes: [], notJudged: {} }
  const input: ReadInput = { path: 'example', kind, ...nothing, inventory }
  const judgement = judge(
    builtInRules.map(rule => ({ rule })),
    { ...judgedWith(inventory, before), trust: trustOf(example.trust) },
    objection => draftsOf(objection, () => kind),
  )
  return reportOf({ inputs: [input], errors: [], change: undefined, judgement, old: 0 }, defaultSettings)
}

function judgedWith(
  after: Inventory,
  before: Inventory | undefined,
): Pick<Judged, 'graph' | 'before' | 'beyond'> {
  if (before === undefined) return { graph: resolve([after]) }
  const change = accessChange(before, after, ({ address }) => address)
  return {
    graph: change.after,
    before: change.before,
    beyond: { changes: changeMatters({ before, after, change }) },
  }
}

/** A report but for places, order and the words of its language. */
export function comparable(
  { findings, blindSpots, summary }: Report,
  renamed: (text: string) => string,
): readonly unknown[] {
  const told = findings.map(finding => ({
    ...finding,
    fix: '',
    corrections: finding.corrections.length,
    fingerprint: '',
    pointer: '',
    address: finding.key === finding.address ? 'the key' : 'elsewhere',
    path: finding.path.map(({ kind, says }) => ({ kind, says })),
    related: finding.related.map(({ rule, message }) => ({ rule, message })),
    unknowns: finding.unknowns.map(({ name }) => name),
  }))
  const spots = blindSpots.map(({ name }) => ({ name }))
  const lines = [...told, ...spots, summary].map(one => renamed(JSON.stringify(one)))
  return lines.toSorted().map((line): unknown => JSON.parse(line))
}

/** Names of the template, and what only examples call otherwise than both readers do. */
export function namesOf({ originals }: ExampleTemplate): (text: string) => string {
  const all = [
    ...[...originals].toSorted(([one], [other]) => other.length - one.length),
    ['AWS::AccountId', 'the account of provider "aws"'],
    ['managed policy shared', 'managed policy "shared"'],
    ['"arn:aws:iam::aws:policy/ExampleNewPolicy"', '"AWS managed policy ExampleNewPolicy"'],
  ] as const
  return text => all.reduce((renamed, [name, original]) => renamed.replaceAll(name, inJson(original)), text)
}

function inJson(text: string): string {
  return text.startsWith('"') ? text : JSON.stringify(text).slice(1, -1)
}

/** A plan does not name what an argument of a resource comes from; a template names the parameter. */
export function namingItsHole({ originals }: ExampleTemplate): (text: string) => string {
  const name = [...originals.values()].find(original => original.startsWith('var.')) ?? ''
  return text =>
    text.replaceAll(/"known after apply"|(?<=key spec )known after apply/g, found =>
      found.startsWith('"') ? JSON.stringify(name) : name,
    )
}
