import { InputError } from '../model/input-error.ts'
import type { ReadInput } from '../model/inventory.ts'
import type { SourcePlaces } from '../model/source-places.ts'
import { loadManagedPolicies } from '../policy/managed-policies.ts'
import { decode } from './decode.ts'
import type { Input, OpenedSources, ReadOptions } from './input.ts'
import { earlierWorlds } from './terraform/earlier-worlds.ts'
import { readPlan } from './terraform/inventory.ts'
import { isAboutKeysAlone } from './terraform/keys-alone.ts'
import { namesManagedPolicy } from './terraform/managed-policy-arns.ts'
import type { Plan } from './terraform/plan.ts'
import { readResources } from './terraform/resources.ts'
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

/** Reads inputs that stand beside each other, one after the other. */
export async function readEach(
  inputs: readonly Input[],
  options: Omit<ReadOptions, 'besidesOthers'>,
): Promise<Readings> {
  const reads: Read[] = []
  const errors: InputError[] = []
  for (const input of inputs) {
    try {
      reads.push(await read(input, { ...options, besidesOthers: inputs.length > 1 }))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      errors.push(error)
    }
  }
  return { reads, errors }
}

/** Reads one input, whatever its encoding. What cannot be read is an `InputError`. */
export async function read(input: Input, options: ReadOptions): Promise<Read> {
  const plan = await streamPlan(decode(input.chunks, input.path), input.path)
  const known = readResources(plan, input.path)
  const want = wantsSources(known)
  const opened = want !== 'no' ? await open(plan, input, options) : undefined
  const resources = opened?.resources ?? known
  const besides = isAboutKeysAlone(plan) ? undefined : (await options.besidesKeys())(await managedFor(plan))
  const told = readPlan(resources, options, besides)
  const notes = want === 'yes' ? notesOn(opened) : []
  return {
    input: {
      ...told,
      ...earlierWorlds(plan, told, options, besides),
      notes: [...told.notes, ...notes, ...(resources.rebuild?.notes() ?? [])],
    },
    places: async () => (opened ?? (await open(plan, input, options)))?.places,
  }
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
