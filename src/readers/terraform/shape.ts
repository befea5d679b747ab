/** Finds the first part that is not as expected: its JSON pointer, with `*` for any member or entry. */
export type Check = (value: unknown) => string | undefined

/** A check that, passed, shows the value to be of this type. */
export interface Shape<Type> {
  readonly faultIn: Check
  readonly shows?: Type
}

/** Whether the value is of the shape's type. */
export function fits<Type>(shape: Shape<Type>, value: unknown): value is Type {
  return shape.faultIn(value) === undefined
}

/** An object of this type: the compiler sees to it that no field is left out. */
export function record<Type extends object>(fields: Readonly<Record<keyof Type, Check>>): Shape<Type> {
  const checks = Object.entries<Check>(fields)
  const faultIn: Check = value => {
    if (!isObject(value)) return ''
    for (const [name, check] of checks) {
      const fault = check(Object.hasOwn(value, name) ? value[name] : undefined)
      if (fault !== undefined) return `/${name}${fault}`
    }
    return undefined
  }
  return { faultIn }
}

/** Nothing is asked of the value. */
export const anything: Check = () => undefined

/** A string. */
export const text: Check = value => (typeof value === 'string' ? undefined : '')

/** `true` or `false`. */
export const flag: Check = value => (typeof value === 'boolean' ? undefined : '')

/** The key of an instance. */
export const index: Check = value => (typeof value === 'number' ? undefined : text(value))

/** An object of any content. */
export const object: Check = value => (isObject(value) ? undefined : '')

/** One of these strings. */
export function oneOf(...words: readonly string[]): Check {
  return value => (typeof value === 'string' && words.includes(value) ? undefined : '')
}

/** Nothing, or what the other check asks. */
export function optional(check: Check): Check {
  return value => (value === undefined ? undefined : check(value))
}

/** Nothing, `null`, or what the other check asks. */
export function nullable(check: Check): Check {
  return value => (value === undefined || value === null ? undefined : check(value))
}

/** A list whose entries all pass. */
export function listOf(check: Check): Check {
  return value => (Array.isArray(value) ? firstFault(value, check) : '')
}

/** An object whose members all pass. */
export function membersOf(check: Check): Check {
  return value => (isObject(value) ? firstFault(Object.values(value), check) : '')
}

/** An object of JSON: neither a list nor `null`. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function firstFault(values: readonly unknown[], check: Check): string | undefined {
  for (const value of values) {
    const fault = check(value)
    if (fault !== undefined) return `/*${fault}`
  }
  return undefined
}
