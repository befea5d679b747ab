import leven from 'leven'

/** Longer words are no name of AWS: comparing them would only cost time. */
const longest = 100

/** The name that was meant, where at most three characters differ; names do not depend on case. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  if (written.length > longest) return undefined
  const wanted = written.toLowerCase()
  let best: string | undefined
  let least = written.length < 10 ? 3 : 4
  for (const name of names) {
    const distance = leven(wanted, name.toLowerCase(), { maxDistance: least })
    if (distance >= least) continue
    best = name
    least = distance
  }
  return best
}
