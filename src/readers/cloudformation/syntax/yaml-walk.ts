import type { Node } from 'yaml'
import type { Tree } from './tree.ts'
import type { Source } from './yaml-places.ts'

/** What a walk over a document of YAML carries. */
export interface Walk extends Source {
  /** By their names; the last one of a name counts. */
  readonly anchors: Map<string, Anchored>
  /** So many values were there so far, those that an alias names each time anew. */
  visits: number
  /** The deepest list or object so far, within the innermost anchor. */
  reached: number
  /** The last line of the last value. */
  endLine: number
}

/** A value that aliases can name. */
export interface Anchored {
  /** Absent as long as it is read: an alias in it would never end. */
  readonly tree?: Tree
  /** So many values are in it once all aliases are followed. */
  readonly visits: number
  /** So many levels of lists and objects are below it; -1 for what is neither. */
  readonly levels: number
}

/** A value, or a place where there could be one. */
export type Child = Node | null
