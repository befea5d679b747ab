import { emptyInventory, type ReadInput } from '../model/inventory.ts'
import type { Key } from '../model/key.ts'
import { changesNothing } from '../model/planned-changes.ts'
import type { Context } from '../readers/context/context.ts'
import type { ReadOptions } from '../readers/input.ts'
import { partnersOf } from './partners.ts'
import { together } from './together.ts'
import { leftBy, withPoliciesOfOthers, withUnknownPolicy, type TwoWorlds } from './two-worlds.ts'

/** Inputs that tell what was, and those that tell what will be; each as it is once it is applied. */
export interface Sides {
  readonly before: readonly ReadInput[]
  readonly after: readonly ReadInput[]
  /** Which of before is which of after, by their paths: also of those that cannot be read. */
  readonly partners: ReadonlyMap<string, string>
}

/** What readers of either side are told of those that stand beside each input: nothing where each side has but one. */
export function besidesOf(paths: PathsOfSides): {
  readonly before: Pick<ReadOptions, 'besidesOthers'>
  readonly after: Pick<ReadOptions, 'besidesOthers'>
} {
  if (paths.before.length < 2 && paths.after.length < 2) return { before: {}, after: {} }
  const partners = partnersOf(paths.before, paths.after)
  return {
    before: { besidesOthers: path => partners.get(path) ?? path },
    after: { besidesOthers: path => path },
  }
}

interface PathsOfSides {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** The sides of inputs with these paths, of which some may not have been read. */
export function sidesOf(
  paths: PathsOfSides,
  read: { readonly before: readonly ReadInput[]; readonly after: readonly ReadInput[] },
): Sides {
  const partners = partnersOf(paths.before, paths.after)
  const was = new Map(read.before.map(input => [partners.get(input.path), input]))
  return {
    // What was is deployed: others may have given something to what it has.
    before: read.before.map(input => updated(input, input)),
    after: read.after.map(input => updated(input, was.get(input.path))),
    partners,
  }
}

/** A template knows what of it existed before only beside the one that it takes the place of. */
function updated(input: ReadInput, before: ReadInput | undefined): ReadInput {
  const since = before && input.since?.(before)
  return since === undefined ? input : { ...input, ...since, notes: [...input.notes, ...since.notes] }
}

/** How an input of before is called after: an address is the same resource in both. */
export function fileAfter({ partners }: Sides): (file: string) => string {
  return file => partners.get(file) ?? file
}

/**
 * Both worlds. Of an input whose partner cannot be read neither is there: all of the other would be new, or gone. One
 * without a partner is new, unless it tells itself what was before it, as a plan does; or gone, but for what is retained.
 */
export function worldsOfSides(sides: Sides, contexts: readonly Context[]): TwoWorlds {
  const { before, after } = readOnBoth(sides)
  const partnered = new Set(sides.partners.values())
  const alone = after.filter(({ path }) => !partnered.has(path))
  const was = [...before, ...alone.flatMap(itself)]
  const worlds = {
    before: together(was, contexts),
    after: together([...after, ...before.flatMap(input => retainedOf(input, sides))], contexts),
  }
  const leftByPlans = leftBy(alone)
  const files = new Set(alone.map(({ path }) => path))
  // What was deployed from a file does not tell what becomes of it without that file.
  const left = (key: Key): Key =>
    files.has(key.at.file) ? leftByPlans(key) : withUnknownPolicy(key, 'after')
  return withPoliciesOfOthers(worlds, left, fileAfter(sides))
}

function readOnBoth({ before, after, partners }: Sides): Pick<Sides, 'before' | 'after'> {
  const was = new Set(before.map(({ path }) => path))
  const is = new Set(after.map(({ path }) => path))
  const torn = [...partners].filter(([one, other]) => !was.has(one) || !is.has(other))
  const unread = { before: new Set(torn.map(([one]) => one)), after: new Set(torn.map(([, other]) => other)) }
  return {
    before: before.filter(({ path }) => !unread.before.has(path)),
    after: after.filter(({ path }) => !unread.after.has(path)),
  }
}

function itself(input: ReadInput): readonly ReadInput[] {
  const { before } = input
  return before === undefined ? [] : [{ ...input, inventory: before(), changes: changesNothing }]
}

/** What a template leaves behind: it does not come back into the stack, and goes on existing. */
function retainedOf(input: ReadInput, { after, partners }: Sides): readonly ReadInput[] {
  if (input.retained === undefined) return []
  const successor = after.find(({ path }) => path === partners.get(input.path))
  const inventory = input.retained(input.inventory, successor)
  return inventory === emptyInventory ? [] : [{ ...input, inventory, changes: changesNothing }]
}
