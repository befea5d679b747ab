import { property, word } from '../terraform/json-value.ts'
import { keyArnOf } from '../snapshot/arns.ts'
import { kindOf, withoutKey } from '../snapshot/recognise.ts'
import type { SnapshotFile } from '../snapshot/snapshot.ts'
import { partIn, partsIn, type Part } from './part.ts'
import { load, object, type Reading } from './reading.ts'

/** Loads `snapshots:`, and tells what each file is by its content. */
export async function snapshotFiles(reading: Reading, entries: Part): Promise<readonly SnapshotFile[]> {
  const files = new Map<string, SnapshotFile>()
  for (const part of partsIn(entries)) {
    const file = await snapshotFile(reading, part)
    if (file !== undefined) files.set(`${file.path} ${file.key?.arn}`, file)
  }
  return [...files.values()]
}

async function snapshotFile(reading: Reading, part: Part): Promise<SnapshotFile | undefined> {
  const bare = word(part.value)
  const named = bare === undefined ? partIn(part, 'file') : part
  const file = await load(reading, named, word(named.value) ?? '')
  if (file === undefined) return undefined
  const { path, json } = file
  const kind = kindOf(json)
  if (kind === undefined) return object(reading, named, `${path} is no output that is understood`, understood)
  const key = keyArnOf(word(property(part.value, 'key')) ?? '')
  if (key === undefined && withoutKey.has(kind))
    return object(reading, named, `${path} does not tell which key it is about`, whichKey)
  return { path, kind, json, ...(key === undefined ? {} : { key }) }
}

/** The cure for an output that does not name its key. */
export const whichKey = 'write `file:` with `key:` and the ARN of the key'

const understood =
  'one of `aws iam get-account-authorization-details`, `aws kms describe-key`, `get-key-policy`, `get-key-rotation-status`, `list-grants`, `list-aliases`, `list-resource-tags`'
