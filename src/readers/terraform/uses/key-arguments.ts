import { argumentPath, type ArgumentPath } from './argument-path.ts'
import table from './key-arguments.json' with { type: 'json' }

/** An argument that names a key. */
export interface KeyArgument {
  readonly path: ArgumentPath
  /** Of the table of what services need; empty where that has none. */
  readonly row: string
}

const types: Readonly<Record<string, Readonly<Record<string, string>>>> = table.types

/** The arguments that name keys, by the type of their resource: all that the AWS provider has. */
export const keyArguments: ReadonlyMap<string, readonly KeyArgument[]> = new Map(
  Object.entries(types).map(([type, rows]) => [
    type,
    Object.entries(rows).map(([path, row]) => ({ path: argumentPath(path), row })),
  ]),
)
