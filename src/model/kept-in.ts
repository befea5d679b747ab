/** A `Map` or `WeakMap`. */
interface Keeping<Name, Kept> {
  get(name: Name): Kept | undefined
  set(name: Name, kept: Kept): unknown
}

/** What is kept under a name; made, and kept from then on, when it is first asked for. */
export function keptIn<Name, Kept extends object>(
  all: Keeping<Name, Kept>,
  name: Name,
  make: () => Kept,
): Kept {
  const known = all.get(name)
  if (known !== undefined) return known
  const made = make()
  all.set(name, made)
  return made
}
