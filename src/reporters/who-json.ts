import type { ReportInput } from '../model/report.ts'
import type { WhoAccess, WhoReport, WhoUse } from '../model/who.ts'
import { inertJsonLine } from './inert-json.ts'
import { blindSpotFields, errorFields } from './json-parts.ts'

/**
 * The report as JSON after `schemas/who.schema.json`, an access or a use a line. In parts, since it names each principal with
 * each key: it may be longer than a string can be.
 */
export function* renderWhoJson(report: WhoReport): Generator<string> {
  const { name, version } = report.tool
  yield `{"schemaVersion":${report.schemaVersion},\n"tool":${inertJsonLine({ name, version })},\n`
  yield `"inputs":${inertJsonLine(report.inputs.map(inputFields))},\n`
  yield `"contexts":${inertJsonLine(report.contexts.map(({ path, notes }) => ({ path, notes })))},\n"accesses":[`
  yield* rows(accesses(report))
  yield '],\n"uses":['
  yield* rows(uses(report))
  const blindSpots = report.blindSpots.map(blindSpotFields)
  const errors = report.errors.map(errorFields)
  yield `],\n"blindSpots":${inertJsonLine(blindSpots)},\n"errors":${inertJsonLine(errors)}}\n`
}

/** Parts of about this length: a call for each row would cost more than the row. */
const partLength = 60_000

/** Rows of a list, a row a line, in parts. */
export function* rows(all: Iterable<object>): Generator<string> {
  let part = ''
  let separator = '\n'
  for (const row of all) {
    part += separator + inertJsonLine(row)
    separator = ',\n'
    if (part.length < partLength) continue
    yield part
    part = ''
  }
  yield `${part}${separator === '\n' ? '' : '\n'}`
}

function* accesses(report: WhoReport): Generator<object> {
  for (const key of report.keys()) {
    for (const access of key.accesses()) yield accessFields(access)
  }
}

function* uses(report: WhoReport): Generator<object> {
  for (const use of report.uses()) yield useFields(use)
}

/** What was read, with the fields that the schema names, and no others. */
export function inputFields({ path, kind, account, complete, errored, keys, notes }: ReportInput): object {
  return { path, kind, account, complete, errored, keys, notes }
}

/** An access, likewise. */
export function accessFields(access: WhoAccess): object {
  return {
    principal: access.principal,
    principalKind: access.principalKind,
    principalAddress: access.principalAddress,
    key: access.key,
    keyArn: access.keyArn,
    actions: access.actions,
    certainty: access.certainty,
    via: access.via,
    conditions: access.conditions,
    unless: access.unless,
    unknowns: access.unknowns.map(({ name, reason }) => ({ name, reason })),
    path: access.path.map(({ kind, says, address, pointer, input }) => ({
      kind,
      says,
      address,
      pointer,
      input,
    })),
    input: access.input,
  }
}

function useFields(use: WhoUse): object {
  return {
    address: use.address,
    type: use.type,
    key: use.key,
    keyArn: use.keyArn,
    certainty: use.certainty,
    needs: use.needs.map(({ by, needed, documented, says, missing }) => ({
      by,
      needed,
      documented,
      says,
      missing,
    })),
    input: use.input,
  }
}
