import type { SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { readPolicy, readPolicyText, unread } from '../../policy/read-policy.ts'
import { argument } from './configuration.ts'
import { documentNode } from './document-statements.ts'
import { word } from './json-value.ts'
import { mergeDocuments } from './merge-documents.ts'
import type { Reading } from './reading.ts'
import { leavesOf, type Leaf } from './references.ts'
import type { Instance } from './resources.ts'
import { unknownLeaves } from './slots.ts'
import { afterApply, attribute, elements, hole, isHole, isKnown, isUnset, malformed } from './values.ts'

/** Documents can be made of documents; a longer chain is nobody's. */
const deepest = 16

/** A `data.aws_iam_policy_document`: its JSON if it was read, else what its arguments will make. */
export function documentOf(reading: Reading, instance: Instance, depth = 0): PolicyDocument {
  const json = attribute(instance.values, 'json')
  const known = word(json.json)
  if (isKnown(json) && known !== undefined) return textDocument(reading, known, json.at)
  const cached = reading.deferred.get(instance.address)
  if (cached !== undefined) return cached
  const own = readPolicy(documentNode(reading, instance))
  const parts = [
    ...sources(reading, instance, 'source_json', depth),
    ...sources(reading, instance, 'source_policy_documents', depth),
    own,
    ...sources(reading, instance, 'override_policy_documents', depth),
    ...sources(reading, instance, 'override_json', depth),
  ]
  const merged = parts.length === 1 ? own : mergeDocuments(parts, instance.at)
  reading.deferred.set(instance.address, merged)
  return merged
}

/** A document that the plan holds as text; each text is read once. */
export function textDocument(reading: Reading, json: string, at: SourceLocation): PolicyDocument {
  const place = `${at.address} ${at.pointer}`
  const cached = reading.texts.get(place)
  if (cached !== undefined) return cached
  const document = readPolicyText(json, at)
  reading.texts.set(place, document)
  return document
}

/** The only policy document among some leaves, if there is nothing else. */
export function onlyDocument(leaves: readonly Leaf[]): Instance | undefined {
  const [leaf, ...others] = leaves
  if (leaf?.kind !== 'resource' || others.length > 0 || leaf.type !== 'aws_iam_policy_document')
    return undefined
  const names = [undefined, 'json', 'minified_json']
  return leaf.instances.length === 1 && names.includes(leaf.attribute) ? leaf.instances[0] : undefined
}

function sources(
  reading: Reading,
  instance: Instance,
  name: string,
  depth: number,
): readonly PolicyDocument[] {
  const value = attribute(instance.values, name)
  const isList = name.endsWith('_documents')
  if (isUnset(value)) return []
  // How many documents stand in an unknown list is unknown too.
  if (isList && isHole(value)) return [unknownSource(reading, instance, name, value.at, deepest)]
  if (isList && !Array.isArray(value.json)) return [unread(value.at, malformed(value.at))]
  const list = isList ? elements(value) : [value]
  const isOnlyHole = list.filter(isHole).length === 1
  return list.flatMap(element => {
    const { at, json } = element
    if (isHole(element)) return [unknownSource(reading, instance, name, at, isOnlyHole ? depth : deepest)]
    if (isUnset(element) || json === '') return []
    return [typeof json === 'string' ? textDocument(reading, json, at) : unread(at, malformed(at))]
  })
}

/** Follows the reference to the other document, if the configuration leaves only one choice. */
function unknownSource(
  reading: Reading,
  instance: Instance,
  name: string,
  at: SourceLocation,
  depth: number,
): PolicyDocument {
  const leaves = unknownLeaves(leavesOf(reading.resources, instance, argument(instance.block, name)))
  const other = onlyDocument(leaves)
  if (other !== undefined && depth < deepest) return documentOf(reading, other, depth + 1)
  const [leaf, ...others] = leaves
  return unread(at, hole(at, leaf !== undefined && others.length === 0 ? leaf.reference : afterApply))
}
