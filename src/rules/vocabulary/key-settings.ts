import type { Key, Placed } from '../../model/key.ts'
import { isUnknown, type Unknown } from '../../model/unknown.ts'
import { answer, hangsOn } from '../answers.ts'
import { not } from '../logic.ts'
import type { Word, World } from '../word.ts'
import { isOn } from './keys.ts'

/** The key can be used: it is not switched off. */
export const enabled: Word<Key> = {
  says: 'the key is enabled',
  ask: ({ enabled: value, at }) => isOn({ value, at }),
}

/** Imported key material is not given: nobody can use such a key before some is imported. */
export const lacksMaterial: Word<Key> = {
  says: 'its key material is to be imported, and is not given',
  ask: ({ hasMaterial }, world) =>
    hasMaterial === undefined ? answer(false) : not(given).ask(hasMaterial, world),
}

const given: Word<Placed<boolean>> = { says: 'key material is given', ask: isOn }

/** Imported key material stops working at a date. */
export const materialExpires: Word<Key> = {
  says: 'its key material expires',
  ask: ({ materialExpires: date }) => {
    if (date === undefined) return answer(false)
    return isUnknown(date.value) ? hangsOn([date.value], [date.at]) : answer(true, [date.at])
  },
}

/** Terraform refuses to destroy the key (`prevent_destroy`), or CloudFormation keeps it (`DeletionPolicy`). */
export const keptFromDestroy: Word<Key> = {
  says: 'the key is kept from being destroyed with what declares it',
  ask: ({ keptFromDestroy: setting, at }) => (setting === undefined ? hangsOn([unseen(at)]) : isOn(setting)),
}

function unseen(at: Key['at']): Unknown {
  return { kind: 'unknown', reason: 'not-in-input', name: 'prevent_destroy', shape: 'anything', at }
}

/** A rotation period is written. */
export const hasRotationPeriod: Word<Key> = {
  says: 'a rotation period is set',
  ask: ({ rotationPeriod: period }) => answer(period !== undefined, period === undefined ? [] : [period.at]),
}

/** API Reference, EnableKeyRotation: `RotationPeriodInDays`. */
export const rotationPeriodIsInvalid: Word<Key> = {
  says: 'its rotation period is not between 90 and 2560 days',
  ask: key => daysAre(key.rotationPeriod, days => days < 90 || days > 2560),
}

/** Longer than the rule's option `days`. */
export const rotatesSeldom: Word<Key> = {
  says: 'its rotation period is longer than the option `days`',
  ask: (key, world) => daysAre(key.rotationPeriod, days => days > daysSet(world, 'days')),
}

/** API Reference, ScheduleKeyDeletion: `PendingWindowInDays`. */
export const deletionWindowIsInvalid: Word<Key> = {
  says: 'its deletion window is not between 7 and 30 days',
  ask: key => daysAre(key.deletionWindow, days => days < 7 || days > 30),
}

/** Shorter than the rule's option `days`, or `strict` in that profile; without one AWS waits 30 days, which is longest. */
export const deletionWindowIsShort: Word<Key> = {
  says: 'its deletion window is shorter than the option `days` (in the profile `strict`: the option `strict`)',
  ask: (key, world) => {
    const least = daysSet(world, world.profile === 'strict' ? 'strict' : 'days')
    return daysAre(key.deletionWindow, days => days < least)
  },
}

/** A number of days in words: `7 days`; of one that is not known, `var.days days`. */
export function daysInWords(days: Placed<number> | undefined): string {
  if (days === undefined) return 'no days'
  if (isUnknown(days.value)) return 'an unknown number of days'
  return days.value === 1 ? '1 day' : `${days.value} days`
}

/** Unset is AWS's default, which these are not about. */
function daysAre(days: Placed<number> | undefined, holds: (days: number) => boolean) {
  if (days === undefined) return answer(false)
  return isUnknown(days.value) ? hangsOn([days.value], [days.at]) : answer(holds(days.value), [days.at])
}

/** What is no number compares as false with any: such an option reports nothing, so its type is checked where it is read. */
function daysSet({ option }: World, name: string): number {
  const days = option(name)
  if (typeof days !== 'number') throw new Error(`option \`${name}\` is no number of days`)
  return days
}
