import { changeKinds, type ChangeKind } from '../model/change.ts'
import type { AccessDiff, DiffAccess, DiffReport, DiffSummary, KeyDiff } from '../model/diff.ts'
import { inertJsonLine } from './inert-json.ts'
import { blindSpotFields, errorFields } from './json-parts.ts'
import { accessFields, inputFields, rows } from './who-json.ts'

/**
 * The report as JSON after `schemas/diff.schema.json`, a key or an access a line. In parts, since it names each principal
 * with each key.
 */
export function* renderDiffJson(report: DiffReport): Generator<string> {
  const { name, version } = report.tool
  yield `{"schemaVersion":${report.schemaVersion},\n"tool":${inertJsonLine({ name, version })},\n`
  yield `"compared":${inertJsonLine(report.compared)},\n`
  yield `"inputs":${inertJsonLine(report.inputs.map(inputFields))},\n`
  yield `"contexts":${inertJsonLine(report.contexts.map(({ path, notes }) => ({ path, notes })))},\n`
  yield `"errors":${inertJsonLine(report.errors.map(errorFields))},\n`
  yield `"blindSpots":${inertJsonLine(report.blindSpots.map(blindSpotFields))},\n`
  yield* members(report.change)
  if (report.drift !== undefined) {
    yield ',\n"drift":{'
    yield* members(report.drift)
    yield '}'
  }
  yield '}\n'
}

function* members(change: AccessDiff): Generator<string> {
  yield `"summary":${inertJsonLine(summaryFields(change.summary))},\n"keys":[`
  yield* rows(keys(change))
  for (const kind of changeKinds) {
    yield `],\n"${kind}":[`
    yield* rows(accesses(change, kind))
  }
  yield '],\n"elsewhere":['
  yield* rows(elsewhere(change))
  yield ']'
}

function* keys(change: AccessDiff): Generator<object> {
  for (const key of change.keys()) yield keyFields(key)
}

function* accesses(change: AccessDiff, wanted: ChangeKind): Generator<object> {
  if (change.summary.byKind[wanted] === 0) return
  for (const key of change.keys()) {
    for (const access of key.accesses()) if (access.kind === wanted) yield rowFields(access)
  }
}

function* elsewhere(change: AccessDiff): Generator<object> {
  for (const access of change.elsewhereAccesses()) yield { change: access.kind, ...rowFields(access) }
}

function summaryFields({ changes, byKind, byFate, elsewhere: others, says }: DiffSummary): object {
  const { gained, lost, widened, narrowed } = byKind
  const { kept, created, replaced, destroyed } = byFate
  return {
    changes,
    gained,
    lost,
    widened,
    narrowed,
    elsewhere: others,
    keys: { kept, created, replaced, destroyed },
    says,
  }
}

function keyFields({ address, arn, aliases, fate, input, notes }: KeyDiff): object {
  return { address, arn, aliases, fate, notes, input }
}

function rowFields(access: DiffAccess): object {
  return {
    ...accessFields(access),
    otherwise: access.otherwise.map(({ conditions, unless, unknowns }) => ({
      conditions,
      unless,
      unknowns: unknowns.map(({ name, reason }) => ({ name, reason })),
    })),
    example: access.example,
    neededBy: access.neededBy,
  }
}
