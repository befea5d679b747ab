import type { Account } from '../../model/account.ts'
import type { KeyPolicy } from '../../model/key.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import type { Unknown } from '../../model/unknown.ts'
import { defaultKeyPolicy, unread } from '../../policy/read-policy.ts'
import { argument } from './configuration.ts'
import { exactReferences } from './exact-references.ts'
import { items, property } from './json-value.ts'
import { documentOf, onlyDocument, textDocument } from './policy-documents.ts'
import type { PolicyWriters } from './policy-writers.ts'
import type { Reading } from './reading.ts'
import { leavesOf, type Leaf } from './references.ts'
import type { Instance } from './resources.ts'
import { isSensitive } from './sensitivity.ts'
import { isKnownLeaf, unknownLeaves } from './slots.ts'
import { attribute, hole, isHole, isUnset, malformed, type Value } from './values.ts'

/** The policies of a key that can be in force: its own, and those that other resources write for it. */
export function policiesOf(
  reading: Reading,
  key: Instance,
  account: Account,
  { ofKey, reset }: PolicyWriters,
): readonly [KeyPolicy, ...KeyPolicy[]] {
  const writers = ofKey.get(key) ?? []
  const [first, ...more] = writers.map(({ resource }) => policyOf(reading, resource, account))
  if (first === undefined) {
    return [
      reset.has(key) && !writesPolicy(key) ? defaultPolicy(key, account) : policyOf(reading, key, account),
    ]
  }
  // Without an argument of its own, the key only reports what another resource wrote.
  if (writers.some(({ isCertain }) => isCertain) && !writesPolicy(key)) return [first, ...more]
  return [policyOf(reading, key, account), first, ...more]
}

/** What the `policy` argument of a resource puts in force. */
export function policyOf(reading: Reading, resource: Instance, account: Account): KeyPolicy {
  const value = attribute(resource.values, 'policy')
  const document = isHole(value) ? unknownPolicy(reading, resource, value) : knownPolicy(reading, value)
  if (document === undefined) return defaultPolicy(resource, account)
  return { source: 'written', sensitive: isSensitive(reading, resource), document }
}

function defaultPolicy({ values }: Instance, account: Account): KeyPolicy {
  const { at } = attribute(values, 'policy')
  return { source: 'aws-default', sensitive: false, document: defaultKeyPolicy(account, at) }
}

/** Whether the configuration gives the key a policy. Where it is gone, the plan's values count. */
function writesPolicy(key: Instance): boolean {
  const expression = argument(key.block, 'policy')
  if (key.block === undefined) return true
  return expression !== undefined && !isNone(property(expression, 'constant_value'))
}

function isNone(value: unknown): boolean {
  return value === null || value === ''
}

/** Nothing means AWS's default policy: the provider sends no empty one. */
function knownPolicy(reading: Reading, value: Value): PolicyDocument | undefined {
  if (isUnset(value) || value.json === '') return undefined
  if (typeof value.json === 'string') return textDocument(reading, value.json, value.at)
  return unread(value.at, malformed(value.at))
}

/** Three things look alike in the plan: no policy, a document that is read during apply, and a truly unknown text. */
function unknownPolicy(reading: Reading, resource: Instance, value: Value): PolicyDocument | undefined {
  const { block, created } = resource
  if (block === undefined) return unread(value.at, hole(value.at))
  if (!writesPolicy(resource)) return created ? undefined : unread(value.at, hole(value.at))
  const expression = argument(block, 'policy')
  const leaves = leavesOf(reading.resources, resource, expression)
  const unknown = unknownLeaves(leaves)
  if (unknown.length === 0 && created && isShownToBeNone(leaves)) return undefined
  const document = onlyDocument(unknown)
  if (document !== undefined && leaves.every(leaf => !isKnownLeaf(leaf) || isNoneLeaf(leaf))) {
    return documentOf(reading, document)
  }
  return unread(value.at, holeOf(expression, value, unknown.length > 0))
}

/**
 * All that it is made of is known, and it is not. `null` is planned so, since AWS will fill it in; but so is a text with
 * `timestamp()` or `uuid()` in it, and the configuration names no functions. So one of the values must be empty itself,
 * and the others conditions or whole documents, not parts of a text. A condition alone shows nothing:
 * `var.custom ? templatefile(…) : null` has the same references whichever way it goes.
 */
function isShownToBeNone(leaves: readonly Leaf[]): boolean {
  const others = leaves.filter(leaf => !isNoneLeaf(leaf))
  return others.length < leaves.length && others.every(isConditionOrDocument)
}

function isConditionOrDocument(leaf: Leaf): boolean {
  if (leaf.kind === 'known') return typeof leaf.value === 'boolean'
  return leaf.kind === 'resource' && leaf.type === 'aws_iam_policy_document'
}

/** `coalesce(var.policy, data.….json)` with an empty variable is the document; anything else may change its text. */
function isNoneLeaf(leaf: Leaf): boolean {
  return leaf.kind === 'known' && isNone(leaf.value)
}

const mostNames = 5

function holeOf(expression: unknown, value: Value, isParameter: boolean): Unknown {
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
