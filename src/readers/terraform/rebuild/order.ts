/**
 * The order of Go's strings, by their UTF-8 bytes: Terraform goes over maps and sets in it and `sort` makes it. It
 * differs from JavaScript's where a character outside of the basic plane meets one at its end.
 */
export function byUtf8(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index++) {
    const left = one.charCodeAt(index)
    const right = other.charCodeAt(index)
    if (left !== right) return rank(left) - rank(right)
  }
  return one.length - other.length
}

/** Surrogates stand for characters behind all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
