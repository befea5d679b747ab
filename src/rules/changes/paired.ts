import { placeName, type SourceLocation } from '../../model/source-location.ts'
import type { BeforeAfter } from '../subject.ts'

/** How an input of before is called after. */
export type FileAfter = (file: string) => string

/**
 * Things of both sides by their place: addresses are unique within an input, and those of before are already what they
 * are called after. In the order of after, then those that are gone.
 */
export function paired<Thing extends { readonly at: SourceLocation }>(
  before: readonly Thing[],
  after: readonly Thing[],
  fileOf: FileAfter,
): readonly BeforeAfter<Thing>[] {
  const was = new Map(before.map(thing => [placeOf(thing.at, fileOf), thing]))
  const is = new Set(after.map(({ at }) => placeOf(at, same)))
  const gone = [...was].flatMap(([place, thing]) =>
    is.has(place) ? [] : [{ before: thing, at: calledAfter(thing.at, fileOf) }],
  )
  return [
    ...after.map(thing => {
      const then = was.get(placeOf(thing.at, same))
      const { at } = thing
      return then === undefined ? { after: thing, at } : { before: then, after: thing, at }
    }),
    ...gone,
  ]
}

/** A place of before, in the file that takes the place of its own. */
export function calledAfter(at: SourceLocation, fileOf: FileAfter): SourceLocation {
  const file = fileOf(at.file)
  return file === at.file ? at : { file, address: at.address, pointer: at.pointer }
}

const same: FileAfter = file => file

function placeOf({ file, address, pointer }: SourceLocation, fileOf: FileAfter): string {
  return placeName({ file: fileOf(file), address, pointer })
}
