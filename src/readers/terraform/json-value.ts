/**
 * Plans come from files that anyone may have written: behind its types, each part can be any JSON.
 * These look at a value without trusting its shape, and never at inherited members such as `constructor`.
 */

/** An own member of a JSON object; nothing for other values. */
export function property(value: unknown, name: string): unknown {
  if (!isObject(value) || !Object.hasOwn(value, name)) return undefined
  const found: unknown = Reflect.get(value, name)
  return found
}

/** The elements of a JSON array; none for other values. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The names of a JSON object's members; none for other values. */
export function names(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : []
}

/** The value if it is a string. */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether `true` stands anywhere in an overlay such as `after_unknown`. */
export function marksAnything(overlay: unknown): boolean {
  const open = [overlay]
  while (open.length > 0) {
    const next = open.pop()
    if (next === true) return true
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) open.push(inner)
  }
  return false
}
