import type { Unknown } from '../../model/unknown.ts'
import { policiesMeant, type PolicyIndex } from './attached-policies.ts'
import { give, hanging, looseHole, showHolder, type Held, type HolderKind } from './holder.ts'
import type { Holders } from './holders.ts'
import { holdersMeant } from './holders-meant.ts'
import type { Instance } from './resources.ts'

/** Which arguments of an attachment name whom, and which the policies. */
interface Attachment {
  readonly holders: readonly (readonly [argument: string, kind: HolderKind])[]
  readonly policies: string
}

/**
 * The resources that attach managed policies. The exclusive ones attach what they list, too (AWS provider,
 * `aws_iam_role_policy_attachments_exclusive`).
 */
const attachments: ReadonlyMap<string, Attachment> = new Map([
  ['aws_iam_role_policy_attachment', { holders: [['role', 'role']], policies: 'policy_arn' }],
  ['aws_iam_user_policy_attachment', { holders: [['user', 'user']], policies: 'policy_arn' }],
  ['aws_iam_group_policy_attachment', { holders: [['group', 'group']], policies: 'policy_arn' }],
  [
    'aws_iam_policy_attachment',
    {
      holders: [
        ['roles', 'role'],
        ['users', 'user'],
        ['groups', 'group'],
      ],
      policies: 'policy_arn',
    },
  ],
  [
    'aws_iam_role_policy_attachments_exclusive',
    { holders: [['role_name', 'role']], policies: 'policy_arns' },
  ],
  [
    'aws_iam_user_policy_attachments_exclusive',
    { holders: [['user_name', 'user']], policies: 'policy_arns' },
  ],
  [
    'aws_iam_group_policy_attachments_exclusive',
    { holders: [['group_name', 'group']], policies: 'policy_arns' },
  ],
])

/** Which arguments of a resource say to whom it attaches something; nothing for other types. */
export function attachmentOf(type: string): Attachment | undefined {
  return attachments.get(type)
}

/** Hangs the managed policies on those whom their attachments name; tells of those that name nobody. */
export function attachPolicies(holders: Holders, index: PolicyIndex): readonly Unknown[] {
  return holders.reading.resources.managed.flatMap(resource => {
    const attachment = attachments.get(resource.type)
    if (attachment === undefined) return []
    const policies = policiesMeant(index, resource, attachment.policies)
    if (policies.length === 0) return []
    return attachment.holders.flatMap(([argument, kind]) =>
      hang(holders, resource, argument, kind, () => policies),
    )
  })
}

/** Hangs policies on whom an argument names; tells when it can be somebody else. */
export function hang(
  holders: Holders,
  resource: Instance,
  argument: string,
  kind: HolderKind,
  policiesOf: (whose: string) => readonly Held[],
): readonly Unknown[] {
  const meant = holdersMeant(holders, resource, argument, kind)
  for (const { holder, hangsOn } of meant.holders) {
    const policies = policiesOf(showHolder(holder))
    give(
      holder,
      policies.map(held => hanging(held, hangsOn)),
    )
  }
  if (!meant.isOpen) return []
  holders.open.add(kind)
  for (const held of policiesOf(`the ${kind} of ${resource.address}`)) holders.loose.push(held)
  return [looseHole(resource, `the ${kind}`)]
}
