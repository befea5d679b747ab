/**
 * A map whose values are worked out when they are asked for, each once. `instead` is asked each time: values that hold each
 * other can be gone through without end.
 */
export function lazyMembers<Key extends string, Found>(
  names: readonly Key[],
  find: (name: Key) => Found,
  instead: () => Found | undefined,
): ReadonlyMap<string, Found> {
  const known = new Map<string, Found>()
  const byName = new Map<string, Key>(names.map(name => [name, name]))
  const get = (name: string): Found | undefined => {
    const key = byName.get(name)
    if (key === undefined) return undefined
    const cached = instead() ?? known.get(name)
    if (cached !== undefined) return cached
    const found = find(key)
    known.set(name, found)
    return found
  }
  function* entries(): MapIterator<[string, Found]> {
    for (const name of byName.keys()) {
      const found = get(name)
      if (found !== undefined) yield [name, found]
    }
    return undefined
  }
  function* values(): MapIterator<Found> {
    for (const [, found] of entries()) yield found
    return undefined
  }
  const members: ReadonlyMap<string, Found> = {
    size: byName.size,
    get,
    has: name => byName.has(name),
    keys: () => byName.keys(),
    values,
    entries,
    forEach: look => [...entries()].forEach(([name, found]) => look(found, name, members)),
    [Symbol.iterator]: entries,
  }
  return members
}
