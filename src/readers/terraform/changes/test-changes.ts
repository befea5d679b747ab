import {
  changesNothing,
  type Holder,
  type PlannedChanges,
  type PolicySlot,
} from '../../../model/planned-changes.ts'
import { isUnknown } from '../../../model/unknown.ts'
import { settles } from '../../snapshot/slot-ids.ts'
import { aws } from '../test-identities.ts'
import { block, changed, readChanges } from '../test-plan.ts'

/** For tests only. */
export const account = '111122223333'
/** For tests only. */
export const iam = `arn:aws:iam::${account}`
/** For tests only. */
export const app: Holder = { kind: 'role', account, name: 'App' }
/** For tests only. */
export const bob: Holder = { kind: 'user', account, name: 'bob' }
/** For tests only. */
export const team: Holder = { kind: 'group', account, name: 'Team' }
/** For tests only: a change, with how it is written. */
export interface Change {
  readonly address: string
  readonly actions: readonly string[]
  readonly before?: object
  readonly after?: object
  readonly unknown?: object
  readonly expressions?: object
}

/** For tests only: what a plan of these changes does. */
export function changesOf(changes: readonly Change[], providers: object = aws): PlannedChanges {
  const entries = changes.map(({ address, actions, before, after, unknown }) =>
    changed(address, after ?? null, { actions, before: before ?? null, after_unknown: unknown ?? {} }),
  )
  const resources = changes.map(({ address, expressions }) => block(address, expressions))
  return readChanges(entries, { resources }, providers).changes ?? changesNothing
}

/** For tests only: `yes`, `no`, or `perhaps` for each slot. */
export function settled(changes: PlannedChanges, slots: readonly PolicySlot[]): readonly string[] {
  return slots.map(slot => {
    const decision = settles(changes.slots, slot)
    return isUnknown(decision) ? 'perhaps' : decision ? 'yes' : 'no'
  })
}
