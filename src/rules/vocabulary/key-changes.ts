import type { KeyFate } from '../../model/change.ts'
import type { Key, Placed } from '../../model/key.ts'
import { isUnknown, type Knowable } from '../../model/unknown.ts'
import { answer, hangsOn } from '../answers.ts'
import { all, either, not } from '../logic.ts'
import { listed } from '../phrases.ts'
import type { ChangedKey, Word } from '../word.ts'
import type { Correction } from '../correction.ts'
import { setAttribute } from './corrections.ts'
import { canRotate, rotates } from './keys.ts'

/** What becomes of the key. */
export function keyIs(fate: KeyFate): Word<ChangedKey> {
  return { says: `the key is ${fate}`, ask: change => answer(change.fate === fate) }
}

/** What a word says of the key as it was; it does not hold where there was none. */
export function before(word: Word<Key>): Word<ChangedKey> {
  return {
    says: `before: ${word.says}`,
    ask: ({ before: key }, world) => {
      if (key === undefined) return answer(false)
      // Where it stood tells nobody what to change now.
      return { ...word.ask(key, { ...world, ...world.before }), at: [] }
    },
  }
}

/** What a word says of the key as it will be; it does not hold where there is none. */
export function after(word: Word<Key>): Word<ChangedKey> {
  return {
    says: `after: ${word.says}`,
    ask: ({ after: key }, world) => (key === undefined ? answer(false) : word.ask(key, world)),
  }
}

/** Resources used the key, and all of them go on with another one, or without. */
export const usersHaveLeft: Word<ChangedKey> = {
  says: 'all that it encrypted is seen to go on without it',
  ask: ({ used, stillUsed }) => answer(used().length > 0 && stillUsed().length === 0),
}

/** Rotation was on and is off now, of a key that can still rotate. */
export const stopsRotating: Word<ChangedKey> = all(before(rotates), after(canRotate), after(not(rotates)))

/** AWS's own period, where none is written (API Reference, EnableKeyRotation). */
const defaultPeriod = 365

/** Rotation stays on, with more days between two rotations. */
export const rotatesLessOften: Word<ChangedKey> = all(after(rotates), {
  says: 'there are more days between two rotations than before',
  ask: change => compareDays(change, ({ rotationPeriod }) => rotationPeriod, defaultPeriod, isMore),
})

/** AWS's own wait, where none is written (API Reference, ScheduleKeyDeletion). */
const defaultWindow = 30

/** A deletion waits fewer days than before. */
export const deletesSooner: Word<ChangedKey> = {
  says: 'a deletion waits fewer days than before',
  ask: change => compareDays(change, ({ deletionWindow }) => deletionWindow, defaultWindow, isLess),
}

/** Keeps the wait before a deletion as it was; nothing where that is not known. */
export function deletionWindowAsBefore(change: ChangedKey): Correction | undefined {
  return daysAsBefore(change, 'deletion_window_in_days', change.before?.deletionWindow, defaultWindow)
}

/** Keeps rotation on, with the period that it had; nothing where that is not known. */
export function rotationAsBefore(change: ChangedKey): Correction | undefined {
  const { before: was, after: is } = change
  return is?.rotation.value === true
    ? daysAsBefore(change, 'rotation_period_in_days', was?.rotationPeriod, defaultPeriod)
    : is && setAttribute(is.at, 'enable_key_rotation', true)
}

function daysAsBefore(
  { after: is }: ChangedKey,
  name: string,
  was: Placed<number> | undefined,
  unset: number,
): Correction | undefined {
  const days = was?.value ?? unset
  return is === undefined || isUnknown(days) ? undefined : setAttribute(is.at, name, days)
}

const isMore = (was: number, is: number): boolean => is > was
const isLess = (was: number, is: number): boolean => is < was

function compareDays(
  change: ChangedKey,
  daysOf: (key: Key) => Placed<number> | undefined,
  unset: number,
  isWorse: (was: number, is: number) => boolean,
) {
  if (change.before === undefined || change.after === undefined) return answer(false)
  const [was, is] = [daysOf(change.before), daysOf(change.after)]
  const [days, later] = [was?.value ?? unset, is?.value ?? unset]
  const holes = [days, later].filter(isUnknown)
  if (isUnknown(days) || isUnknown(later)) return hangsOn(holes, is === undefined ? [] : [is.at])
  return answer(isWorse(days, later), is === undefined ? [] : [is.at])
}

