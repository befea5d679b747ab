import type { Holder, PolicySlot } from '../../model/planned-changes.ts'
import type { Unknown } from '../../model/unknown.ts'

/** Stands for an account that is not told: what is said of it may be said of any account. */
export const someAccount = '?'

/** Equal for the same holder: IAM's names do not depend on case (IAM User Guide, "IAM identifiers"). */
export function holderId({ kind, account, name }: Holder): string {
  return `${account} ${kind} ${name.toLowerCase()}`
}

/** Equal for the same slot. */
export function slotId(slot: PolicySlot): string {
  const holder = holderId(slot.holder)
  switch (slot.kind) {
    case 'inline':
      return `inline ${holder} ${slot.name}`
    case 'attached':
      return `attached ${holder} ${slot.arn}`
    case 'membership':
      return `membership ${holder} ${holderId(slot.group)}`
    case 'boundary':
    case 'trust':
      return `${slot.kind} ${holder}`
  }
}

/** All inline policies of a holder, or all that is attached to it. */
export function everySlotId(kind: 'inline' | 'attached', holder: Holder): string {
  return `every ${kind} ${holderId(holder)}`
}

/** All inline policies of holders of a kind, whoever it is, or all that is attached; of one name, where it is told. */
export function anybodysSlotId(
  kind: 'inline' | 'attached',
  holder: Holder['kind'],
  name: string | undefined,
): string {
  return `any ${kind} ${holder}${name === undefined ? '' : ` ${name}`}`
}

/** All attachments of a managed policy in an account. */
export function attachmentsId(account: string, arn: string): string {
  return `attachments ${account} ${arn}`
}

/** All members of a group. */
export function membersId(group: Holder): string {
  return `members ${holderId(group)}`
}

/** Whether a plan settles a slot; a list that is exhaustive counts for what it does not name. */
export function settles(slots: ReadonlyMap<string, boolean | Unknown>, slot: PolicySlot): boolean | Unknown {
  if (slots.size === 0) return false
  const own = [slot, elsewhere(slot)].map(each => slots.get(slotId(each)))
  if (own.includes(true)) return true
  if (own.includes(false)) return false
  const lists = [...listIds(slot), ...listIds(elsewhere(slot))].map(id => slots.get(id))
  if (lists.includes(true)) return true
  return [...own, ...lists].find(decision => typeof decision === 'object') ?? false
}

function elsewhere(slot: PolicySlot): PolicySlot {
  const holder = { ...slot.holder, account: someAccount }
  return slot.kind === 'membership'
    ? { ...slot, holder, group: { ...slot.group, account: someAccount } }
    : { ...slot, holder }
}

/** The lists that a slot can be missing from. */
function listIds(slot: PolicySlot): readonly string[] {
  const { kind, holder } = slot
  switch (kind) {
    case 'inline':
      return [
        everySlotId(kind, holder),
        anybodysSlotId(kind, holder.kind, slot.name),
        anybodysSlotId(kind, holder.kind, undefined),
      ]
    case 'attached':
      return [
        everySlotId(kind, holder),
        attachmentsId(holder.account, slot.arn),
        anybodysSlotId(kind, holder.kind, undefined),
      ]
    case 'membership':
      return [membersId(slot.group)]
    case 'boundary':
    case 'trust':
      return []
  }
}
