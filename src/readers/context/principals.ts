import type { Holder, PolicySlot } from '../../model/planned-changes.ts'
import { below, type SourceLocation } from '../../model/source-location.ts'
import type { PolicyDocument } from '../../model/statement.ts'
import { text } from '../../model/text.ts'
import { unread } from '../../policy/read-policy.ts'
import { word } from '../terraform/json-value.ts'
import { holderOf } from '../snapshot/arns.ts'
import { untold } from '../snapshot/hole.ts'
import { managedPolicy, type PolicyByArn } from '../snapshot/managed.ts'
import type { SnapshotIdentity, SnapshotPolicy } from '../snapshot/snapshot.ts'
import { partIn, partsIn, type Part } from './part.ts'
import { object, type Reading } from './reading.ts'
import { writtenPolicy } from './written-policy.ts'

/** Reads `principals:`: roles and users with all of their policies. */
export async function knownPrincipals(
  reading: Reading,
  entries: Part,
  managed: PolicyByArn,
): Promise<readonly SnapshotIdentity[]> {
  const identities = new Map<string, SnapshotIdentity>()
  for (const part of partsIn(entries)) {
    const arn = word(partIn(part, 'arn').value) ?? ''
    const holder = holderOf(arn)
    if (holder === undefined || holder.kind === 'group')
      object(
        reading,
        partIn(part, 'arn'),
        `\`${arn.slice(0, 60)}\` is not the ARN of a role or user`,
        example,
      )
    else if (identities.has(arn))
      object(reading, partIn(part, 'arn'), `\`${arn.slice(0, 60)}\` stands twice`, 'keep one of them')
    else identities.set(arn, await principalOf({ reading, managed, part, holder, arn }, holder.kind))
  }
  return [...identities.values()]
}

const example = 'for example "arn:aws:iam::111122223333:role/App"'

/** One entry. */
interface Entry {
  readonly reading: Reading
  readonly managed: PolicyByArn
  readonly part: Part
  readonly holder: Holder
  readonly arn: string
}

async function principalOf(entry: Entry, kind: 'role' | 'user'): Promise<SnapshotIdentity> {
  const { part, holder, arn } = entry
  const at = placeOf(entry)
  const policies: SnapshotPolicy[] = []
  for (const [index, policy] of partsIn(partIn(part, 'policies')).entries()) {
    const read = await policyOf(entry, policy, below(below(at, 'policies'), index))
    if (read !== undefined) policies.push(read)
  }
  const trust = partIn(part, 'trust')
  if (kind === 'user' && trust.value !== undefined)
    object(entry.reading, trust, 'a user has no trust policy', 'remove it')
  const written = partIn(part, 'boundary')
  const boundary =
    written.value === undefined
      ? undefined
      : await policyOf(entry, written, below(at, 'boundary'), 'boundary')
  return {
    kind,
    address: arn,
    at,
    arn: text(arn),
    account: holder.account,
    policies,
    ...(boundary === undefined ? {} : { boundary }),
    ...(kind === 'role' ? { trust: await trustOf(entry, below(at, 'trust')) } : {}),
    groups: [],
    complete: true,
  }
}

function placeOf({ reading, part, arn }: Entry): SourceLocation {
  const { line, column } = part.places?.own ?? {}
  return {
    file: reading.path,
    address: arn,
    pointer: '',
    ...(line === undefined || column === undefined ? {} : { line, column }),
  }
}

/** A policy of the principal, or its boundary. */
async function policyOf(
  { reading, managed, holder }: Entry,
  part: Part,
  at: SourceLocation,
  use?: 'boundary',
): Promise<SnapshotPolicy | undefined> {
  const arn = word(part.value)
  // A policy without a name has no slot: no plan can tell that it means this one.
  const slots = (slot?: PolicySlot): readonly PolicySlot[] => {
    if (use !== undefined) return [{ kind: use, holder }]
    return slot === undefined ? [] : [slot]
  }
  if (arn !== undefined && /^arn:[^:]+:iam::(?:aws|\d{12}):policy\/./.test(arn))
    return managedPolicy(arn, managed, at, slots({ kind: 'attached', holder, arn }))
  if (arn !== undefined)
    return object(reading, part, `\`${arn.slice(0, 60)}\` is not the ARN of a managed policy`, arnExample)
  const policy = await writtenPolicy(reading, part, at)
  if (policy === undefined) return undefined
  const { name, document } = policy
  const called = name === undefined ? `policy at ${at.pointer}` : `inline policy "${name}"`
  return {
    name: `${called} of ${holder.kind}/${holder.name}`,
    document,
    sensitive: false,
    hangsOn: [],
    slots: slots(name === undefined ? undefined : { kind: 'inline', holder, name }),
  }
}

const arnExample = 'for example "arn:aws:iam::aws:policy/ReadOnlyAccess"'

async function trustOf({ reading, part, arn }: Entry, at: SourceLocation): Promise<PolicyDocument> {
  const trust = partIn(part, 'trust')
  const nothing = unread(at, untold(`the trust policy of ${arn}`, at))
  if (trust.value === undefined) return nothing
  if (word(trust.value) === undefined) return (await writtenPolicy(reading, trust, at))?.document ?? nothing
  object(reading, trust, 'a trust policy has no name', 'write the document, or `file:` with it')
  return nothing
}
