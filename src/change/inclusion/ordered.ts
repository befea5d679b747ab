import { literal } from '../../model/text.ts'
import { dateOf, numberOf } from '../../access/request/operators.ts'
import type { Test } from './clauses.ts'
import type { Values } from './values.ts'

/** Numbers: each bound that is written, and one below, between and above them; whole ones if there are. */
export function numbersFor(tests: readonly Test[], onlyWhole: boolean): Values {
  const written = writtenIn(tests, numberOf)
  const around = gapsOf([...written.keys()], 1)
  const inside = onlyWhole ? around.filter(Number.isInteger) : around
  return spelled({ written, inside, read: numberOf, spell: decimal })
}

/** Times: each bound that is written, and one before, between and after them; whole seconds if there are. */
export function datesFor(tests: readonly Test[], inSeconds: boolean): Values {
  const written = writtenIn(tests, dateOf)
  const inside = gapsOf([...written.keys()], day)
  return spelled({ written, inside, read: dateOf, spell: inSeconds ? seconds : iso })
}

const day = 86_400_000

function gapsOf(written: readonly number[], unit: number): readonly number[] {
  const bounds = written.toSorted((one, other) => one - other)
  const [lowest] = bounds
  if (lowest === undefined) return []
  const above = bounds.flatMap((bound, index) => {
    const next = bounds[index + 1]
    return next === undefined || next === Infinity ? beyond(bound, unit) : [between(bound, next)]
  })
  return [...above, ...beyond(-lowest, unit).map(value => 0 - value)]
}

/** A number that is greater, though large numbers have their neighbours far away. */
function beyond(bound: number, unit: number): readonly number[] {
  if (bound === Infinity) return []
  if (bound === -Infinity) return [0]
  return [bound + unit > bound ? bound + unit : bound < 0 ? 0 : bound * 2]
}

type Read = (value: string) => number | undefined

function writtenIn(tests: readonly Test[], read: Read): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const { value } of tests) {
    const written = literal(value)
    const is = written === undefined ? undefined : read(written)
    if (written !== undefined && is !== undefined && !found.has(is)) found.set(is, written)
  }
  return found
}

/** A whole number or second where one lies between. */
function between(low: number, high: number): number {
  const middle = (low + high) / 2
  for (const unit of [1000, 1]) {
    const round = Math.floor(middle / unit) * unit
    if (low < round && round < high) return round
    if (low < round + unit && round + unit < high) return round + unit
  }
  return middle
}

interface Spelling {
  readonly written: ReadonlyMap<number, string>
  readonly inside: readonly number[]
  readonly read: Read
  readonly spell: (value: number) => string | undefined
}

/** What cannot be spelled so that it is read as that number leaves a gap. */
function spelled({ written, inside, read, spell }: Spelling): Values {
  const texts = inside.map(value => {
    // Two bounds that are neighbours as numbers have none between them.
    if (written.has(value) || !Number.isFinite(value)) return undefined
    const text = spell(value)
    return text !== undefined && read(text) === value ? text : null
  })
  const readable = texts.filter(text => typeof text === 'string')
  return { texts: [...written.values(), ...readable], complete: !texts.includes(null) }
}

/** Without an exponent, which AWS's numbers do not have. */
function decimal(value: number): string | undefined {
  const short = String(value)
  if (!short.includes('e')) return short
  return Number.isInteger(value) ? String(BigInt(value)) : value.toFixed(20).replace(/0+$/, '')
}

function iso(value: number): string | undefined {
  if (!Number.isInteger(value) || Math.abs(value) > 8.64e15) return seconds(value)
  return new Date(value).toISOString().replace('.000Z', 'Z')
}

function seconds(value: number): string | undefined {
  return value < 0 ? iso(value) : decimal(value / 1000)
}
