import type { AccessChange } from '../change/change.ts'
import type { Inventory, ReadInput } from '../model/inventory.ts'
import type { AccessDiff, DiffReport } from '../model/diff.ts'
import type { ChangedLimit } from '../change/limits.ts'
import type { BlindSpot, ReportError } from '../model/report.ts'
import type { WhoContext } from '../model/who.ts'
import { listed } from '../rules/phrases.ts'
import { version } from '../version.ts'
import { askedOf, type Asked, type DiffQuestion } from './diff-asked.ts'
import { elsewhereGroups, elsewhereRows } from './diff-elsewhere.ts'
import { keyDiffOf } from './diff-key.ts'
import { maskedDiff } from './diff-masked.ts'
import { summaryOf } from './diff-summary.ts'
import { documentsIn } from './documents.ts'
import { maskOf } from './mask.ts'
import { maskedMistake } from './masked.ts'
import { reportInput } from './report-input.ts'
import { blindSpotsIn } from './who-blind-spots.ts'
import { sensitivePlaces } from './who-sensitive.ts'
import type { Mistake } from './who.ts'

/** Two worlds, and what becomes of access between them. */
export interface ComparedWorlds {
  readonly before: Inventory
  readonly after: Inventory
  readonly change: AccessChange
}

/** What was read, and what of it was compared. */
export interface DiffWorld {
  readonly compared: DiffReport['compared']
  readonly inputs: readonly ReadInput[]
  readonly contexts: readonly WhoContext[]
  readonly errors: readonly ReportError[]
  readonly worlds: ComparedWorlds
  /** What was changed outside of Terraform. */
  readonly drift?: ComparedWorlds
}

/** A report, or what there is not of what was asked for. */
export type DiffAnswer =
  | { readonly kind: 'report'; readonly report: DiffReport }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly Mistake[] }

/** What a change does to who can do what. */
export function diff(world: DiffWorld, question: DiffQuestion): DiffAnswer {
  const { inputs, contexts, errors, worlds, drift } = world
  const { asked, mistakes } = askedOf(question, [worlds, ...(drift === undefined ? [] : [drift])])
  const mask = maskOf(inputs)
  if (mistakes.length > 0) {
    const told = mask === undefined ? mistakes : mistakes.map(each => maskedMistake(each, mask))
    return { kind: 'mistakes', mistakes: told }
  }
  const report: DiffReport = {
    schemaVersion: 1,
    tool: { name: 'keyplan', version },
    compared: world.compared,
    inputs: inputs.map(reportInput),
    contexts,
    errors,
    blindSpots: [...blindSpotsIn([worlds.before, worlds.after]), ...worlds.change.limits.map(openLimit)],
    asked: asked.says,
    change: accessDiffOf(worlds, asked, {
      ...world,
      by: world.compared === 'changes' ? ' by this change' : '',
    }),
    ...(drift === undefined ? {} : { drift: accessDiffOf(drift, asked, { ...world, by: '' }) }),
  }
  return { kind: 'report', report: mask === undefined ? report : maskedDiff(report, mask) }
}

function accessDiffOf(
  worlds: ComparedWorlds,
  asked: Asked,
  world: Pick<DiffWorld, 'inputs' | 'errors' | 'compared'> & { readonly by: string },
): AccessDiff {
  const { before, after, change } = worlds
  const hides = sensitivePlaces([before, after])
  const changes = keptWhileFew(function* () {
    for (const key of change.keys()) {
      const own = asked.of(key)
      if (own !== undefined) yield own
    }
  })
  const elsewhere = asked.elsewhere(change)
  const compared = {
    what: whatWasCompared(worlds),
    unread: unreadIn(worlds, world),
    by: world.by,
    inPart: asked.says !== '',
  }
  return {
    summary: summaryOf(changes(), elsewhere, compared, hides),
    *keys() {
      for (const one of changes()) {
        const told =
          one.fate === 'kept' && one.accesses.length === 0 ? undefined : keyDiffOf(one, change, hides)
        if (told !== undefined) yield told
      }
    },
    elsewhere: elsewhereGroups(elsewhere, hides),
    elsewhereAccesses: () => elsewhereRows(elsewhere, hides),
  }
}

/** More than these are worked out anew each time that they are asked for. */
const mostKept = 100_000

function keptWhileFew<Item extends { readonly accesses: readonly unknown[] }>(
  all: () => Iterable<Item>,
): () => Iterable<Item> {
  const kept: Item[] = []
  let count = 0
  for (const one of all()) {
    count += one.accesses.length + 1
    if (count > mostKept) return all
    kept.push(one)
  }
  return () => kept
}

function whatWasCompared({ before, after }: ComparedWorlds): string {
  const documents = Math.max(...[before, after].map(side => documentsIn(side).length))
  const keys = Math.max(before.keys.length, after.keys.length)
  return keys === 0 ? '' : `${countOf(keys, 'key')} (${countOf(documents, 'policy document')} compared)`
}

/** Whom a changed limit reaches besides those of whom the input tells. */
function openLimit({ name, at }: ChangedLimit): BlindSpot {
  const says = `whom else ${name} denies access, which is not what it was`
  return { address: at.address, name: says, reason: 'not-in-input', input: at.file }
}

function limitsIn({ change: { limits } }: ComparedWorlds): readonly string[] {
  const [first, ...others] = limits
  if (first === undefined) return []
  const names = others.length === 0 ? first.name : `${first.name} and ${others.length} more`
  const are = others.length === 0 ? 'is' : 'are'
  return [
    `${names} ${are} not what ${others.length === 0 ? 'it was' : 'they were'}, and the input does not show all whom that concerns`,
  ]
}

/** What hides changes: parts that are known only after apply, inputs that cannot be read, plans that broke off. */
function unreadIn(
  worlds: ComparedWorlds,
  { inputs, errors, compared }: Pick<DiffWorld, 'inputs' | 'errors' | 'compared'>,
): string {
  const spots = hiding(worlds, compared)
  const broken = inputs.filter(({ errored }) => errored).length
  return listed([
    ...limitsIn(worlds),
    ...(errors.length === 0 ? [] : [`${countOf(errors.length, 'input')} cannot be read`]),
    ...(broken === 0 ? [] : [`${countOf(broken, 'plan')} ended with an error`]),
    ...(spots === 0 ? [] : [`${countOf(spots, 'part')} of the input cannot be told before apply`]),
  ])
}

/** The parts that one side alone leaves open: a hole of both sides is the same thing there, whatever it hides. */
function hiding({ before, after }: ComparedWorlds, compared: DiffWorld['compared']): number {
  const was = spotsIn(before, compared)
  const is = spotsIn(after, compared)
  return [...was].filter(spot => !is.has(spot)).length + [...is].filter(spot => !was.has(spot)).length
}

/** Two files that are compared have other names. */
function spotsIn(side: Inventory, compared: DiffWorld['compared']): ReadonlySet<string> {
  return new Set(
    blindSpotsIn([side]).map(({ address, name, reason, input }) =>
      JSON.stringify([address, name, reason, compared === 'inputs' ? '' : input]),
    ),
  )
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
