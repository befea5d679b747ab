import { areKeysAlone, resolveKeys } from './access/key-graph.ts'
import type { BeforeAndAfter } from './before-and-after.ts'
import type { AccessGraph } from './model/access.ts'
import type { InputError } from './model/input-error.ts'
import type { Inventory, ReadInput } from './model/inventory.ts'
import { asReported, type Report, type ReportError } from './model/report.ts'
import type { Trust } from './model/trust.ts'
import type { Context } from './readers/context/context.ts'
import type { Input, OpenSources, ReadOptions } from './readers/input.ts'
import { placesOf } from './readers/places-of.ts'
import { readEach, type Read } from './readers/read.ts'
import { filesOf, type Draft } from './report/located.ts'
import { broughtIn } from './report/brought-in.ts'
import { onlyNewKeys } from './report/new-keys.ts'
import { draftsOf, reportOf, type ReportSources } from './report/report.ts'
import { sensitivePlaces } from './report/who-sensitive.ts'
import { judgeable } from './judgeable.ts'
import { isAsked } from './report/asked-rules.ts'
import type { KindOf } from './report/finding.ts'
import { readerOptions, type Settings } from './report/settings.ts'
import { judge, type Judged, type Judgement, type WeighedRule } from './rules/judge.ts'
import type { Beyond } from './rules/matters.ts'
import type { Rule } from './rules/rule.ts'
import type { RuleSource } from './rules/rule-source.ts'
import type { Sides } from './worlds/sides.ts'

/**
 * Reads the inputs, resolves as one world who can do what, lets the rules judge, and reports. An input that cannot be
 * read is an error of the report; the others are judged all the same. What contexts tell of the world around them counts,
 * and is not reported on.
 */
export async function check(
  inputs: readonly Input[],
  rules: RuleSource,
  settings: Settings,
  contexts: readonly Context[] = [],
): Promise<Report> {
  const { reads, inputs: readInputs, stated, errors } = await readSides(inputs, settings)
  const world = await worldOf(readInputs, settings.trust, contexts)
  const graph = await graphOf(world.inventories)
  const sides = await changeOf({ inputs: readInputs, stated }, contexts, errors)
  const about = judgeable(world.inventories, { inputs: readInputs, changes: sides !== undefined, settings })
  const kinds = new Map([...(stated?.before ?? []), ...readInputs].map(({ path, kind }) => [path, kind]))
  const judging: Judging = {
    rules: weighed(typeof rules === 'function' ? await rules(about) : rules, settings),
    ...(about.keys && { problemsIn: await grammar() }),
    hides: sensitivePlaces([...world.inventories, ...(sides?.inventories ?? [])]),
    trust: world.trust,
    ...(settings.profile && { profile: settings.profile }),
    kindOf: file => kinds.get(file),
    graphOf: async others => graphOf((await worldOf(others, settings.trust, contexts)).inventories),
  }
  const judgement = await judgedWorld({ graph, inputs: readInputs, ...(sides && { sides }) }, judging)
  const told =
    sides && settings.newOnly
      ? await leftOfChange(judgement.told, sides, { inputs: stated?.before ?? [], judging })
      : judgement.told
  return reportOf(
    {
      inputs: readInputs,
      errors,
      change: isChange(readInputs)
        ? (sides?.told ?? onlyNewKeys(graph, { taken: areTemplates(readInputs) }))
        : undefined,
      judgement: { ...judgement, told },
      old: judgement.told.length - told.length,
    },
    settings,
    await toTell(told, reads),
  )
}

/** What rules judge by, besides the world itself. */
interface Judging extends Pick<Judged, 'trust' | 'profile' | 'hides'>, Pick<Beyond, 'problemsIn'> {
  readonly rules: readonly WeighedRule[]
  readonly kindOf: KindOf
  readonly graphOf: (inputs: readonly ReadInput[]) => Promise<AccessGraph>
}

/** A world with the inputs that it was read from; after a change also with what was. */
interface ReadWorld {
  readonly graph: AccessGraph
  readonly inputs: readonly ReadInput[]
  readonly sides?: BeforeAndAfter
}

/** What rules object to in a world, and what other values of a template's parameters would bring. */
async function judgedWorld(world: ReadWorld, judging: Judging): Promise<Judgement<Draft>> {
  const { graph, inputs, sides } = world
  const { rules, kindOf, problemsIn, ...by } = judging
  const beyond = problemsIn && { problemsIn }
  const judged = (one: Pick<Judged, 'graph' | 'before' | 'beyond'>) =>
    judge(rules, { ...one, ...by }, objection => draftsOf(objection, kindOf))
  const judgement = judged({
    graph,
    beyond: { ...beyond, ...(sides && { changes: sides.matters }) },
    ...(sides && { before: sides.before }),
  })
  if (inputs.every(({ otherwise }) => otherwise === undefined)) return judgement
  const { withOtherValues, judgedOtherwise } = await import('./beyond-keys.ts')
  const others = judged({ graph: await by.graphOf(inputs.map(withOtherValues)), ...(beyond && { beyond }) })
  return judgedOtherwise(judgement, others)
}

/** What the change brings in: without what was found before it. */
async function leftOfChange(
  told: readonly Draft[],
  sides: BeforeAndAfter,
  { inputs, judging }: { readonly inputs: readonly ReadInput[]; readonly judging: Judging },
): Promise<readonly Draft[]> {
  const before = await judgedWorld({ graph: sides.before, inputs }, judging)
  return broughtIn(told, sides.renamed(before.told), sides.grows)
}

