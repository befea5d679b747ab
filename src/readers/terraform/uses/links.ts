import { argumentPath, type ArgumentPath } from './argument-path.ts'
import table from './links.json' with { type: 'json' }

/** A resource that has a service or role use the key of another one. */
export interface Link {
  /** The argument that names the other one. */
  readonly path: ArgumentPath
  /** The type of the other one. */
  readonly to: string
  /** Of the table of what services need. */
  readonly row: string
  /** Arguments beside it, without or with which the need does not arise. */
  readonly given?: string
  readonly without?: string
}

interface WrittenLink {
  readonly path: string
  readonly to: string
  readonly row: string
  readonly given?: string
  readonly without?: string
}

const written: Readonly<Record<string, readonly WrittenLink[]>> = table.links

/** The links that resources of a type make. */
export const links: ReadonlyMap<string, readonly Link[]> = new Map(
  Object.entries(written).map(([type, some]) => [
    type,
    some.map(link => ({ ...link, path: argumentPath(link.path) })),
  ]),
)
