import { policyId, type PolicyIndex } from './attached-policies.ts'
import { attachmentOf } from './attachments.ts'
import type { Held, Holder, HolderKind } from './holder.ts'
import { holderNamed, type Holders } from './holders.ts'
import { writesInlineOf } from './inline-policies.ts'
import { items, property, word } from './json-value.ts'
import type { Instance } from './resources.ts'

/**
 * Takes from each holder what AWS reports of it and what resources of the plan wrote before the change: they say
 * themselves what is left of it. A role lists the policies of other resources among its own as they are now.
 */
export function releasePolicies(holders: Holders, index: PolicyIndex): void {
  const released = new Map<Holder, Set<string>>()
  const { managed, destroyed } = holders.reading.resources
  for (const resource of [...managed, ...destroyed]) {
    for (const { holder, form, id } of heldBefore(holders, index, resource)) {
      const ids = released.get(holder) ?? new Set()
      released.set(holder, ids)
      ids.add(`${form} ${id}`)
    }
  }
  for (const [holder, ids] of released) {
    holder.held = holder.held.filter(({ isFound, form, id }) => !isFound || !ids.has(`${form} ${id}`))
  }
}

type HeldBefore = Pick<Held, 'form' | 'id'> & { readonly holder: Holder }

function heldBefore(holders: Holders, index: PolicyIndex, resource: Instance): readonly HeldBefore[] {
  return slotsBefore(resource).flatMap(({ form, kind, name, policy }) => {
    const holder = holderNamed(holders, resource.provider, kind, name)
    if (holder === undefined) return []
    return [{ holder, form, id: form === 'inline' ? policy : policyId(index, policy) }]
  })
}

/** A policy that somebody has. */
export interface SlotBefore {
  readonly form: Held['form']
  readonly kind: HolderKind
  /** Of the role, user or group. */
  readonly name: string
  /** The name of an inline policy, the ARN of an attached one. */
  readonly policy: string
}

/** What a resource that writes or attaches policies has done before the change. */
export function slotsBefore({ type, before }: Instance): readonly SlotBefore[] {
  const kind = writesInlineOf(type)
  if (kind !== undefined) return named(before, kind, kind, 'inline', property(before, 'name'))
  const attachment = attachmentOf(type)
  if (attachment === undefined) return []
  // A list of policies is one of an exclusive resource: destroying that detaches nothing.
  const arn = property(before, attachment.policies)
  return attachment.holders.flatMap(([argument, whose]) => named(before, argument, whose, 'attached', arn))
}

function named(
  before: unknown,
  argument: string,
  kind: HolderKind,
  form: Held['form'],
  policy: unknown,
): readonly SlotBefore[] {
  const id = word(policy)
  if (id === undefined) return []
  const value = property(before, argument)
  return [value, ...items(value)].flatMap(each => {
    const name = word(each)
    return name === undefined ? [] : [{ form, kind, name, policy: id }]
  })
}
