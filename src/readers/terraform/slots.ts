import { sameAccount } from '../../model/account.ts'
import type { Node } from '../../model/node.ts'
import type { SourceLocation } from '../../model/source-location.ts'
import { text, type Text } from '../../model/text.ts'
import type { UnknownShape } from '../../model/unknown.ts'
import { argument } from './configuration.ts'
import { callersAccount, isCallersAccount, someoneOfCallers } from './callers-account.ts'
import { aliasArn, identityArn, identityKindOf, keyArn, unnamedArn } from './future-arns.ts'
import { word } from './json-value.ts'
import { isKeyType } from './key-types.ts'
import { keeps } from './plan.ts'
import type { Reading } from './reading.ts'
import { leavesOf, type Leaf } from './references.ts'
import type { Instance } from './resources.ts'
import { afterApply, attribute, hole, isHole, isKnown } from './values.ts'

/** The unknown elements of one list of a document. */
export interface Slots {
  /** What the configuration names for them; absent when it does not show their expression. */
  readonly leaves: readonly Leaf[] | undefined
  /** What stands there by nature: decides what a reference without its attribute, or without the text around it, is. */
  readonly use: 'principal' | 'resource' | 'account' | 'other'
  /** How many elements are unknown: infinitely many, when the list is unknown as a whole. */
  readonly holes: number
  /** The elements that are known. */
  readonly known: readonly string[]
}

type ResourceLeaf = Leaf & { readonly kind: 'resource' }

