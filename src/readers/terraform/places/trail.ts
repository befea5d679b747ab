import { isObject, property } from '../json-value.ts'
import type { ListValue, Value } from '../rebuild/value.ts'
import { writtenFor, type Counterparts } from './counterparts.ts'
import { listed } from './agrees.ts'
import { isIndex } from './pointer.ts'

/** A part of what the plan holds, if it is known, and what is written in the sources for it. */
interface Pair {
  readonly planned: unknown
  readonly written: Value
}

/**
 * What is written on the way that a pointer takes through a value of the plan, from the outermost to the innermost part
 * that can be told. The plan's own value may have another order, and one element where the source has a list of it; where
 * it is not known, the pointer is one into what is written.
 */
export function trailOf(planned: unknown, written: Value, steps: readonly string[]): readonly Value[] {
  const trail = [written]
  let here: Pair | undefined = { planned, written: inside(written) }
  for (const step of steps) {
    const from: Pair = asElement(here, step)
    if (from !== here) trail.push(from.written)
    here = isIndex(step) && isListed(from) ? elementAt(from, Number(step)) : memberOf(from, step)
    if (here === undefined) return trail
    trail.push(here.written)
    here = { ...here, written: inside(here.written) }
  }
  const only = asElement(here, undefined)
  return only === here ? trail : [...trail, only.written]
}

/** The text that `jsonencode` makes counts as what is inside it. */
function inside(written: Value): Value {
  if (written.kind === 'json') return inside(written.value)
  const [only, ...others] = written.kind === 'string' ? written.parts : []
  return others.length === 0 && only?.kind === 'json' ? inside(only.value) : written
}

/** The element of a list of the sources that the plan holds without a list around it. */
function asElement(here: Pair, step: string | undefined): Pair {
  const { planned, written } = here
  if (written.kind !== 'list' || Array.isArray(planned) || (step !== undefined && isIndex(step))) return here
  if (planned === undefined || planned === null) {
    const [only, ...others] = written.items
    return only === undefined || others.length > 0 ? here : { planned, written: only }
  }
  const [found] = matched(listed(planned), written)
  return found === undefined ? here : { planned, written: inside(found) }
}

function isListed({ planned, written }: Pair): boolean {
  return Array.isArray(planned) || (written.kind === 'list' && !isObject(planned))
}

function elementAt({ planned, written }: Pair, index: number): Pair | undefined {
  if (!Array.isArray(planned))
    return paired(undefined, written.kind === 'list' ? written.items[index] : undefined)
  if (written.kind === 'list') return paired(planned[index], matched(planned, written)[index])
  return planned.length === 1 && index === 0 ? { planned: planned[index], written } : undefined
}

function memberOf({ planned, written }: Pair, name: string): Pair | undefined {
  return written.kind === 'object' ? paired(property(planned, name), written.members.get(name)) : undefined
}

function paired(planned: unknown, written: Value | undefined): Pair | undefined {
  return written === undefined ? undefined : { planned, written }
}

// Many findings point into one document: its lists are compared once.
const known = new WeakMap<ListValue, WeakMap<readonly unknown[], Counterparts<Value>>>()

function matched(planned: readonly unknown[], written: ListValue): Counterparts<Value> {
  const ofList = known.get(written) ?? new WeakMap<readonly unknown[], Counterparts<Value>>()
  known.set(written, ofList)
  const cached = ofList.get(planned)
  if (cached !== undefined) return cached
  const found = writtenFor(planned, written)
  ofList.set(planned, found)
  return found
}
