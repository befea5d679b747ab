import matchesSchema from '../../generated/context-check.js'
import { InputError } from '../../model/input-error.ts'
import type { OrganizationPolicy } from '../../model/organization.ts'
import { loadManagedPolicies } from '../../policy/managed-policies.ts'
import { mistakesOf, nonEmpty, type Objection } from '../../yaml/objection.ts'
import { schemaObjections } from '../../yaml/schema-objections.ts'
import { readTree, type Tree } from '../../yaml/tree.ts'
import type { Input } from '../input.ts'
import { managedPolicies } from '../snapshot/managed.ts'
import { readSnapshots } from '../snapshot/read-snapshots.ts'
import { kindOf, withoutKey } from '../snapshot/recognise.ts'
import type { SnapshotFile } from '../snapshot/snapshot.ts'
import { contextOf, emptyParts, type Parts } from './assemble.ts'
import type { ContextFiles, ReadContext } from './context.ts'
import { jsonOf, newBudget, textOf } from './file-text.ts'
import { organizationPolicies } from './organization-policies.ts'
import { partIn, type Part } from './part.ts'
import { knownPrincipals } from './principals.ts'
import { attempt, type Reading } from './reading.ts'
import { snapshotFiles, whichKey } from './snapshot-files.ts'

/** More text than this is no context that somebody wrote: snapshots stand in files of their own. */
const longestWritten = 256 * 1024
const schema = 'schemas/context.schema.json'
const wording = { file: 'the context', member: 'a part of a context', schema }

/**
 * Reads a context, YAML or JSON, and the files that it names; or an account snapshot itself, told by its content.
 * Reports all mistakes at once. Never throws for a file's fault.
 */
export async function readContext(input: Input, files: ContextFiles): Promise<ReadContext> {
  const reading: Reading = {
    path: input.path,
    files,
    budget: newBudget(),
    objections: [],
    faults: [],
    loaded: new Map(),
  }
  const parts = await attempt(reading, async () => readParts(reading, await textOf(input, reading.budget)))
  const objections = nonEmpty(reading.objections)
  const mistakes = [
    ...(objections === undefined ? [] : mistakesOf(input.path, objections)),
    ...reading.faults,
  ]
  const [first, ...others] = mistakes
  if (first !== undefined) return { kind: 'mistakes', mistakes: [first, ...others] }
  return { kind: 'context', context: contextOf(input.path, parts ?? emptyParts) }
}

async function readParts(reading: Reading, text: string): Promise<Parts> {
  const snapshot = snapshotIn(text, reading.path)
  if (snapshot !== undefined) return partsOf(reading, [snapshot], { value: {}, places: undefined })
  const tree = await treeOf(reading, text)
  if (tree === undefined) return emptyParts
  const root: Part = { value: tree.value, places: tree.places }
  return partsOf(reading, await snapshotFiles(reading, partIn(root, 'snapshots')), root)
}

/** The snapshot, if that is what was handed over. */
function snapshotIn(text: string, path: string): SnapshotFile | undefined {
  const isLong = text.length > longestWritten
  if (!/^\s*[[{]/.test(text.slice(0, 1024))) {
    if (isLong) throw tooLong(path)
    return undefined
  }
  const json = isLong ? jsonOf(text, path) : jsonIfAny(text)
  const kind = kindOf(json)
  if (kind === undefined && isLong) throw tooLong(path)
  if (kind === undefined) return undefined
  if (!withoutKey.has(kind)) return { path, kind, json }
  throw new InputError('does not tell which key it is about', {
    input: path,
    hint: `name it in a context, under \`snapshots:\`: ${whichKey}`,
  })
}

/** What begins like JSON may be YAML. */
function jsonIfAny(text: string): unknown {
  try {
    return jsonOf(text, '')
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return undefined
  }
}

function tooLong(path: string): InputError {
  return new InputError(`is longer than ${longestWritten / 1024} KiB, and no snapshot of an account`, {
    input: path,
    hint: 'put long documents into files of their own, and name these',
  })
}

async function treeOf(reading: Reading, text: string): Promise<Tree | undefined> {
  const tree = await readTree(text, { deepest: 32, schema })
  const note = (objections: readonly Objection[]): undefined => {
    for (const objection of objections) reading.objections.push(objection)
    return undefined
  }
  if (tree.objections.length > 0) return note(tree.objections)
  if (!matchesSchema(tree.value)) return note(schemaObjections(tree, matchesSchema.errors ?? [], wording))
  return tree
}

async function partsOf(reading: Reading, files: readonly SnapshotFile[], root: Part): Promise<Parts> {
  const awsManaged = await loadManagedPolicies()
  const details = files.filter(({ kind }) => kind === 'account-details')
  const managed = await attempt(reading, () => managedPolicies(details, awsManaged))
  if (managed === undefined) return emptyParts
  const organization: readonly OrganizationPolicy[] = [
    ...(await organizationPolicies(reading, 'scp', partIn(root, 'scps'))),
    ...(await organizationPolicies(reading, 'rcp', partIn(root, 'rcps'))),
  ]
  return {
    root,
    organization,
    principals: await knownPrincipals(reading, partIn(root, 'principals'), managed),
    snapshots: (await attempt(reading, () => readSnapshots(files, managed))) ?? emptyParts.snapshots,
  }
}
