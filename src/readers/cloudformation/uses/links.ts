import table from './links.json' with { type: 'json' }
import { propertyPath, type PropertyPath } from './property-places.ts'

/** A resource that has a service or role use the key of another one. */
export interface Link {
  /** The property that names the other one. */
  readonly path: PropertyPath
  /** The type of the other one, or `self`. */
  readonly to: string
  /** Of the table of what services need. */
  readonly row: string
  /** Properties beside it, without or with which the need does not arise. */
  readonly given?: string
  readonly without?: string
}

interface WrittenLink extends Omit<Link, 'path'> {
  readonly path: string
}

const written: Readonly<Record<string, readonly WrittenLink[]>> = table.links

/** The links that resources of a type make. */
export const links: ReadonlyMap<string, readonly Link[]> = new Map(
  Object.entries(written).map(([type, some]) => [
    type,
    some.map(link => ({ ...link, path: propertyPath(link.path) })),
  ]),
)
