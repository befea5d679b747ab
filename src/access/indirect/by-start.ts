/** Things by how their names begin: finds those whose beginning a name has, and those that have a name's beginning. */
export interface ByStart<Item> {
  readonly add: (start: string, item: Item) => void
  /** Of things that are patterns: those that may match a name which is known up to some point, or in full. */
  readonly alike: (name: string, isWhole: boolean) => readonly Item[]
  /** Of things that have names: those that begin so, so many at most. */
  readonly beginning: (start: string, most: number) => readonly Item[]
}

/** Costs the length of a name, not the number of things. */
export function byStart<Item>(): ByStart<Item> {
  const items = new Map<string, Item[]>()
  let sorted: readonly string[] | undefined
  const beginning = (start: string, most: number): readonly Item[] => {
    sorted ??= [...items.keys()].toSorted((one, other) => (one < other ? -1 : 1))
    const found: Item[] = []
    for (let index = firstFrom(sorted, start); index < sorted.length; index += 1) {
      const name = sorted[index]
      if (name === undefined || !name.startsWith(start) || found.length >= most) break
      for (const item of items.get(name) ?? []) found.push(item)
    }
    return found
  }
  return {
    add: (start, item) => {
      const others = items.get(start)
      if (others === undefined) {
        items.set(start, [item])
        sorted = undefined
      } else others.push(item)
    },
    alike: (name, isWhole) => {
      const found: Item[] = []
      const end = Math.min(isWhole ? name.length : name.length - 1, longest)
      for (let length = 0; length <= end; length += 1) {
        for (const item of items.get(name.slice(0, length)) ?? []) found.push(item)
      }
      return isWhole ? found : [...found, ...beginning(name, Infinity)]
    },
    beginning,
  }
}

/** No ARN of IAM is longer: what a hostile one has beyond is not looked at. */
const longest = 2048

/** The first that is not smaller, by halves. */
function firstFrom(sorted: readonly string[], start: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? '') < start) low = middle + 1
    else high = middle
  }
  return low
}
