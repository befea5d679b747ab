import type { Account } from '../../model/account.ts'
import type { KeyPolicy } from '../../model/key.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { defaultKeyPolicy, unread } from '../../policy/read-policy.ts'
import { argument } from './configuration.ts'
import { property, word } from './json-value.ts'
import type { PolicyWriters } from './policy-writers.ts'
import type { Reading } from './reading.ts'
import { leavesOf, type Leaf } from './references.ts'
import { doubtingReplaced } from './replaced-principals.ts'
import type { Instance } from './resources.ts'
import { isSensitive } from './sensitivity.ts'
import { unknownLeaves } from './slots.ts'
import { attribute, hole, isHole, type Value } from './values.ts'
import { deferredDocument, isNone, isNoneLeaf, knownDocument } from './written-document.ts'

/** The policies of a key that can be in force: its own, and those that other resources write for it. */
export function policiesOf(
  reading: Reading,
  key: Instance,
  account: Account,
  { ofKey, reset }: PolicyWriters,
): readonly [KeyPolicy, ...KeyPolicy[]] {
  const writers = ofKey.get(key) ?? []
  const destroyed = reset.get(key)
  if (destroyed !== undefined && !key.created) {
    // The new one of `create_before_destroy` writes before the old one is destroyed.
    const others = writers
      .map(({ resource }) => resource)
      .filter(other => changesText(other) && !(other.created && other.address === destroyed.address))
      .flatMap(resource => policiesBy(reading, resource, account))
    // Terraform destroys what refers to the key before it updates the key itself (its `DestroyEdgeTransformer`).
    if (writesPolicy(reading, key) && changesText(key))
      return [...policiesBy(reading, key, account), ...others]
    const [one, ...several] = others
    // Terraform orders neither before the other.
    return one === undefined
      ? [defaultPolicy(key, account)]
      : [one, ...several, defaultPolicy(destroyed, account)]
  }
  const [first, ...more] = writers.flatMap(({ resource, isCertain }) =>
    policiesBy(reading, resource, account).map(policy =>
      isCertain ? policy : { ...policy, mayBeOfAnother: true as const },
    ),
  )
  if (first === undefined) return ownPolicies(reading, key, account)
  // Without an argument of its own, the key only reports what another resource wrote.
  if (writers.some(({ isCertain }) => isCertain) && !writesPolicy(reading, key)) return [first, ...more]
  return [...ownPolicies(reading, key, account), first, ...more]
}

/** Whether the plan writes the policy: nothing is written where the text stays as it is. */
function changesText({ values, created, before }: Instance): boolean {
  const value = attribute(values, 'policy')
  return created || isHole(value) || word(value.json) !== word(property(before, 'policy'))
}

function ownPolicies(
  reading: Reading,
  key: Instance,
  account: Account,
): readonly [KeyPolicy, ...KeyPolicy[]] {
  const own = policiesBy(reading, key, account)
  if (key.created || writesPolicy(reading, key)) return own
  const [first, ...more] = own.map((policy): KeyPolicy => ({ ...policy, isReported: true }))
  return first === undefined ? own : [first, ...more]
}

/** What the `policy` argument of a resource puts in force: AWS's default too where it may turn out to be none. */
export function policiesBy(
  reading: Reading,
  resource: Instance,
  account: Account,
): readonly [KeyPolicy, ...KeyPolicy[]] {
  const value = attribute(resource.values, 'policy')
  const rebuilt = isHole(value) ? reading.resources.rebuild?.document(reading, resource, value.at) : undefined
  const document =
    rebuilt !== undefined
      ? rebuilt.document
      : isHole(value)
        ? unknownPolicy(reading, resource, value)
        : knownDocument(reading, value)
  if (document === undefined) return [defaultPolicy(resource, account)]
  const written: KeyPolicy = {
    source: 'written',
    sensitive: isSensitive(reading, resource),
    document: doubtingReplaced(document, resource, { replaced: reading.replaced, name: 'policy' }),
  }
  return rebuilt !== undefined && rebuilt.noneIf.length > 0
    ? [written, defaultPolicy(resource, account)]
    : [written]
}

function defaultPolicy({ values }: Instance, account: Account): KeyPolicy {
  const { at } = attribute(values, 'policy')
  return { source: 'aws-default', sensitive: false, document: defaultKeyPolicy(account, at) }
}

/** Whether the configuration gives the key a policy. Where it is gone, the plan's values count; a state writes nothing. */
function writesPolicy({ resources }: Reading, key: Instance): boolean {
  const expression = argument(key.block, 'policy')
  if (key.block === undefined) return resources.plan.isState !== true
  return expression !== undefined && !isNone(property(expression, 'constant_value'))
}

/** Three things look alike in the plan: no policy, a document that is read during apply, and a truly unknown text. */
function unknownPolicy(reading: Reading, resource: Instance, value: Value): PolicyDocument | undefined {
  const { block, created } = resource
  if (block === undefined) return unread(value.at, hole(value.at))
  if (!writesPolicy(reading, resource)) return created ? undefined : unread(value.at, hole(value.at))
  const expression = argument(block, 'policy')
  const leaves = leavesOf(reading.resources, resource, expression)
  // Nothing means AWS's default policy.
  if (created && unknownLeaves(leaves).length === 0 && isShownToBeNone(leaves)) return undefined
  return deferredDocument(reading, leaves, value, expression)
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
