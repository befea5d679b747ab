import { everySlotId, slotId } from '../../snapshot/slot-ids.ts'
import { listsAttached, untoldArns } from '../attached-arguments.ts'
import type { Held } from '../holder.ts'
import type { Holders } from '../holders.ts'
import { listsInline } from '../inline-policies.ts'
import { items, property, word } from '../json-value.ts'
import type { Instance, Resources } from '../resources.ts'
import { attribute, hole, isHole, type Value } from '../values.ts'
import { decide, perhaps, type Decision, type Decisions, type Named } from '../../shared/decisions.ts'
import { nameOf } from './name-of.ts'

/** Decides what roles and users say themselves: their boundary, their trust, and the policies among their arguments. */
export function settleArguments(decisions: Decisions, { all, reading }: Holders): void {
  const forgotten = new Set(reading.resources.forgotten)
  for (const holder of all) {
    const whose = nameOf(holder)
    const { instance } = holder
    if (whose === undefined || instance?.mode !== 'managed') continue
    for (const kind of ['boundary', 'trust'] as const)
      decide(decisions, slotId({ kind, holder: whose.holder }), perhaps(whose, true))
    if (instance.type !== 'aws_iam_role') continue
    settleLeftOut(decisions, whose, instance)
    // What is forgotten is not applied, and takes nothing away.
    if (!forgotten.has(instance)) settleLists(decisions, whose, instance, reading.resources)
  }
}

/** What a role had among its arguments and has no more. */
function settleLeftOut(decisions: Decisions, whose: Named, { before, values }: Instance): void {
  const { holder } = whose
  const inline = attribute(values, 'inline_policy')
  const attached = attribute(values, 'managed_policy_arns')
  for (const [name, decision] of leftOut(property(before, 'inline_policy'), inline))
    decide(decisions, slotId({ kind: 'inline', holder, name }), perhaps(whose, decision))
  for (const [arn, decision] of leftOut(property(before, 'managed_policy_arns'), attached))
    decide(decisions, slotId({ kind: 'attached', holder, arn }), perhaps(whose, decision))
}

function leftOut(before: unknown, after: Value): readonly (readonly [string, Decision])[] {
  const had = items(before).flatMap(nameIn)
  if (had.length === 0) return []
  const untold = hole(after.at)
  const has = new Set(items(after.json).flatMap(nameIn))
  return had.filter(name => !has.has(name)).map(name => [name, isHole(after) ? untold : true])
}

/** The name of an `inline_policy` block, or an ARN. */
function nameIn(entry: unknown): readonly string[] {
  const name = word(entry) ?? word(property(entry, 'name'))
  return name === undefined ? [] : [name]
}

/** Blocks and lists that are written have all that the role keeps (AWS provider, `aws_iam_role`). */
function settleLists(decisions: Decisions, whose: Named, role: Instance, resources: Resources): void {
  const inline = attribute(role.values, 'inline_policy')
  const doubts: Readonly<Record<Held['form'], Decision>> = {
    inline:
      listsInline(role) &&
      (isHole(inline) ? hole(inline.at, `the inline policies of ${role.address}`) : true),
    attached: listsAttached(role) && (untoldArns(resources, role) ?? true),
  }
  for (const form of ['inline', 'attached'] as const)
    if (doubts[form] !== false)
      decide(decisions, everySlotId(form, whose.holder), perhaps(whose, doubts[form]))
}
