import type { PlannedChanges } from '../../../model/planned-changes.ts'
import { literal } from '../../../model/text.ts'
import { identityArn, keyArnNamed, type IamKind } from '../future-arns.ts'
import { property, word } from '../json-value.ts'
import { isKeyType } from '../key-types.ts'
import type { KeyNames } from '../key-references.ts'
import type { Plan } from '../plan.ts'
import type { Reading } from '../reading.ts'
import type { Instance, Resources } from '../resources.ts'
import { attribute, isHole } from '../values.ts'

/** The ARNs that a plan takes out of the world, and those that it puts into it. */
export function destroyedArns(reading: Reading): Pick<PlannedChanges, 'created' | 'destroyed'> {
  const { managed, destroyed, replaced, plan } = reading.resources
  const created = new Set<string>()
  const kept = new Set<string>()
  for (const resource of managed.filter(({ type }) => isNamed(type)))
    for (const arn of arnsOf(reading, resource)) (resource.created ? created : kept).add(arn)
  // INVARIANT: an ARN that some resource of the plan will have is not destroyed, whatever had it before.
  const gone = [...destroyed, ...replaced, ...deposedOf(plan)].flatMap(arnsBefore)
  const moved = managed.filter(isMovedAlias).flatMap(arnsBefore)
  return {
    created,
    destroyed: new Set([...gone.filter(arn => !created.has(arn) && !kept.has(arn)), ...moved]),
  }
}

type Before = Pick<Instance, 'type' | 'before'>

/** Objects that an earlier apply replaced and left behind, and that this one destroys. */
function deposedOf({ resource_changes: changes = [] }: Plan): readonly Before[] {
  return changes
    .filter(({ deposed, change }) => deposed !== undefined && change.actions.includes('delete'))
    .map(({ type, change }) => ({ type, before: change.before }))
}

function arnsBefore({ type, before }: Before): readonly string[] {
  const arn = isNamed(type) ? word(property(before, 'arn')) : undefined
  return arn === undefined ? [] : [arn]
}

/** The ARN that a resource has or will have, as far as it can be told. */
function arnsOf(reading: Reading, resource: Instance): readonly string[] {
  const value = attribute(resource.values, 'arn')
  const kind = kinds.get(resource.type)
  const future = () => (kind === undefined ? undefined : literal(identityArn(reading, resource, kind)))
  const arn = (isHole(value) ? undefined : word(value.json)) ?? future()
  return arn === undefined ? [] : [arn]
}

const kinds: ReadonlyMap<string, IamKind> = new Map([
  ['aws_iam_role', 'role'],
  ['aws_iam_user', 'user'],
  ['aws_iam_group', 'group'],
  ['aws_iam_policy', 'policy'],
])

/** Whether a resource of this type is something that policies, grants or snapshots name by its ARN. */
function isNamed(type: string): boolean {
  return isKeyType(type) || kinds.has(type) || type === 'aws_kms_alias'
}

/** An alias that the plan gives another key: it is none of the old one any more. */
function isMovedAlias({ type, created, before, values }: Instance): boolean {
  if (type !== 'aws_kms_alias' || created) return false
  const target = attribute(values, 'target_key_id')
  return isHole(target) || word(target.json) !== word(property(before, 'target_key_id'))
}

/** The ids of the grants that the plan destroys, changes or keeps. */
export function grantIds({ managed, destroyed, plan }: Resources): ReadonlySet<string> {
  const before = [...managed, ...destroyed, ...deposedOf(plan)].filter(isGrant).map(grant => grant.before)
  const after = managed.filter(isGrant).map(({ values }) => values.json)
  return new Set([...before, ...after].flatMap(values => word(property(values, 'grant_id')) ?? []))
}

function isGrant({ type }: Pick<Instance, 'type'>): boolean {
  return type === 'aws_kms_grant'
}

/** Keys that stand elsewhere and lose the policy that the plan has written for them (see `PolicyWriters.reset`). */
export function resetKeys(reading: Reading, names: KeyNames): ReadonlySet<string> {
  const arns = reading.resources.destroyed.flatMap(({ type, before, provider }) => {
    const id = word(property(before, 'key_id'))
    if (type !== 'aws_kms_key_policy' || id === undefined) return []
    const isLeft = property(before, 'bypass_policy_lockout_safety_check') === true
    const isOwn = names.has(id) || names.has(`${provider} ${id}`)
    const arn = isLeft || isOwn ? undefined : keyArnNamed(reading, provider, id)
    return arn === undefined ? [] : [arn]
  })
  return new Set(arns)
}
