// What a check of something that existed before needs: loaded for that alone.
import type { ComparedWorlds } from './change/change.ts'
import type { AccessGraph } from './model/access.ts'
import type { ReadInput } from './model/inventory.ts'
import { principalId } from './model/principal.ts'
import type { ReportChange, ReportError } from './model/report.ts'
import type { Context } from './readers/context/context.ts'
import type { Grows } from './report/brought-in.ts'
import { reportChange } from './report/change-lines.ts'
import { diff } from './report/diff.ts'
import { comparedChanges, comparedDrift } from './worlds/compared-worlds.ts'

/** Both sides of a change. */
export interface BeforeAndAfter {
  /** Who could do what before it. */
  readonly before: AccessGraph
  readonly told: ReportChange
  /** Whether somebody can do more with a key than before. */
  readonly grows: Grows
}

/** Compares what the inputs were with what they will be. */
export function beforeAndAfter(
  inputs: readonly ReadInput[],
  contexts: readonly Context[],
  errors: readonly ReportError[],
): BeforeAndAfter {
  const worlds = comparedChanges(inputs, contexts)
  return {
    before: worlds.change.before,
    told: toldOf(worlds, { inputs, errors }),
    grows: growthIn(worlds),
  }
}

function toldOf(
  worlds: ComparedWorlds,
  read: { readonly inputs: readonly ReadInput[]; readonly errors: readonly ReportError[] },
): ReportChange {
  const drift = comparedDrift(read.inputs)
  const answer = diff(
    { compared: 'changes', contexts: [], worlds, ...read, ...(drift === undefined ? {} : { drift }) },
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
