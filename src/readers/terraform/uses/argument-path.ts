import { property } from '../json-value.ts'
import type { Instance } from '../resources.ts'
import { attribute, elements, isHole, isUnset, type Value } from '../values.ts'

/** A block or an argument on the way to one. */
interface Step {
  readonly name: string
  /** A plan lists its blocks in another order than the configuration. */
  readonly isSet: boolean
  /** Where the configuration writes no such block, the provider fills it in. */
  readonly isFilledIn: boolean
}

/** The way from a resource to an argument, through nested blocks. */
export type ArgumentPath = readonly [...Step[], Step]

/** An argument of an instance, or a block on the way there. */
export interface Place {
  readonly value: Value
  /** What the configuration has for it: several where the order of a set hides which, nothing where it is not written. */
  readonly written: readonly unknown[] | 'hidden'
  /** The blocks that it stands in, from the innermost to the resource itself. */
  readonly around: readonly Place[]
}

/** Reads `rule{}.destination.key_arn`: `{}` marks a set, `?` a block that the provider fills in. */
export function argumentPath(written: string): ArgumentPath {
  const steps = written.split('.').map(step => ({
    name: step.replace(/[{}?]+$/, ''),
    isSet: step.includes('{}'),
    isFilledIn: step.endsWith('?'),
  }))
  const last = steps.pop() ?? { name: '', isSet: false, isFilledIn: false }
  return [...steps, last]
}

/** The resource itself, where each path begins. */
export function wholeOf({ values, block }: Instance): Place {
  const expressions = property(block, 'expressions')
  return { value: values, written: block === undefined ? 'hidden' : [expressions], around: [] }
}

/** All places that a path leads to, unset ones included. */
export function placesOf(instance: Instance, path: ArgumentPath): readonly Place[] {
  let places: readonly Place[] = [wholeOf(instance)]
  for (const step of path.slice(0, -1)) places = places.flatMap(place => blocksIn(place, step))
  return places.map(place => argumentIn(place, path.at(-1)?.name ?? ''))
}

/** An argument of a block. */
export function argumentIn(place: Place, name: string): Place {
  return {
    value: attribute(place.value, name),
    written: writtenIn(place, name),
    around: [place, ...place.around],
  }
}

function blocksIn(place: Place, step: Step): readonly Place[] {
  const whole = argumentIn(place, step.name)
  const { value, written, around } = whole
  if (isUnset(value)) return []
  if (isHole(value)) {
    // A dynamic block over something unknown leaves no trace in the configuration, like one that is not written.
    if (written.length === 0) return step.isFilledIn ? [] : [{ ...whole, written: 'hidden' }]
    return [{ ...whole, written: blocksOf(written) }]
  }
  if (!Array.isArray(value.json)) return [{ ...whole, written: blocksOf(written) }]
  const found = elements(value)
  const blockFor = blocksFor(written, found.length, step.isSet)
  return found.map((element, index) => ({ value: element, written: blockFor(index), around }))
}

/** With more blocks in a set it is not told which of them an element is. */
const mostBlocks = 16

/** What the configuration has for each of some elements. */
function blocksFor(
  written: Place['written'],
  count: number,
  isSet: boolean,
): (index: number) => Place['written'] {
  const blocks = blocksOf(written)
  if (blocks === 'hidden' || blocks.every(isExpression)) return () => blocks
  // In one place as many blocks as elements: none is dynamic.
  if (written.length === 1 && blocks.length !== count) return () => 'hidden'
  if (written.length === 1 && !isSet) return index => [blocks[index]]
  return () => (blocks.length > mostBlocks ? 'hidden' : blocks)
}

function writtenIn({ written }: Place, name: string): Place['written'] {
  if (written === 'hidden') return 'hidden'
  const found = written
    .map(block => (isExpression(block) ? block : property(block, name)))
    .filter(one => one !== undefined)
  // Of several blocks that may be meant, those that do not write it leave it to the provider, or to a dynamic block.
  return found.length > 0 && found.length < written.length ? 'hidden' : found
}

/** An attribute that holds objects is written as one expression for all of them. */
function isExpression(block: unknown): boolean {
  return Array.isArray(property(block, 'references')) || property(block, 'constant_value') !== undefined
}

/** The configuration's blocks; those of `dynamic` blocks are not in it. */
function blocksOf(written: Place['written']): Place['written'] {
  if (written === 'hidden') return 'hidden'
  const blocks = written.flatMap((found): readonly unknown[] => (Array.isArray(found) ? found : [found]))
  return blocks.length === 0 ? 'hidden' : blocks
}
