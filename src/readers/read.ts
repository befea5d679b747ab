import { InputError } from '../model/input-error.ts'
import type { ReadInput } from '../model/inventory.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import { loadManagedPolicies } from '../policy/managed-policies.ts'
import { headOfTemplates, isTemplate } from './cloudformation/recognise.ts'
import type { TemplateText } from './cloudformation/read-templates.ts'
import { templateText } from './cloudformation/template-text.ts'
import { decode } from './decode.ts'
import { peeked, withHead, type Chunks } from './head.ts'
import type { Input, OpenedSources, ReadOptions } from './input.ts'
import { earlierWorlds } from './terraform/earlier-worlds.ts'
import { readPlan } from './terraform/inventory.ts'
import { isAboutKeysAlone, namesNoKey } from './terraform/keys-alone.ts'
import { namesManagedPolicy } from './terraform/managed-policy-arns.ts'
import type { Plan } from './terraform/plan.ts'
import { readResources, type Resources } from './terraform/resources.ts'
import { wantsSources } from './terraform/sources-wanted.ts'
import { streamPlan } from './terraform/stream-plan.ts'

/** An input as it was read, and the way to its sources. */
export interface Read {
  readonly input: ReadInput
  /** Where its values are written; nothing without sources that match it. Opens them if need be. */
  readonly places: () => Promise<SourcePlaces | undefined>
}

/** What was read of inputs, and what of them cannot be. */
export interface Readings {
  readonly reads: readonly Read[]
  readonly errors: readonly InputError[]
}

/** Reads inputs that stand beside each other, in their order. Templates are read together: what one exports, others import. */
export async function readEach(inputs: readonly Input[], options: ReadOptions): Promise<Readings> {
  const found = await outcomes(inputs, inputs.length > 1 ? { besidesOthers: itself, ...options } : options)
  return {
    reads: found.flatMap(one => (one instanceof InputError ? [] : one)),
    errors: found.flatMap(one => (one instanceof InputError ? one : [])),
  }
}

function itself(path: string): string {
  return path
}

/** Reads one input, whatever its encoding. What cannot be read is an `InputError`. */
export async function read(input: Input, options: ReadOptions): Promise<Read> {
  const [only] = await outcomes([input], options)
  if (only === undefined || only instanceof InputError) throw only ?? new Error('nothing was read')
  return only
}

async function outcomes(
  inputs: readonly Input[],
  options: ReadOptions,
): Promise<readonly (Read | InputError)[]> {
  const found: (Read | InputError | TemplateText)[] = []
  for (const input of inputs) {
    try {
      found.push(await readUnlessTemplate(input, options))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      found.push(error)
    }
  }
  const texts = found.filter(isTemplateText)
  if (texts.length === 0) return found.flatMap(one => (isTemplateText(one) ? [] : one))
  const { readTemplateTexts } = await import('./cloudformation/read-templates.ts')
  const templates = await readTemplateTexts(texts, options)
  return found.flatMap(one => (isTemplateText(one) ? (templates.get(one) ?? []) : one))
}

function isTemplateText(one: Read | InputError | TemplateText): one is TemplateText {
  return 'text' in one
}

/** A plan as it was read; of a template, its text. */
async function readUnlessTemplate(input: Input, options: ReadOptions): Promise<Read | TemplateText> {
  const { path, deployment } = input
  const { head, chunks } = await peeked(withHead(decode(input.chunks, path), headOfTemplates))
  if (!isTemplate(head)) return readPlanOf(input, chunks, options)
  const text = await templateText(chunks, path)
  return { path, text, ...(deployment === undefined ? {} : { deployment }) }
}

async function readPlanOf(input: Input, chunks: Chunks, options: ReadOptions): Promise<Read> {
  const plan = await streamPlan(chunks, input.path)
  const known = readResources(plan, input.path)
  const want = wantsSources(known)
  const sources = want !== 'no' || areStated(input) ? await open(plan, input, options) : undefined
  const resources = { ...(sources?.resources ?? known), isReferenced: await referencesOf(plan) }
  const besides = isAboutKeysAlone(plan) ? undefined : (await options.besidesKeys())(await managedFor(plan))
  const told = readPlan(resources, options, besides)
  const notes = want === 'yes' ? notesOn(sources) : []
  return {
    input: {
      ...told,
      ...earlierWorlds(plan, told, options, besides),
      notes: [...told.notes, ...notes, ...(resources.rebuild?.notes() ?? [])],
    },
    places: async () => (sources ?? (await open(plan, input, options)))?.places,
  }
}

/** Sources that the user named are read whatever the plan tells: what no plan has, such as `prevent_destroy`, is there. */
function areStated({ sources = [] }: Input): boolean {
  return sources.some(({ isStated }) => isStated)
}

/** What names keys is looked for where anything could. */
async function referencesOf(plan: Plan): Promise<NonNullable<Resources['isReferenced']>> {
  if (plan.isState === true) return () => undefined
  if (namesNoKey(plan)) return ({ block }) => (block === undefined ? undefined : 'no')
  const { referencesIn } = await import('./terraform/key-referrers.ts')
  return referencesIn(plan)
}

async function open(plan: Plan, input: Input, options: ReadOptions): Promise<OpenedSources | undefined> {
  // A state has no configuration that sources could be compared with.
  if (plan.isState === true) return undefined
  if (input.sources === undefined || options.openSources === undefined) return undefined
  const openSources = await options.openSources()
  return openSources(plan, input)
}

/** What is missing where the sources would have told more. */
function notesOn(opened: OpenedSources | undefined): readonly string[] {
  if (opened?.resources !== undefined) return []
  if (opened !== undefined && opened.refused.length > 0) return opened.refused
  return [
    'parts of this plan are known only after apply, and its .tf files tell more: name their directory with --source',
  ]
}

async function managedFor(plan: Plan): ReturnType<typeof loadManagedPolicies> {
  return namesManagedPolicy(plan) ? loadManagedPolicies() : () => undefined
}
