// What a check of something that existed before needs: loaded for that alone.
import type { ComparedWorlds } from './change/change.ts'
import type { AccessGraph } from './model/access.ts'
import type { Inventory, ReadInput } from './model/inventory.ts'
import { principalId } from './model/principal.ts'
import type { ReportChange, ReportError } from './model/report.ts'
import type { Context } from './readers/context/context.ts'
import type { Grows } from './report/brought-in.ts'
import { reportChange } from './report/change-lines.ts'
import { diff } from './report/diff.ts'
import type { ReadOfCompared } from './report/diff-unread.ts'
import type { InputError } from './model/input-error.ts'
import type { Input, ReadOptions } from './readers/input.ts'
import { readEach } from './readers/read.ts'
import type { Draft } from './report/located.ts'
import { changeMatters } from './rules/change-matters.ts'
import type { ChangeMatters } from './rules/matters.ts'
import { comparedChanges, comparedDrift, comparedOtherwise, comparedSides } from './worlds/compared-worlds.ts'
import { besidesOf, fileAfter, sidesOf, type Sides } from './worlds/sides.ts'

/** Both sides of a change. */
export interface BeforeAndAfter {
  /** Who could do what before it. */
  readonly before: AccessGraph
  readonly told: ReportChange
  /** Both worlds as they were read. */
  readonly inventories: readonly Inventory[]
  /** What rules judge of it. */
  readonly matters: ChangeMatters
  /** Whether somebody can do more with a key than before. */
  readonly grows: Grows
  /** What was found before it, under the names that inputs have after it. */
  readonly renamed: (found: readonly Draft[]) => readonly Draft[]
}

/** Compares what the inputs were with what they will be; `sides` where other inputs tell what was. */
export function beforeAndAfter(
  inputs: readonly ReadInput[],
  contexts: readonly Context[],
  errors: readonly ReportError[],
  sides?: Sides,
): BeforeAndAfter {
  const worlds = sides === undefined ? comparedChanges(inputs, contexts) : comparedSides(sides, contexts)
  const read = [...(sides?.before ?? []), ...inputs]
  const stated = sides && { fileOf: fileAfter(sides), otherwise: () => comparedOtherwise(sides, contexts) }
  return {
    before: worlds.change.before,
    told: toldOf(worlds, { inputs: read, errors, ...stated }),
    inventories: [worlds.before, worlds.after],
    matters: changeMatters(worlds, sides === undefined ? undefined : fileAfter(sides)),
    grows: growthIn(worlds),
    renamed: found => (sides === undefined ? found : found.map(draft => renamed(draft, fileAfter(sides)))),
  }
}

function renamed(draft: Draft, fileOf: (file: string) => string): Draft {
  const { input, keyInput } = draft
  return { ...draft, input: fileOf(input), ...(keyInput === undefined ? {} : { keyInput: fileOf(keyInput) }) }
}

/** Inputs that tell what was before others. */
export interface StatedBefore {
  readonly sides: Sides
  /** The others, each with what it was. */
  readonly inputs: readonly ReadInput[]
  readonly errors: readonly InputError[]
}

/** Reads inputs that tell what was before others, which have these paths and were read so. */
export async function readBefore(
  before: readonly Input[],
  after: { readonly paths: readonly string[]; readonly inputs: readonly ReadInput[] },
  options: ReadOptions,
): Promise<StatedBefore> {
  const paths = { before: before.map(({ path }) => path), after: after.paths }
  const { reads, errors } = await readEach(before, { ...options, ...besidesOf(paths).before })
  const was = reads.map(({ input }) => input)
  const sides = sidesOf(paths, { before: was, after: after.inputs })
  const fileOf = fileAfter(sides)
  const partners = new Map(was.map(input => [fileOf(input.path), input]))
  const inputs = sides.after.map(input => {
    const partner = partners.get(input.path)
    if (partner === undefined) return input
    return {
      ...input,
      notes: [...input.notes, `compared with ${partner.path}, as it is once applied`],
      before: () => partner.inventory,
    }
  })
  return { sides, inputs, errors }
}

function toldOf(worlds: ComparedWorlds, read: Omit<ReadOfCompared, 'compared'>): ReportChange {
  // What was is what the user says: since when something else changed it, nobody asks.
  const drift = read.fileOf === undefined ? comparedDrift(read.inputs) : undefined
  const answer = diff(
    {
      compared: 'changes',
      contexts: [],
      worlds,
      ...read,
      ...(drift === undefined ? {} : { drift }),
    },
    { keys: [], actions: [] },
  )
  // Nothing was asked for that there might not be.
  if (answer.kind === 'mistakes') throw new Error(answer.mistakes.map(({ message }) => message).join('; '))
  const { change, drift: drifted } = answer.report
  const told = reportChange(change, worlds.change)
  if (drift === undefined || drifted === undefined || drifted.summary.changes === 'no') return told
  return { ...told, outside: reportChange(drifted, drift.change) }
}

function growthIn({ change }: ComparedWorlds): Grows {
  let grown: ReadonlySet<string> | undefined
  return (...names) => {
    grown ??= new Set(
      [...change.keys()].flatMap(({ accesses }) =>
        accesses
          .filter(({ kind }) => kind === 'gained' || kind === 'widened')
          .map(({ access: { key, principal } }) => nameOf(key.at.file, key.address, principalId(principal))),
      ),
    )
    return grown.has(nameOf(...names))
  }
}

function nameOf(...names: Parameters<Grows>): string {
  return JSON.stringify(names)
}
