import leven from 'leven'

/** The candidate that was probably meant, when one is near enough to say so. */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = (written.length < 4 ? 1 : Math.max(2, Math.floor(Math.min(written.length, 40) / 3))) + 1
  for (const candidate of candidates) {
    const distance = leven(written.slice(0, 80).toLowerCase(), candidate.toLowerCase())
    if (distance < least) {
      best = candidate
      least = distance
    }
  }
  return best
}

/** The cure for a word that is not among the known ones: the nearest, or all of them. */
export function suggestion(written: string, known: readonly string[]): string {
  const near = nearest(written, known)
  return near === undefined ? `one of ${known.join(', ')}` : `did you mean \`${near}\`?`
}
