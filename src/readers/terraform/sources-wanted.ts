import { argument } from './configuration.ts'
import { items, marksAnything, names, property } from './json-value.ts'
import { leavesOf } from './references.ts'
import type { Instance, Resources } from './resources.ts'
import type { Value } from './values.ts'

/** The arguments that hold policy documents. */
const documents: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_kms_key', ['policy']],
  ['aws_kms_replica_key', ['policy']],
  ['aws_kms_external_key', ['policy']],
  ['aws_kms_replica_external_key', ['policy']],
  ['aws_kms_key_policy', ['policy']],
  ['aws_iam_role', ['assume_role_policy']],
  ['aws_iam_policy', ['policy']],
  ['aws_iam_role_policy', ['policy']],
  ['aws_iam_user_policy', ['policy']],
  ['aws_iam_group_policy', ['policy']],
  ['aws_organizations_policy', ['content']],
  ['aws_vpc_endpoint', ['policy']],
  ['aws_vpc_endpoint_policy', ['policy']],
])

/**
 * Whether the sources can tell something that the plan does not: a policy document, or what a local stands for. A plan
 * without either is read without them. `perhaps`: a new role may have inline policies that the plan does not show.
 */
export function wantsSources(resources: Resources): 'yes' | 'perhaps' | 'no' {
  const lost = new Map<unknown, boolean>()
  const isWanted = resources.managed.some(instance => {
    if (hasUnknownDocument(instance)) return true
    const known = lost.get(instance.block)
    if (known !== undefined) return known
    const found = losesTrail(resources, instance)
    lost.set(instance.block, found)
    return found
  })
  if (isWanted) return 'yes'
  return resources.managed.some(mayHideInlinePolicies) ? 'perhaps' : 'no'
}

function hasUnknownDocument({ type, block, values }: Instance): boolean {
  const written = documents.get(type) ?? []
  if (written.some(name => isUnknown(values, name) && argument(block, name) !== undefined)) return true
  return type === 'aws_iam_role' && items(property(values.unknown, inline)).some(marksAnything)
}

const inline = 'inline_policy'

/** Terraform writes an argument that is left out as it writes a `dynamic` block over a collection that is not known. */
function mayHideInlinePolicies({ type, values, created }: Instance): boolean {
  return type === 'aws_iam_role' && created && isUnknown(values, inline)
}

function isUnknown({ unknown }: Value, name: string): boolean {
  return unknown === true || property(unknown, name) === true
}

/** Whether an unknown argument refers to something of which the plan says no more, such as a local. */
function losesTrail(resources: Resources, instance: Instance): boolean {
  const { block, values } = instance
  const expressions = property(block, 'expressions')
  return names(expressions).some(
    name =>
      marksAnything(property(values.unknown, name)) &&
      leavesOf(resources, instance, property(expressions, name)).some(({ kind }) => kind === 'lost'),
  )
}