interface ReadSides {
  readonly reads: readonly Read[]
  readonly inputs: readonly ReadInput[]
  readonly errors: readonly ReportError[]
  /** What other inputs tell of what was; absent without any. */
  readonly stated?: Sides
}

/** Reads all inputs; those that tell what was before the others are put beside them. */
async function readSides(all: readonly Input[], settings: Settings): Promise<ReadSides> {
  const options = { ...readerOptions(settings), besidesKeys, openSources }
  const after = all.filter(({ isBefore }) => isBefore !== true)
  const before = all.filter(({ isBefore }) => isBefore === true)
  // Beside several that tell what was, one alone is told apart as it is there.
  const isBeside = before.length > 1 ? { besidesOthers: (path: string) => path } : {}
  const { reads, errors } = await readEach(after, { ...options, ...isBeside })
  const read = { paths: after.map(({ path }) => path), inputs: reads.map(({ input }) => input) }
  if (before.length === 0)
    return { reads, inputs: read.inputs, errors: await mistakesIn(read.inputs, errors, settings) }
  const { readBefore } = await import('./before-and-after.ts')
  const { sides, inputs, errors: others } = await readBefore(before, read, options)
  const mistakes = await mistakesIn([...inputs, ...sides.before], [...errors, ...others], settings)
  return { reads, inputs, stated: sides, errors: mistakes }
}

/** An input that cannot be read may have the parameters that others have not. */
async function mistakesIn(
  inputs: readonly ReadInput[],
  errors: readonly InputError[],
  settings: Settings,
): Promise<readonly ReportError[]> {
  if (settings.parameters === undefined || errors.length > 0) return errors.map(asReported)
  const { unknownParameters } = await import('./beyond-keys.ts')
  return unknownParameters(inputs, settings).map(asReported)
}

/** What exists, as a state tells it, is no change; nor is what cannot be read. */
function isChange(inputs: readonly ReadInput[]): boolean {
  return inputs.some(({ kind }) => kind !== 'terraform-state')
}

/** What existed of a template before nothing in it tells. */
function areTemplates(inputs: readonly ReadInput[]): boolean {
  return inputs.every(({ kind }) => kind === 'cloudformation-template')
}

/** What the inputs change; nothing where none of it existed before. */
async function changeOf(
  { inputs, stated }: { readonly inputs: readonly ReadInput[]; readonly stated: Sides | undefined },
  contexts: readonly Context[],
  errors: readonly ReportError[],
): Promise<BeforeAndAfter | undefined> {
  if (stated === undefined && inputs.every(({ before }) => before === undefined)) return undefined
  const { beforeAndAfter } = await import('./before-and-after.ts')
  return beforeAndAfter(inputs, contexts, errors, stated)
}

/** One input alone is all that there is to say; several, and contexts, are put together. */
async function worldOf(
  inputs: readonly ReadInput[],
  trust: Trust,
  contexts: readonly Context[],
): Promise<{ readonly inventories: readonly Inventory[]; readonly trust: Trust }> {
  const told = trustingOwn(trust, inputs)
  if (contexts.length === 0 && inputs.length < 2)
    return { inventories: inputs.map(({ inventory }) => inventory), trust: told }
  const { together, trusting } = await import('./beyond-keys.ts')
  return { inventories: [together(inputs, contexts)], trust: trusting(told, contexts) }
}

/** The own organization, which a plan tells, is trusted as the one that the configuration declares. */
function trustingOwn(trust: Trust, inputs: readonly ReadInput[]): Trust {
  const own = inputs.flatMap(({ inventory }) => [...(inventory.organizations?.values() ?? [])])
  const [organization, ...others] = new Set(own)
  if (organization === undefined) return trust
  return {
    ...(others.length === 0 && { organization }),
    ...trust,
    organizations: new Set([...trust.organizations, ...own]),
  }
}

/** What IAM policies and grants need is loaded for those inputs that have some. */
async function graphOf(inventories: readonly Inventory[]): Promise<AccessGraph> {
  if (areKeysAlone(inventories)) return resolveKeys(inventories)
  const { resolve } = await import('./beyond-keys.ts')
  return resolve(inventories)
}

/** What is loaded to tell of these findings: their lines, and what writes corrections in the languages of inputs. */
async function toTell(told: readonly Draft[], reads: readonly Read[]): Promise<ReportSources> {
  const found = new Set(told.flatMap(filesOf))
  const sources = await placesOf(reads.filter(({ input }) => found.has(input.path)))
  if (told.every(({ corrections }) => corrections.length === 0)) return { sources }
  const { draftCorrection } = await import('./report/corrections/draft-corrections.ts')
  return { sources, write: draftCorrection }
}

/** What the grammar of policies objects to: nothing of it is loaded for plain policies. */
async function grammar(): Promise<NonNullable<Beyond['problemsIn']>> {
  return (await import('./policy/grammar/problems-in.ts')).problemsIn
}

/** How plans are read that are about more than keys. */
const besidesKeys: ReadOptions['besidesKeys'] = async () => (await import('./beyond-keys.ts')).besidesKeys

/** How sources are read: nothing of it is loaded for a plan that asks nothing of them. */
const openSources = async (): Promise<OpenSources> =>
  (await import('./readers/terraform/rebuild/open.ts')).openSources

function weighed(rules: readonly Rule[], settings: Settings): readonly WeighedRule[] {
  return rules.flatMap(rule => {
    const weight = settings.rules.get(rule.id)
    if (weight === 'off' || !isAsked(rule, settings)) return []
    const options = settings.options?.get(rule.id)
    return [{ rule, ...(weight && { severity: weight }), ...(options && { options }) }]
  })
}
