import { anybodysSlotId, slotId } from '../../snapshot/slot-ids.ts'
import type { PolicyIndex } from '../attached-policies.ts'
import { looseHole, type Held } from '../holder.ts'
import type { Holders } from '../holders.ts'
import { holdersMeant } from '../holders-meant.ts'
import { inlineId, writesInlineOf } from '../inline-policies.ts'
import { slotsBefore } from '../released-policies.ts'
import type { Instance } from '../resources.ts'
import { decide, named, perhaps, type Decision, type Decisions, type Named } from '../../shared/decisions.ts'
import { nameOf } from './name-of.ts'

/** Decides about the policies of roles, users and groups that the plan itself writes, attaches or takes away. */
export function settlePolicies(decisions: Decisions, holders: Holders, { byArn }: PolicyIndex): void {
  const arns = new Map([...byArn].map(([arn, { address }]) => [address, arn]))
  for (const holder of holders.all) {
    const whose = nameOf(holder)
    if (whose !== undefined) for (const held of holder.held) settleHeld(decisions, whose, held, arns)
  }
  const { managed, destroyed } = holders.reading.resources
  for (const resource of [...managed, ...destroyed]) settleBefore(decisions, holders, resource)
  for (const resource of managed) settleUntold(decisions, holders, resource)
}

/** What the plan's inventory has in a slot is no more as it was. */
function settleHeld(
  decisions: Decisions,
  whose: Named,
  { form, id, policy }: Held,
  arns: ReadonlyMap<string, string>,
): void {
  const [doubt] = policy.hangsOn
  if (form === 'inline') {
    // One that the plan only lists by its name stays as it is.
    if (doubt !== undefined || onlyNames(policy) === undefined)
      settle(decisions, whose, 'inline', id, doubt ?? true)
    return
  }
  const arn = arns.get(id) ?? id
  const elsewhere = onlyNames(policy)
  const isTold = elsewhere === undefined || elsewhere === arn
  // What is perhaps attached besides takes nothing away.
  if (doubt === undefined && isTold) settle(decisions, whose, 'attached', arn, true)
}

/** What a document is called that stands elsewhere, and of which the plan tells no more. */
function onlyNames({ document: { statements, holes } }: Held['policy']): string | undefined {
  const [only, ...others] = holes
  const isNamed = statements.length === 0 && others.length === 0 && only?.reason === 'not-in-input'
  return isNamed ? only.name : undefined
}

function settle(
  decisions: Decisions,
  whose: Named,
  form: Held['form'],
  id: string,
  decision: Decision,
): void {
  const { holder } = whose
  const slot =
    form === 'inline'
      ? ({ kind: 'inline', holder, name: id } as const)
      : ({ kind: 'attached', holder, arn: id } as const)
  decide(decisions, slotId(slot), perhaps(whose, decision))
}

/** What a resource has written or attached before the change, it says itself what is left of it. */
function settleBefore(decisions: Decisions, holders: Holders, resource: Instance): void {
  const { account } = holders.reading.accountOf(resource.provider)
  for (const { form, kind, name, policy } of slotsBefore(resource))
    settle(decisions, named(kind, account, name), form, policy, true)
}

/** An inline policy of which it is not told whose it is can take the place of anybody's. */
function settleUntold(decisions: Decisions, holders: Holders, resource: Instance): void {
  const kind = writesInlineOf(resource.type)
  if (kind === undefined || !holdersMeant(holders, resource, kind, kind).isOpen) return
  const name = inlineId(resource)
  const id = anybodysSlotId('inline', kind, name === resource.address ? undefined : name)
  decide(decisions, id, looseHole(resource, `the ${kind}`))
}
