import { builtInRules } from '../policies/index.ts'
import { resolve } from './access/graph.ts'
import { check } from './check.ts'
import type { ReadInput } from './model/inventory.ts'
import { placesOf } from './readers/places-of.ts'
import { read } from './readers/read.ts'
import { besidesKeys } from './readers/terraform/besides-keys.ts'
import { openSources } from './readers/terraform/rebuild/open.ts'
import type { SourceFiles } from './readers/terraform/sources/sources.ts'
import { canIn } from './report/can.ts'
import { diff } from './report/diff.ts'
import { defaultSettings } from './report/settings.ts'
import { who, type WhoWorld } from './report/who.ts'
import { canReporters } from './reporters/can.ts'
import { diffReporters } from './reporters/diff.ts'
import { renderSummary, reporters } from './reporters/index.ts'
import { whoReporters } from './reporters/who.ts'
import { comparedChanges, comparedDrift } from './worlds/compared-worlds.ts'
import { together } from './worlds/together.ts'

/** For tests only: all that keyplan prints of a plan or a template, by the command and the format. */
export async function outputsOf(
  plan: object,
  files?: SourceFiles,
  parameters: ReadonlyMap<string, string> = new Map(),
): Promise<ReadonlyMap<string, string>> {
  const bytes = Buffer.from(JSON.stringify(plan))
  const sources = files === undefined ? [] : [{ files, root: '', isStated: true }]
  const input = { path: 'plan.json', chunks: [bytes], again: () => [bytes], sources }
  const report = await check([input], builtInRules, { ...defaultSettings, parameters })
  const printed = new Map<string, string>([
    ['errors', JSON.stringify(report.errors)],
    ['check summary', renderSummary(report)],
  ])
  for (const [format, render] of Object.entries(reporters))
    printed.set(`check ${format}`, render(report, { color: false, verbose: true }))
  if (report.errors.length > 0) return printed
  const known = await read(input, {
    accountFor: () => undefined,
    parameters,
    besidesKeys: () => Promise.resolve(besidesKeys),
    openSources: () => Promise.resolve(openSources),
  })
  const inventories = [together([known.input], [])]
  const graph = resolve(inventories)
  const world = { inputs: [known.input], contexts: [], inventories, graph, errors: [] }
  printWho(world, printed)
  printDiff(known.input, printed)
  printCan(world, await placesOf([known]), printed)
  return printed
}

function printCan(
  world: WhoWorld,
  places: Awaited<ReturnType<typeof placesOf>>,
  printed: Map<string, string>,
): void {
  const { inventories, graph } = world
  const callers = inventories.flatMap(({ identities }) =>
    identities.slice(0, 3).map(({ address }) => address),
  )
  for (const principal of [...callers, 'arn:aws:iam::999988887777:role/x', 's3.amazonaws.com']) {
    for (const { address } of graph.keys.slice(0, 2)) {
      const question = { principal, action: 'kms:Decrypt', key: address, context: new Map() }
      const answer = canIn(world, question, places)
      const name = `can ${principal} ${address}`
      if (answer.kind === 'mistakes') printed.set(name, JSON.stringify(answer.mistakes))
      else
        for (const [format, render] of Object.entries(canReporters))
          printed.set(`${name} ${format}`, render(answer.report, { color: false, unicode: false }))
    }
  }
}

function printWho(world: WhoWorld, printed: Map<string, string>): void {
  const questions = [
    { keys: [], actions: [], indirect: true },
    { keys: ['no-such-key'], principal: 'nobody-at-all', actions: [], indirect: false },
  ]
  for (const question of questions) {
    const answer = who(world, question)
    if (answer.kind === 'mistakes') printed.set('who mistakes', JSON.stringify(answer.mistakes))
    else
      for (const [format, render] of Object.entries(whoReporters))
        printed.set(`who ${format}`, [...render(answer.report, { color: false, verbose: true })].join(''))
  }
}

function printDiff(input: ReadInput, printed: Map<string, string>): void {
  const drift = comparedDrift([input])
  const world = {
    compared: 'changes' as const,
    inputs: [input],
    contexts: [],
    errors: [],
    worlds: comparedChanges([input], []),
    ...(drift === undefined ? {} : { drift }),
  }
  const questions = [
    { keys: [], actions: [] },
    { keys: ['no-such-key'], principal: 'nobody-at-all', actions: [] },
  ]
  for (const question of questions) {
    const answer = diff(world, question)
    if (answer.kind === 'mistakes') printed.set('diff mistakes', JSON.stringify(answer.mistakes))
    else
      for (const [format, render] of Object.entries(diffReporters))
        printed.set(`diff ${format}`, [...render(answer.report, { color: false, verbose: true })].join(''))
  }
}

/** For tests only: the outputs that hold a secret, with what stands around it. */
export function leaksIn(printed: ReadonlyMap<string, string>, secrets: readonly string[]): readonly string[] {
  const forms = secrets.flatMap(formsOf)
  return [...printed].flatMap(([name, text]) =>
    forms.flatMap(form => {
      const at = text.indexOf(form)
      return at === -1 ? [] : [`${name}: …${text.slice(Math.max(at - 80, 0), at + 80)}…`]
    }),
  )
}

/** As it is, in other letters, and as JSON, addresses of the web, base64 and digits write it. */
function formsOf(secret: string): readonly string[] {
  const base64 = ['', 'x', 'xx'].map(before =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(4, -4),
  )
  const hex = Buffer.from(secret).toString('hex')
  const json = JSON.stringify(secret).slice(1, -1)
  const all = [secret, secret.toUpperCase(), secret.toLowerCase(), encodeURIComponent(secret), json, hex]
  return [...new Set([...all, ...base64])]
}
