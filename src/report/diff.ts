import type { ComparedWorlds } from '../change/change.ts'
import { counted } from '../model/counted.ts'
import type { AccessDiff, DiffReport } from '../model/diff.ts'
import type { WhoContext } from '../model/who.ts'
import { version } from '../version.ts'
import { askedOf, type Asked, type DiffQuestion } from './diff-asked.ts'
import { elsewhereGroups, elsewhereRows } from './diff-elsewhere.ts'
import { keyDiffOf } from './diff-key.ts'
import { maskedDiff } from './diff-masked.ts'
import { summaryOf } from './diff-summary.ts'
import { spotsOf, unreadIn, type ReadOfCompared } from './diff-unread.ts'
import { documentsIn } from './documents.ts'
import { maskOf } from './mask.ts'
import { maskedMistake } from './masked.ts'
import { reportInput } from './report-input.ts'
import { sensitivePlaces } from './who-sensitive.ts'
import type { Mistake } from './who.ts'

/** What was read, and what of it was compared. */
export interface DiffWorld extends ReadOfCompared {
  readonly contexts: readonly WhoContext[]
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
    ...(world.sides === undefined ? {} : { sides: world.sides }),
    inputs: inputs.map(reportInput),
    contexts,
    errors,
    blindSpots: spotsOf(worlds),
    asked: asked.says,
    change: accessDiffOf(worlds, asked, world, world.compared === 'changes' ? ' by this change' : ''),
    ...(drift === undefined ? {} : { drift: accessDiffOf(drift, asked, world, '') }),
  }
  return { kind: 'report', report: mask === undefined ? report : maskedDiff(report, mask) }
}

function accessDiffOf(worlds: ComparedWorlds, asked: Asked, read: ReadOfCompared, by: string): AccessDiff {
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
    unread: unreadIn(worlds, read),
    by,
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
  return keys === 0 ? '' : `${counted(keys, 'key')} (${counted(documents, 'policy document')} compared)`
}
