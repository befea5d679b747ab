import type { Holder } from '../../model/planned-changes.ts'
import { text } from '../../model/text.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { unread } from '../../policy/read-policy.ts'
import { property, word } from '../terraform/json-value.ts'
import { holderOf } from './arns.ts'
import { documentOf } from './document.ts'
import { brokenSnapshot, untold } from './hole.ts'
import { managedPolicy, type PolicyByArn } from './managed.ts'
import { isCut, listIn, textIn } from './parts.ts'
import { holderId } from './slot-ids.ts'
import { throughGroup } from './through-group.ts'
import type { SnapshotFile, SnapshotIdentity, SnapshotPolicy } from './snapshot.ts'

/** The roles and users of account snapshots, and the policies of groups by `holderId`. */
export interface AccountDetails {
  readonly identities: readonly SnapshotIdentity[]
  readonly groups: ReadonlyMap<string, readonly SnapshotPolicy[]>
}

/**
 * Reads outputs of `aws iam get-account-authorization-details`, which may be pages of one. A user has the policies of
 * its groups; of an ARN that stands twice the last entry counts.
 */
export function readAccountDetails(files: readonly SnapshotFile[], managed: PolicyByArn): AccountDetails {
  const groups = new Map<string, readonly SnapshotPolicy[]>()
  for (const file of files) {
    for (const json of listIn(file.json, 'GroupDetailList', file.path)) {
      const group = entryOf(file, json, 'group')
      groups.set(holderId(group.holder), ownPolicies(group, 'GroupPolicyList', managed))
    }
  }
  const identities = new Map<string, SnapshotIdentity>()
  for (const file of files) {
    for (const json of listIn(file.json, 'RoleDetailList', file.path)) {
      const role = entryOf(file, json, 'role')
      identities.set(role.arn, readRole(role, managed))
    }
    for (const json of listIn(file.json, 'UserDetailList', file.path)) {
      const user = entryOf(file, json, 'user')
      identities.set(user.arn, readUser(user, managed, groups))
    }
  }
  return { identities: [...identities.values()], groups }
}

/** One entry of a list. */
interface Entry {
  readonly file: SnapshotFile
  readonly json: unknown
  readonly arn: string
  readonly holder: Holder
  readonly at: SourceLocation
}

function entryOf(file: SnapshotFile, json: unknown, kind: Holder['kind']): Entry {
  const arn = textIn(json, 'Arn', file.path, `a ${kind}`)
  const holder = holderOf(arn)
  if (holder?.kind !== kind)
    throw brokenSnapshot(file.path, `\`${arn.slice(0, 200)}\` is not the ARN of a ${kind}`)
  return { file, json, arn, holder, at: { file: file.path, address: arn, pointer: '' } }
}

function readRole(role: Entry, managed: PolicyByArn): SnapshotIdentity {
  return {
    kind: 'role',
    ...common(role, managed),
    policies: ownPolicies(role, 'RolePolicyList', managed),
    trust: trustOf(role),
    groups: [],
  }
}

function readUser(user: Entry, managed: PolicyByArn, groups: AccountDetails['groups']): SnapshotIdentity {
  const { account } = user.holder
  const memberships = listIn(user.json, 'GroupList', user.file.path).map((name): Holder => {
    if (typeof name !== 'string')
      throw brokenSnapshot(user.file.path, 'an entry of `GroupList` is not a name')
    return { kind: 'group', account, name }
  })
  const at = below(user.at, 'GroupList')
  const ofGroups = memberships.flatMap(group =>
    policiesOfGroup(user.holder, group, groups.get(holderId(group)), at),
  )
  return {
    kind: 'user',
    ...common(user, managed),
    policies: [...ownPolicies(user, 'UserPolicyList', managed), ...ofGroups],
    groups: memberships,
  }
}

function common(
  { arn, at, holder, file, json }: Entry,
  managed: PolicyByArn,
): Pick<SnapshotIdentity, 'address' | 'at' | 'arn' | 'account' | 'uniqueId' | 'boundary' | 'complete'> {
  const uniqueId = word(property(json, holder.kind === 'role' ? 'RoleId' : 'UserId'))
  const boundary = boundaryOf({ arn, at, holder, file, json }, managed)
  return {
    address: arn,
    at,
    arn: text(arn),
    account: holder.account,
    ...(uniqueId === undefined ? {} : { uniqueId }),
    ...(boundary === undefined ? {} : { boundary }),
    complete: !isCut(file.json),
  }
}

/** Inline and attached policies. */
function ownPolicies(entry: Entry, inlineList: string, managed: PolicyByArn): readonly SnapshotPolicy[] {
  const { file, json, holder, at } = entry
  const inline = listIn(json, inlineList, file.path).map((policy, index): SnapshotPolicy => {
    const name = textIn(policy, 'PolicyName', file.path, `an entry of \`${inlineList}\``)
    const place = below(below(below(at, inlineList), index), 'PolicyDocument')
    const called = `inline policy "${name}" of ${holder.kind}/${holder.name}`
    return {
      name: called,
      document: writtenIn(property(policy, 'PolicyDocument'), place, called),
      sensitive: false,
      hangsOn: [],
      slots: [{ kind: 'inline', holder, name }],
    }
  })
  const attached = listIn(json, 'AttachedManagedPolicies', file.path).map((policy, index) => {
    const arn = textIn(policy, 'PolicyArn', file.path, 'an entry of `AttachedManagedPolicies`')
    const place = below(below(at, 'AttachedManagedPolicies'), index)
    return managedPolicy(arn, managed, place, [{ kind: 'attached', holder, arn }])
  })
  return [...inline, ...attached]
}

/** The policies that a user has as a member of a group; a group that is told nowhere may have any. */
function policiesOfGroup(
  holder: Holder,
  group: Holder,
  known: readonly SnapshotPolicy[] | undefined,
  at: SourceLocation,
): readonly SnapshotPolicy[] {
  const membership = { kind: 'membership', holder, group } as const
  if (known !== undefined) return known.map(policy => throughGroup(policy, membership))
  const name = `policies of group/${group.name}`
  const document = unread(at, untold(`the ${name}`, at))
  return [{ name, document, sensitive: false, hangsOn: [], slots: [membership] }]
}

function boundaryOf(entry: Entry, managed: PolicyByArn): SnapshotPolicy | undefined {
  const { json, holder, file } = entry
  const boundary = property(json, 'PermissionsBoundary')
  if (boundary === undefined || boundary === null) return undefined
  const at = below(entry.at, 'PermissionsBoundary')
  const arn = textIn(boundary, 'PermissionsBoundaryArn', file.path, 'a `PermissionsBoundary`')
  return managedPolicy(arn, managed, at, [{ kind: 'boundary', holder }])
}

function trustOf({ json, at, arn }: Entry): PolicyDocument {
  const place = below(at, 'AssumeRolePolicyDocument')
  return writtenIn(property(json, 'AssumeRolePolicyDocument'), place, `trust policy of ${arn}`)
}

function writtenIn(document: unknown, at: SourceLocation, called: string): PolicyDocument {
  const isMissing = document === undefined || document === null || word(document) === ''
  return isMissing ? unread(at, untold(`the ${called}`, at)) : documentOf(document, at)
}
