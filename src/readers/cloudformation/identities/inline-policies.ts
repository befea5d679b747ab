import type { PolicyDocument } from '../../../model/statement.ts'
import { literal, showText, type Text } from '../../../model/text.ts'
import { isUnknown, type Unknown } from '../../../model/unknown.ts'
import { property, type Declared } from '../declared.ts'
import { documentOf } from '../documents.ts'
import { textOf } from '../evaluate/node-parts.ts'
import { rolesUsersGroups, hang, type Attachment } from './attachments.ts'
import { hanging, showHolder, type Held, type Holder } from './holder.ts'
import type { Holders } from './holders.ts'
import { inlineEntries } from './own-inline-policies.ts'

/** The resources that write inline policies, and which of their properties say for whom. */
const writers: ReadonlyMap<string, Attachment> = new Map([
  ['AWS::IAM::Policy', rolesUsersGroups],
  ['AWS::IAM::RolePolicy', [['RoleName', 'role']]],
  ['AWS::IAM::UserPolicy', [['UserName', 'user']]],
  ['AWS::IAM::GroupPolicy', [['GroupName', 'group']]],
])

/** Which properties of a resource say whose inline policy it writes; nothing for other types. */
export function writesInlineOf(type: string): Attachment | undefined {
  return writers.get(type)
}

/** Hangs the inline policies that resources of their own write on their holders; tells of those that name nobody. */
export function writeInlinePolicies(holders: Holders): readonly Unknown[] {
  return holders.reading.declared.flatMap(resource => {
    const whom = writers.get(resource.type)
    if (whom === undefined) return []
    const { document, noneIf } = documentOf(resource, 'PolicyDocument')
    if (document === undefined) return []
    const label = textOf(property(resource, 'PolicyName'))
    const shown = nameShown(label) ?? resource.id
    const id = inlineId(resource)
    return hang(holders, resource, whom, whose => [
      hanging(inline(id, `inline policy ${shown} of ${whose}`, document), [...resource.hangsOn, ...noneIf]),
    ])
  })
}

/** The name of an inline policy that a resource writes, else its logical id. */
export function inlineId(resource: Declared): string {
  return knownName(textOf(property(resource, 'PolicyName'))) ?? resource.id
}

/** Hangs the `Policies` of a role, user or group on it. */
export function takeInlinePolicies(holder: Holder): void {
  if (holder.resource === undefined) return
  const whose = showHolder(holder)
  for (const { document, noneIf, name, at } of inlineEntries(holder.resource)) {
    if (document === undefined) continue
    const shown = nameShown(name)
    const says = `inline policy${shown === undefined ? '' : ` ${shown}`} of ${whose}`
    const id = knownName(name) ?? `${at.address} ${at.pointer}`
    holder.held.push(hanging(inline(id, says, document), noneIf))
  }
}

/** Names often begin with that of the stack: what is told of them is shown. */
function nameShown(name: Text | undefined): string | undefined {
  return name === undefined || name.every(isUnknown) ? undefined : JSON.stringify(showText(name))
}

function knownName(name: Text | undefined): string | undefined {
  return name === undefined || name.length === 0 ? undefined : literal(name)
}

function inline(id: string, name: string, document: PolicyDocument): Held {
  return { form: 'inline', id, policy: { name, document, sensitive: false, hangsOn: [] } }
}
