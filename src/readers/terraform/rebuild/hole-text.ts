import type { SourceLocation } from '../../../model/source-location.ts'
import { text, type Text } from '../../../model/text.ts'
import { isUnknown } from '../../../model/unknown.ts'
import { aliasArn, identityArn, keyArn, keyIdOf, nameHole, type IamKind } from '../future-arns.ts'
import { word } from '../json-value.ts'
import { isKeyType } from '../key-types.ts'
import type { Reading } from '../reading.ts'
import type { Instance } from '../resources.ts'
import { arnOfTarget, isArnAttribute } from '../slots.ts'
import { attribute, hole, isHole } from '../values.ts'
import type { Naming } from './rebuilt-node.ts'
import type { Hole } from './value.ts'

const iamKinds: ReadonlyMap<string, IamKind> = new Map([
  ['aws_iam_role', 'role'],
  ['aws_iam_user', 'user'],
  ['aws_iam_group', 'group'],
  ['aws_iam_policy', 'policy'],
])

/** What stands where a hole is: the role, key or account that it refers to, else a hole that tells its name. */
export function holeText(naming: Naming, unknown: Hole, at: SourceLocation): Text {
  const { of } = unknown
  const exact = of === undefined ? undefined : referredTo(naming, of.instance, of.attribute, at)
  if (exact !== undefined) return exact
  const shape = isArnAttribute(of?.attribute) ? 'arn' : 'anything'
  // A hole stands at the resource that fills it, so that it is the same one wherever it is named.
  const place = of === undefined ? at : attribute(of.instance.values, of.attribute).at
  return [hole(place, nameOf(naming, unknown), shape, unknown.reason)]
}

function referredTo(
  { reading }: Naming,
  instance: Instance,
  name: string,
  at: SourceLocation,
): Text | undefined {
  const { type, mode, address } = instance
  const iam = mode === 'managed' ? iamKinds.get(type) : undefined
  if (iam !== undefined) {
    if (name === 'arn' || (name === 'id' && iam === 'policy')) return identityArn(reading, instance, iam)
    // Named by its unique id, it is the same principal (IAM User Guide, "Unique identifiers").
    if (name === 'unique_id' && isPrincipal(at)) return identityArn(reading, instance, iam)
    if (name === 'id' || name === 'name') return nameText(reading, instance)
  }
  if (mode === 'managed' && isKeyType(type)) {
    if (name === 'arn') return keyArn(reading, instance, `${address}.arn`)
    if (name === 'key_id' || name === 'id') return keyIdOf(instance, `${address}.arn`)
  }
  if (type === 'aws_kms_alias' && name === 'arn') return aliasArn(reading, instance, `${address}.arn`)
  if (type === 'aws_kms_alias' && name === 'target_key_arn') return arnOfTarget(reading, instance)
  if (type === 'aws_caller_identity' && (name === 'account_id' || name === 'id')) {
    return [reading.accountOf(instance.provider).account]
  }
  if (type === 'aws_partition' && (name === 'partition' || name === 'id')) {
    return [reading.partitionOf(instance.provider)]
  }
  if (type === 'aws_region' && (name === 'name' || name === 'id' || name === 'region')) {
    const region = reading.regionOf(instance.provider)
    return isUnknown(region) ? undefined : text(region)
  }
  return undefined
}

function isPrincipal({ pointer }: SourceLocation): boolean {
  return /\/(?:Not)?Principal\/AWS(?:\/\d+)?$/.test(pointer)
}

function nameText(reading: Reading, instance: Instance): Text | undefined {
  const name = attribute(instance.values, 'name')
  const known = isHole(name) ? undefined : word(name.json)
  return known === undefined ? [nameHole(reading, instance, name.at)] : text(known)
}

/** Two different holes of one name would be taken for the same value. */
function nameOf({ names, taken }: Naming, { id, name }: Hole): string {
  const known = names.get(id)
  if (known !== undefined) return known
  let count = (taken.get(name) ?? 0) + 1
  let own = count === 1 ? name : `${name} (${count})`
  for (; taken.has(own); own = `${name} (${count})`) count += 1
  taken.set(name, count)
  if (own !== name) taken.set(own, 1)
  names.set(id, own)
  return own
}
