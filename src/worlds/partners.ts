/**
 * Which input of before is which one of after, by their paths: the only ones of both sides; else those of one path, then
 * those whose paths end alike, in as many names as tell them apart. What comes through a pipe has no name: it is the one
 * that is left. Whatever has no partner is gone, or new.
 */
export function partnersOf(before: readonly string[], after: readonly string[]): ReadonlyMap<string, string> {
  const [was, ...others] = before
  const [is, ...more] = after
  if (was !== undefined && is !== undefined && others.length + more.length === 0) return new Map([[was, is]])
  const partners = new Map<string, string>()
  const left = { before: new Set(before), after: new Set(after) }
  const pair = (one: string, other: string): void => {
    partners.set(one, other)
    left.before.delete(one)
    left.after.delete(other)
  }
  for (const path of before) if (left.after.has(path)) pair(path, path)
  for (let length = longestOf([...left.before]); length > 0; length -= 1) {
    const ends = endsOf([...left.after], length)
    for (const [end, one] of endsOf([...left.before], length)) {
      const other = ends.get(end)
      if (one !== undefined && other !== undefined) pair(one, other)
    }
  }
  const [last, ...lastOthers] = left.before
  const [first, ...firstOthers] = left.after
  if (last !== undefined && first !== undefined && lastOthers.length + firstOthers.length === 0)
    if (isPipe(last) || isPipe(first)) pair(last, first)
  return partners
}

/** Names of a path that are compared at most. */
const mostNames = 20

function longestOf(paths: readonly string[]): number {
  return Math.min(mostNames, Math.max(0, ...paths.map(path => namesOf(path).length)))
}

/** The path that ends in these last names; nothing where there are several. */
function endsOf(paths: readonly string[], length: number): ReadonlyMap<string, string | undefined> {
  const ends = new Map<string, string | undefined>()
  for (const path of paths) {
    const names = namesOf(path)
    if (names.length < length || isPipe(path)) continue
    const end = names.slice(-length).join('/')
    ends.set(end, ends.has(end) ? undefined : path)
  }
  return ends
}

function namesOf(path: string): readonly string[] {
  return path.split(/[/\\]/).filter(name => name !== '' && name !== '.')
}

/** Standard input, and what a shell makes of `<(…)`. */
function isPipe(path: string): boolean {
  return path === '-' || /^\/(?:dev|proc\/self)\/fd\//.test(path)
}
