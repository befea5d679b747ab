import type { Node } from '../../model/node.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { text, type Text } from '../../model/text.ts'
import type { UnknownShape } from '../../model/unknown.ts'
import { word } from './json-value.ts'
import { isKeyType } from './key-types.ts'
import type { Reading } from './reading.ts'
import type { Leaf } from './references.ts'
import type { Instance } from './resources.ts'
import { afterApply, attribute, hole, isHole, isKnown } from './values.ts'

/** The unknown elements of one list of a document. */
export interface Slots {
  /** What the configuration names for them; absent when it does not show their expression. */
  readonly leaves: readonly Leaf[] | undefined
  /** What stands there by nature: decides what a reference without its attribute is. */
  readonly use: 'principal' | 'resource' | 'other'
  /** How many elements are unknown. */
  readonly holes: number
}

/** The leaves of which the plan does not know the value: one of them fills an unknown place. */
export function unknownLeaves(leaves: readonly Leaf[]): readonly Leaf[] {
  return leaves.filter(leaf => !isKnownLeaf(leaf))
}

/** Whether the plan holds the value that a leaf stands for. */
export function isKnownLeaf(leaf: Leaf): boolean {
  if (leaf.kind !== 'resource') return leaf.kind === 'known'
  const { attribute: name, instances } = leaf
  if (name === undefined || instances.length === 0) return false
  return instances.every(instance => isKnown(attribute(instance.values, name)))
}

/** What stands in an unknown place: what the only candidate for the only unknown place is, else a hole. */
export function fillSlot(
  reading: Reading,
  at: SourceLocation,
  slots: Slots,
  named: Map<string, number>,
): Node {
  const candidates = unknownLeaves(slots.leaves ?? [])
  const [leaf, ...others] = candidates
  if (leaf === undefined || others.length > 0) {
    return unknownAt(at, distinct(afterApply, named), shapeOf(candidates, slots))
  }
  const target = leaf.kind === 'resource' && leaf.instances.length === 1 ? leaf.instances[0] : undefined
  if (slots.holes !== 1 || target === undefined || leaf.kind !== 'resource') {
    return unknownAt(at, distinct(leaf.reference, named), shapeOf(candidates, slots))
  }
  const value = textOf(reading, leaf, target, slots.use)
  return value === undefined
    ? unknownAt(at, leaf.reference, shapeOf(candidates, slots))
    : { type: 'text', text: value, at }
}

/** Two holes of one name in one document would be taken for the same value. */
function distinct(name: string, named: Map<string, number>): string {
  const count = (named.get(name) ?? 0) + 1
  named.set(name, count)
  return count === 1 ? name : `${name} (${count})`
}

function unknownAt(at: SourceLocation, name: string, shape: UnknownShape): Node {
  return { type: 'unknown', unknown: hole(at, name, shape), at }
}

function shapeOf(candidates: readonly Leaf[], { use }: Slots): UnknownShape {
  const areArns = candidates.every(
    leaf => leaf.kind === 'resource' && (leaf.attribute ?? implied(leaf.type, use)) === 'arn',
  )
  return candidates.length > 0 && areArns ? 'arn' : 'anything'
}

/** Terraform cuts `aws_iam_role.app[each.key].arn` at the index; in a principal, nothing else makes sense. */
function implied(type: string, use: Slots['use']): 'arn' | undefined {
  if (use === 'principal') return type === 'aws_iam_role' || type === 'aws_iam_user' ? 'arn' : undefined
  return use === 'resource' && isKeyType(type) ? 'arn' : undefined
}

function textOf(
  reading: Reading,
  leaf: Leaf & { kind: 'resource' },
  target: Instance,
  use: Slots['use'],
): Text | undefined {
  const { type, reference } = leaf
  const name = leaf.attribute ?? implied(type, use)
  if (type === 'aws_caller_identity' && (name === 'account_id' || name === 'id')) {
    return [reading.accountOf(target.provider).account]
  }
  if (name !== 'arn') return undefined
  const known = word(attribute(target.values, 'arn').json)
  if (known !== undefined && !isHole(attribute(target.values, 'arn'))) return text(known)
  if (type === 'aws_iam_role') return identityArn(reading, target, 'role')
  if (type === 'aws_iam_user') return identityArn(reading, target, 'user')
  return isKeyType(type) ? keyArn(reading, target, reference) : undefined
}

/** The ARN that a role or user will have. */
function identityArn(reading: Reading, target: Instance, kind: 'role' | 'user'): Text | undefined {
  const path = attribute(target.values, 'path')
  const name = attribute(target.values, 'name')
  const folder = word(path.json) ?? '/'
  const known = word(name.json)
  if (isHole(path) || (known === undefined && !isHole(name))) return undefined
  return text(
    `arn:${reading.partitionOf(target.provider)}:iam::`,
    reading.accountOf(target.provider).account,
    `:${kind}${folder}`,
    isHole(name) || known === undefined ? hole(name.at, `${target.address}.name`) : known,
  )
}

/** The ARN that a key will have: all but its id. The hole stands at the key, wherever its ARN is named. */
function keyArn(reading: Reading, target: Instance, reference: string): Text {
  const { provider, values } = target
  return text(
    `arn:${reading.partitionOf(provider)}:kms:`,
    reading.regionOf(provider),
    ':',
    reading.accountOf(provider).account,
    ':key/',
    hole(attribute(values, 'arn').at, reference),
  )
}