/** A number of days before and after, in words: `from 30 days to 7 days`. */
export function daysBeforeAndAfter(
  was: Placed<number> | undefined,
  is: Placed<number> | undefined,
  unset: number,
): string {
  return `from ${daysOr(was, unset)} to ${daysOr(is, unset)}`
}

function daysOr(days: Placed<number> | undefined, unset: number): string {
  if (days === undefined) return `${unset} days (the default)`
  return isUnknown(days.value) ? 'a number that is not known yet' : `${days.value} days`
}

/** The policy that somebody wrote is gone, and AWS's default takes its place. */
export const fallsBackToDefault: Word<ChangedKey> = {
  says: "the written key policy is gone, and AWS's default policy takes its place",
  ask: ({ before: was, after: is, accesses }) => {
    // The written one was the default policy, in whatever words.
    if (accesses.length === 0 && was?.policies.some(hasDeny) !== true) return answer(false)
    const wasWritten = was?.policies.some(({ source }) => source === 'written') === true
    const defaults = is?.policies.filter(({ source }) => source === 'aws-default') ?? []
    if (!wasWritten || is === undefined || defaults.length === 0) return answer(false)
    if (defaults.length === is.policies.length) return answer(true)
    const { at } = is
    const name = `which policy of ${is.address} is written last`
    return hangsOn([{ kind: 'unknown', reason: 'not-in-input', name, shape: 'anything', at }])
  },
}

/** Whom a Deny frees who is not shown, no access tells. */
function hasDeny({ document }: Key['policies'][number]): boolean {
  return document.statements.some(({ effect }) => effect !== 'Allow')
}

type Attribute = readonly [name: string, valueOf: (key: Key) => Knowable<string | boolean> | undefined]

/** What no update of a key changes (CloudFormation Template Reference, "AWS::KMS::Key"). */
const immutable: readonly Attribute[] = [
  ['key spec', ({ spec }) => spec],
  ['key usage', ({ usage }) => usage],
  ['origin', ({ origin }) => origin],
  ['multi-Region setting', ({ multiRegion }) => multiRegion],
  ['primary key', ({ primary }) => primary],
]

/** An attribute of the key differs that no update can change. */
export const immutableDiffers: Word<ChangedKey> = either(
  ...immutable.map(([name, valueOf]): Word<ChangedKey> => {
    return {
      says: `its ${name} is another than before`,
      ask: ({ before: was, after: is }) => {
        if (was === undefined || is === undefined) return answer(false)
        const [one, other] = [valueOf(was), valueOf(is)]
        const holes = [one, other].filter(isUnknown)
        return holes.length > 0 ? hangsOn(holes) : answer(one !== other, [is.at])
      },
    }
  }),
)

/** What of a key differs that no update can change: `key spec RSA_2048 instead of SYMMETRIC_DEFAULT`. */
export function immutableInWords({ before: was, after: is }: ChangedKey): string {
  if (was === undefined || is === undefined) return ''
  const told = immutable.flatMap(([name, valueOf]) => {
    const [one, other] = [valueOf(was), valueOf(is)]
    if (one === other || (isUnknown(one) && isUnknown(other))) return []
    return [`${name} ${inWords(other)} instead of ${inWords(one)}`]
  })
  return listed(told)
}

function inWords(value: Knowable<string | boolean> | undefined): string {
  if (value === undefined) return 'none'
  if (isUnknown(value)) return value.name
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value
}

/** The key that a change is about, as it was or will be: for messages. */
export function changedKeyName({ before: was, after: is }: Pick<ChangedKey, 'before' | 'after'>): string {
  return (is ?? was)?.address ?? ''
}

/** The first few resources, for messages. */
export function fewOf(addresses: readonly string[]): string {
  const names = [...new Set(addresses)]
  return names.length <= 2 ? listed(names) : `${names[0]} and ${names.length - 1} more`
}