/** A resource that fills an unknown place. */
interface Target {
  readonly leaf: ResourceLeaf
  readonly instance: Instance
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

/**
 * What stands in the unknown places of a list, one call for each: what the configuration leaves no choice about, else
 * a role or user of a known account, else a hole. `named` counts the holes of a document by their names.
 */
export function slotFiller(
  reading: Reading,
  slots: Slots,
  named: Map<string, number>,
): (at: SourceLocation) => Node {
  const candidates = unknownLeaves(slots.leaves ?? []).map(leaf => withImplied(leaf, slots.use))
  const targets = targetsOf(candidates, slots)
  const shape = shapeOf(candidates, slots)
  let next = 0
  return at => {
    const target = targets[next]
    next += 1
    const exact = target === undefined ? undefined : textOf(reading, target, at, slots)
    if (exact !== undefined) return { type: 'text', text: exact, at }
    const name = distinct(nameOf(leftFor(target, targets, candidates)), named)
    const unnamed =
      someIdentity(reading, candidates, slots, at, name) ??
      someoneOfCallers(reading, candidates, slots, at, name)
    if (unnamed !== undefined) return { type: 'text', text: unnamed, at }
    return { type: 'unknown', unknown: hole(at, name, shape), at }
  }
}

/** What can fill a place that nothing exact is known of. */
function leftFor(
  target: Target | undefined,
  targets: readonly Target[],
  candidates: readonly Leaf[],
): readonly Leaf[] {
  if (target !== undefined) return [target.leaf]
  return targets.length > 0 ? candidates.filter(isElsewhere) : candidates
}

/** Terraform cuts `aws_iam_role.app[each.key].arn` at the index; in a principal, nothing else makes sense. */
function withImplied(leaf: Leaf, use: Slots['use']): Leaf {
  if (leaf.kind !== 'resource' || leaf.attribute !== undefined) return leaf
  const isArn =
    use === 'principal' ? identityKindOf(leaf.type) !== undefined : use === 'resource' && isKeyType(leaf.type)
  return isArn ? { ...leaf, attribute: 'arn' } : leaf
}

/**
 * The resources that fill the unknown places, if there is no choice. Each place needs one: as many roles as places are
 * all of them, as long as none is used twice (`[a.arn, b.arn]`, not `[x ? a.arn : b.arn, y ? a.arn : b.arn]`). Which
 * stands where does not matter, since these lists are sets.
 */
function targetsOf(candidates: readonly Leaf[], { holes, use }: Slots): readonly Target[] {
  const targets = new Map<Instance, Target>()
  let others = 0
  for (const leaf of candidates) {
    if (leaf.kind !== 'resource') return []
    if (use === 'resource' && isOneElsewhere(leaf)) {
      others += 1
      continue
    }
    if (leaf.instances.length === 0) return []
    for (const instance of leaf.instances) {
      if (isKnown(attribute(instance.values, leaf.attribute ?? ''))) continue
      if (targets.has(instance) || targets.size === holes) return []
      targets.set(instance, { leaf, instance })
    }
  }
  const found = [...targets.values()]
  const isEach =
    found.every(({ leaf }) => leaf.once) && (use === 'resource' ? areArns(candidates) : isOneKind(candidates))
  return found.length + others === holes && (holes === 1 || isEach) ? found : []
}

/**
 * Whether it is the ARN of one resource of a type that is not read, such as a bucket: it takes a place of its own in
 * `[aws_kms_key.k.arn, aws_s3_bucket.b.arn]`.
 */
function isOneElsewhere({ type, attribute: name, instances }: ResourceLeaf): boolean {
  return name === 'arn' && instances.length === 0 && !keeps(type)
}

function isElsewhere(leaf: Leaf): boolean {
  return leaf.kind === 'resource' && isOneElsewhere(leaf)
}

/** Whether an attribute of this name holds an ARN, as `target_key_arn` does. */
export function isArnAttribute(name: string | undefined): boolean {
  return name !== undefined && /(?:^|_)arn$/.test(name)
}

/** Whether each is the ARN of something, so that no two of them make one text. */
function areArns(candidates: readonly Leaf[]): boolean {
  return candidates.every(leaf => leaf.kind === 'resource' && isArnAttribute(leaf.attribute))
}

/** Whether all are ARNs of roles, or all of users. */
function isOneKind(candidates: readonly Leaf[]): boolean {
  const [first] = candidates
  const kind = first?.kind === 'resource' ? identityKindOf(first.type) : undefined
  return (
    kind !== undefined &&
    candidates.every(
      leaf => leaf.kind === 'resource' && leaf.attribute === 'arn' && identityKindOf(leaf.type) === kind,
    )
  )
}

/** A role or user whose name is not told, if all that can stand there are of one account. */
function someIdentity(
  reading: Reading,
  candidates: readonly Leaf[],
  { holes }: Slots,
  at: SourceLocation,
  name: string,
): Text | undefined {
  // A list that is unknown as a whole may be empty: nobody is certain to stand there.
  if (holes === Infinity || !isOneKind(candidates)) return undefined
  // The instances of a block share their provider.
  const [first, ...others] = candidates.map(leaf =>
    leaf.kind === 'resource' ? leaf.instances[0] : undefined,
  )
  const kind = first === undefined ? undefined : identityKindOf(first.type)
  if (first === undefined || kind === undefined) return undefined
  const { account } = reading.accountOf(first.provider)
  const isOneAccount = others.every(
    other => other !== undefined && sameAccount(reading.accountOf(other.provider).account, account) === 'yes',
  )
  return isOneAccount ? unnamedArn(reading, first.provider, kind, at, name) : undefined
}

const mostNames = 3

function nameOf(candidates: readonly Leaf[]): string {
  const references = [...new Set(candidates.map(({ reference }) => reference))]
  if (references.length === 0 || references.length > mostNames) return afterApply
  return references.join(' or ')
}

/** Two holes of one name in one document would be taken for the same value. */
function distinct(name: string, named: Map<string, number>): string {
  const count = (named.get(name) ?? 0) + 1
  named.set(name, count)
  return count === 1 ? name : `${name} (${count})`
}

/** In a list that is unknown as a whole, known values can stand too: `concat(var.more, aws_iam_role.app[*].arn)`. */
function shapeOf(candidates: readonly Leaf[], { holes, leaves = [] }: Slots): UnknownShape {
  const isMixed = holes === Infinity && leaves.length > candidates.length
  return candidates.length > 0 && areArns(candidates) && !isMixed ? 'arn' : 'anything'
}

function textOf(
  reading: Reading,
  { leaf, instance }: Target,
  at: SourceLocation,
  slots: Slots,
): Text | undefined {
  const { type, reference, attribute: name } = leaf
  if (isCallersAccount(leaf)) return callersAccount(reading, instance, at, leaf, slots)
  if (type === 'aws_kms_alias' && name === 'target_key_arn') return arnOfTarget(reading, instance)
  if (name !== 'arn') return undefined
  const arn = attribute(instance.values, 'arn')
  const known = isHole(arn) ? undefined : word(arn.json)
  if (known !== undefined) return text(known)
  const kind = identityKindOf(type)
  if (kind !== undefined) return identityArn(reading, instance, kind)
  if (type === 'aws_kms_alias') return aliasArn(reading, instance, reference)
  // `data.aws_kms_key` can name a key of another account.
  return isKeyType(type) && instance.mode === 'managed' ? keyArn(reading, instance, reference) : undefined
}

/** The ARN of the key that an alias names, where that is one key of the plan. */
export function arnOfTarget(reading: Reading, alias: Instance): Text | undefined {
  const leaves = leavesOf(reading.resources, alias, argument(alias.block, 'target_key_id'))
  const [leaf, ...others] = unknownLeaves(leaves)
  if (leaf?.kind !== 'resource' || others.length > 0 || !isKeyType(leaf.type)) return undefined
  const [key, ...more] = leaf.instances
  if (key === undefined || more.length > 0 || key.mode !== 'managed') return undefined
  return keyArn(reading, key, leaf.reference.replace(/[^.]+$/, 'arn'))
}
