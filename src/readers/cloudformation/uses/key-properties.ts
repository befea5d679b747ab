import table from './key-properties.json' with { type: 'json' }
import { propertyPath, type PropertyPath } from './property-places.ts'

/** A property that names a key. */
export interface KeyProperty {
  readonly path: PropertyPath
  /** Of the table of what services need; empty where that has none. */
  readonly row: string
}

const types: Readonly<Record<string, Readonly<Record<string, string>>>> = table.types

/** The properties that name keys, by the type of their resource: all that CloudFormation has. */
export const keyProperties: ReadonlyMap<string, readonly KeyProperty[]> = new Map(
  Object.entries(types).map(([type, rows]) => [
    type,
    Object.entries(rows).map(([path, row]) => ({ path: propertyPath(path), row })),
  ]),
)
