import type { PolicyDocument } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'
import { unread } from '../../policy/read-policy.ts'
import { hangingDocument } from '../shared/hanging-document.ts'
import { exactReferences } from './exact-references.ts'
import { items, property } from './json-value.ts'
import { documentOf, onlyDocument, textDocument } from './policy-documents.ts'
import type { Reading } from './reading.ts'
import { leavesOf, type Leaf } from './references.ts'
import type { Instance } from './resources.ts'
import { isKnownLeaf, unknownLeaves } from './slots.ts'
import { hole, isHole, isUnset, malformed, type Value } from './values.ts'

/** The policy document that an argument holds; nothing where it is written as none. */
export function writtenDocument(
  reading: Reading,
  resource: Instance,
  value: Value,
  expression: unknown,
): PolicyDocument | undefined {
  if (!isHole(value)) return knownDocument(reading, value)
  const rebuilt = reading.resources.rebuild?.document(reading, resource, value.at)
  if (rebuilt !== undefined) return rebuilt.document && hangingDocument(rebuilt.document, rebuilt.noneIf)
  if (expression === undefined) return unread(value.at, hole(value.at))
  return deferredDocument(reading, leavesOf(reading.resources, resource, expression), value, expression)
}

/** A document that the plan holds as text; the provider sends no empty one. */
export function knownDocument(reading: Reading, value: Value): PolicyDocument | undefined {
  if (isUnset(value) || value.json === '') return undefined
  if (typeof value.json === 'string') return textDocument(reading, value.json, value.at)
  return unread(value.at, malformed(value.at))
}

/** The document that an unknown argument refers to, if it is nothing but that; else a hole with its references. */
export function deferredDocument(
  reading: Reading,
  leaves: readonly Leaf[],
  value: Value,
  expression: unknown,
): PolicyDocument {
  const unknown = unknownLeaves(leaves)
  const document = onlyDocument(unknown)
  if (document !== undefined && leaves.every(leaf => !isKnownLeaf(leaf) || isNoneLeaf(leaf))) {
    return documentOf(reading, document)
  }
  return unread(value.at, holeOf(expression, value, unknown.length > 0))
}

/** `coalesce(var.policy, data.….json)` with an empty variable is the document; anything else may change its text. */
export function isNoneLeaf(leaf: Leaf): boolean {
  return leaf.kind === 'known' && isNone(leaf.value)
}

/** Whether a value means that no policy is given. */
export function isNone(value: unknown): boolean {
  return value === null || value === ''
}

const mostNames = 5

/** A hole with the references of the expression that will fill it. */
export function holeOf(expression: unknown, value: Value, isParameter: boolean): Unknown {
  const references = exactReferences(items(property(expression, 'references'))).filter(
    reference => !/^(?:each\.key$|(?:count|path|terraform)\.)/.test(reference),
  )
  const [only, ...others] = references
  if (only === undefined) return hole(value.at)
  const isVariable = isParameter && others.length === 0 && only.startsWith('var.')
  const reason = isVariable ? 'parameter' : 'known-after-apply'
  const rest = references.length > mostNames ? `, and ${references.length - mostNames} more` : ''
  return hole(value.at, `${references.slice(0, mostNames).join(', ')}${rest}`, 'anything', reason)
}
