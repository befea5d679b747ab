import type { SourcePlaces } from '../model/source-places.ts'
import type { Read } from './read.ts'

/** Where the values of inputs are written, as far as their sources are there; each input tells of its own places. */
export async function placesOf(reads: readonly Read[]): Promise<SourcePlaces | undefined> {
  const byInput = new Map<string, SourcePlaces>()
  for (const { input, places } of reads) {
    const known = await places()
    if (known !== undefined) byInput.set(input.path, known)
  }
  if (byInput.size === 0) return undefined
  return {
    locate: at => byInput.get(at.file)?.locate(at),
    isTouched: at => byInput.get(at.file)?.isTouched(at) ?? false,
    isBlock: at => byInput.get(at.file)?.isBlock?.(at) === true,
    leadingTo: at => byInput.get(at.file)?.leadingTo(at) ?? [],
  }
}
