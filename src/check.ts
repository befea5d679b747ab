import { areKeysAlone, resolveKeys } from './access/key-graph.ts'
import { InputError } from './model/input-error.ts'
import type { AccessGraph } from './model/access.ts'
import type { DeclaredAccount, Inventory, ReadInput } from './model/inventory.ts'
import type { Report, ReportError } from './model/report.ts'
import type { Trust } from './model/trust.ts'
import type { Context } from './readers/context/context.ts'
import type { Input, OpenSources, ReadOptions } from './readers/input.ts'
import { placesOf } from './readers/places-of.ts'
import { read, type Read } from './readers/read.ts'
import { draftsOf, reportOf } from './report/report.ts'
import type { DeclaredAccounts, Settings } from './report/settings.ts'
import { judge, type WeighedRule } from './rules/judge.ts'
import type { Rule } from './rules/rule.ts'

/**
 * Reads the inputs, resolves who can do what, lets the rules judge, and reports. An input that cannot be read
 * is an error of the report; the others are judged all the same. What contexts tell of the world around them counts,
 * and is not reported on.
 */
export async function check(
  inputs: readonly Input[],
  rules: readonly Rule[],
  settings: Settings,
  contexts: readonly Context[] = [],
): Promise<Report> {
  const reads: Read[] = []
  const errors: ReportError[] = []
  for (const input of inputs) {
    try {
      reads.push(await read(input, { accountFor: accountIn(settings.accounts), besidesKeys, openSources }))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      errors.push({ ...error.place, message: error.message })
    }
  }
  const readInputs = reads.map(({ input }) => input)
  const world = await worldOf(readInputs, settings.trust, contexts)
  const graph = await graphOf(world.inventories)
  const files = new Set(readInputs.map(({ path }) => path))
  const judgement = judge(weighed(rules, settings), graph, world.trust, objection =>
    draftsOf(objection).filter(({ input }) => files.has(input)),
  )
  const found = new Set(judgement.told.map(({ input }) => input))
  const places = await placesOf(reads.filter(({ input }) => found.has(input.path)))
  return reportOf(readInputs, errors, judgement, settings, places)
}

/** Without contexts each input stands for itself. */
async function worldOf(
  inputs: readonly ReadInput[],
  trust: Trust,
  contexts: readonly Context[],
): Promise<{ readonly inventories: readonly Inventory[]; readonly trust: Trust }> {
  if (contexts.length === 0) return { inventories: inputs.map(({ inventory }) => inventory), trust }
  const { together, trusting } = await import('./beyond-keys.ts')
  return { inventories: [together(inputs, contexts)], trust: trusting(trust, contexts) }
}

/** What IAM policies and grants need is loaded for those inputs that have some. */
async function graphOf(inventories: readonly Inventory[]): Promise<AccessGraph> {
  if (areKeysAlone(inventories)) return resolveKeys(inventories)
  const { resolve } = await import('./beyond-keys.ts')
  return resolve(inventories)
}

/** How plans are read that are about more than keys. */
const besidesKeys: ReadOptions['besidesKeys'] = async () => (await import('./beyond-keys.ts')).besidesKeys

/** How sources are read: nothing of it is loaded for a plan that asks nothing of them. */
const openSources = async (): Promise<OpenSources> =>
  (await import('./readers/terraform/rebuild/open.ts')).openSources

function accountIn(accounts: DeclaredAccounts): (provider: string) => DeclaredAccount | undefined {
  return provider => accounts.byProvider.get(provider) ?? accounts.every
}

function weighed(rules: readonly Rule[], settings: Settings): readonly WeighedRule[] {
  return rules.flatMap(rule => {
    const weight = settings.rules.get(rule.id)
    if (weight === 'off') return []
    return weight === undefined ? [{ rule }] : [{ rule, severity: weight }]
  })
}
