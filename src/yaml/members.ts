/** The member of this name, of whatever a file holds; nothing where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}

/** All members, in the order of the file. */
export function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}

/** The members that are text. */
export function textsIn(value: unknown): readonly (readonly [string, string])[] {
  return membersOf(value).flatMap(([name, text]) => (isText(text) ? [[name, text] as const] : []))
}

/** The items that are text; none of what is no list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : []
}

/** Whether it is text. */
export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** A name as a step of a JSON pointer. */
export function pointerStep(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
