import { areKeysAlone, resolveKeys } from './access/key-graph.ts'
import type { BeforeAndAfter } from './before-and-after.ts'
import type { AccessGraph } from './model/access.ts'
import type { Inventory, ReadInput } from './model/inventory.ts'
import { asReported, type Report, type ReportError } from './model/report.ts'
import type { Trust } from './model/trust.ts'
import type { Context } from './readers/context/context.ts'
import type { Input, OpenSources, ReadOptions } from './readers/input.ts'
import { placesOf } from './readers/places-of.ts'
import { readEach } from './readers/read.ts'
import { filesOf, type Draft } from './report/located.ts'
import { broughtIn } from './report/brought-in.ts'
import { onlyNewKeys } from './report/new-keys.ts'
import { draftsOf, reportOf } from './report/report.ts'
import { accountIn, type Settings } from './report/settings.ts'
import { judge, type Judgement, type WeighedRule } from './rules/judge.ts'
import type { Rule } from './rules/rule.ts'

/**
 * Reads the inputs, resolves as one world who can do what, lets the rules judge, and reports. An input that cannot be
 * read is an error of the report; the others are judged all the same. What contexts tell of the world around them counts,
 * and is not reported on.
 */
export async function check(
  inputs: readonly Input[],
  rules: readonly Rule[],
  settings: Settings,
  contexts: readonly Context[] = [],
): Promise<Report> {
  const readings = await readEach(inputs, {
    accountFor: accountIn(settings.accounts),
    besidesKeys,
    openSources,
  })
  const { reads } = readings
  const errors = readings.errors.map(asReported)
  const readInputs = reads.map(({ input }) => input)
  const world = await worldOf(readInputs, settings.trust, contexts)
  const graph = await graphOf(world.inventories)
  const files = new Set(readInputs.map(({ path }) => path))
  const judged = (by: AccessGraph): Judgement<Draft> =>
    judge(weighed(rules, settings), by, world.trust, objection =>
      draftsOf(objection, file => files.has(file)),
    )
  const judgement = judged(graph)
  const sides = await sidesOf(readInputs, contexts, errors)
  const before = sides && settings.newOnly ? judged(sides.before) : undefined
  const told = before && sides ? broughtIn(judgement.told, before.told, sides.grows) : judgement.told
  const found = new Set(told.flatMap(filesOf))
  const places = await placesOf(reads.filter(({ input }) => found.has(input.path)))
  return reportOf(
    {
      inputs: readInputs,
      errors,
      change: isChange(readInputs) ? (sides?.told ?? onlyNewKeys(graph)) : undefined,
      judgement: { ...judgement, told },
      old: judgement.told.length - told.length,
    },
    settings,
    places,
  )
}

/** What exists, as a state tells it, is no change; nor is what cannot be read. */
function isChange(inputs: readonly ReadInput[]): boolean {
  return inputs.some(({ kind }) => kind === 'terraform-plan')
}

/** Where nothing of it existed before there is nothing to compare. */
async function sidesOf(
  inputs: readonly ReadInput[],
  contexts: readonly Context[],
  errors: readonly ReportError[],
): Promise<BeforeAndAfter | undefined> {
  if (inputs.every(({ before }) => before === undefined)) return undefined
  const { beforeAndAfter } = await import('./before-and-after.ts')
  return beforeAndAfter(inputs, contexts, errors)
}

/** One input alone is all that there is to say; several, and contexts, are put together. */
async function worldOf(
  inputs: readonly ReadInput[],
  trust: Trust,
  contexts: readonly Context[],
): Promise<{ readonly inventories: readonly Inventory[]; readonly trust: Trust }> {
  if (contexts.length === 0 && inputs.length < 2)
    return { inventories: inputs.map(({ inventory }) => inventory), trust }
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

function weighed(rules: readonly Rule[], settings: Settings): readonly WeighedRule[] {
  return rules.flatMap(rule => {
    const weight = settings.rules.get(rule.id)
    if (weight === 'off') return []
    return weight === undefined ? [{ rule }] : [{ rule, severity: weight }]
  })
}
