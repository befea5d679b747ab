/**
 * A template as it is written, before anything in it is evaluated: YAML and JSON come out alike. Short forms stand as
 * their long ones: `!GetAtt Role.Arn` is a map with the one name `Fn::GetAtt`.
 */
export type Tree = ScalarTree | NullTree | ListTree | MapTree

/** Lines and columns count from 1; columns in UTF-16 units. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
}

/** A string, number or truth value, by the characters that its author wrote: `012345678901` keeps its zero. */
export interface ScalarTree {
  readonly kind: 'scalar'
  readonly text: string
  /** Written without quotes: `true` is a truth value then, and not a text. */
  readonly isPlain: boolean
  readonly place: Place
}

/** `null`, `~`, or nothing behind a colon. */
export interface NullTree {
  readonly kind: 'null'
  readonly place: Place
}

/** A list. */
export interface ListTree {
  readonly kind: 'list'
  readonly items: readonly Tree[]
  readonly place: Place
}

/** An object. A name stands once in it: readers refuse what stands twice. */
export interface MapTree {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Entry>
  readonly place: Place
}

/** A name and its value. */
export interface Entry {
  /** Where the name stands; the value has a place of its own. */
  readonly place: Place
  readonly value: Tree
}

/** What stands in a map under these names, one inside of the other. */
export function treeAt(tree: Tree | undefined, ...names: readonly string[]): Tree | undefined {
  let found = tree
  for (const name of names) found = found?.kind === 'map' ? found.entries.get(name)?.value : undefined
  return found
}

/** The entries of a map; none of anything else. */
export function entriesOf(tree: Tree | undefined): readonly (readonly [string, Entry])[] {
  return tree?.kind === 'map' ? [...tree.entries] : []
}

/** The items of a list; none of anything else. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : []
}

/** The characters of a scalar; nothing for anything else. */
export function wordIn(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' ? tree.text : undefined
}

/** A map of one entry: the long form of `!Ref x`, and what readers put in themselves. */
export function mapOf(name: string, value: Tree, place: Place = value.place): MapTree {
  return { kind: 'map', entries: new Map([[name, { place, value }]]), place }
}
