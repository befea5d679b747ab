import { below, type SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { documentOf } from '../snapshot/document.ts'
import { nodeOf } from '../snapshot/node.ts'
import { readPolicy } from '../../policy/read-policy.ts'
import { property, word } from '../terraform/json-value.ts'
import { partIn, type Part } from './part.ts'
import { load, object, type LoadedFile, type Reading } from './reading.ts'

/** A policy as it stands in a context. */
export interface WrittenPolicy {
  /** Its name in AWS, where the author or the file tells it. */
  readonly name?: string
  readonly document: PolicyDocument
}

/** Reads a policy that is no text: a document, `document:` or `file:`. Nothing, and an objection, for anything else. */
export async function writtenPolicy(
  reading: Reading,
  part: Part,
  at: SourceLocation,
): Promise<WrittenPolicy | undefined> {
  const said = (name: string): boolean => property(part.value, name) !== undefined
  const isInline = said('Statement') || said('Version') || said('Id')
  const ways = [isInline, said('document'), said('file')].filter(Boolean).length
  if (ways !== 1) {
    const message = ways === 0 ? 'the policy has no document' : 'the policy has more than one document'
    return object(reading, part, message, 'write `Statement:`, `document:` or `file:`')
  }
  const name = word(property(part.value, 'name'))
  const named = name === undefined ? {} : { name }
  if (said('file')) {
    const fromFile = await policyInFile(reading, partIn(part, 'file'), at.address)
    return fromFile === undefined ? undefined : { ...fromFile, ...named }
  }
  const inner = isInline ? withoutName(part) : partIn(part, 'document')
  return { ...named, document: documentOf(inner.value, isInline ? at : below(at, 'document'), inner.places) }
}

/** A name that stands beside `Statement` is no element of the document. */
function withoutName({ value, places }: Part): Part {
  if (typeof value !== 'object' || value === null) return { value, places }
  return { value: Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'name')), places }
}

async function policyInFile(
  reading: Reading,
  part: Part,
  address: string,
): Promise<WrittenPolicy | undefined> {
  const file = await load(reading, part, word(part.value) ?? '')
  if (file === undefined) return undefined
  const wrapper = wrappers.find(({ path }) => valueAt(file.json, path) !== undefined)
  const at = { file: file.path, address, pointer: '' }
  if (wrapper === undefined) {
    const hint =
      'name a file with a document that has a `Statement`, or the output of `aws iam get-role-policy` and its like'
    return object(reading, part, `${file.path} is not a policy`, hint)
  }
  const name = word(valueAt(file.json, wrapper.name ?? []))
  return { ...(name === undefined ? {} : { name }), document: documentIn(file, wrapper.path, at) }
}

/** What the AWS command line prints around a document, and where the name stands beside it. */
const wrappers: readonly { readonly path: readonly string[]; readonly name?: readonly string[] }[] = [
  { path: ['Statement'] },
  { path: ['PolicyDocument'], name: ['PolicyName'] },
  { path: ['PolicyVersion', 'Document'] },
  { path: ['Role', 'AssumeRolePolicyDocument'] },
  { path: ['Policy', 'Content'], name: ['Policy', 'PolicySummary', 'Name'] },
]

/** A bare document is read as text: its repeated names count. */
function documentIn({ json, text }: LoadedFile, path: readonly string[], at: SourceLocation): PolicyDocument {
  if (path[0] === 'Statement') return text === undefined ? readPolicy(nodeOf(json, at)) : documentOf(text, at)
  return documentOf(valueAt(json, path), path.reduce(below, at))
}

function valueAt(json: unknown, path: readonly string[]): unknown {
  return path.length === 0 ? undefined : path.reduce(property, json)
}
