import type { ReportLocation } from './report.ts'
import type { SourceLocation } from './source-location.ts'

/** What the sources of the inputs tell about the places of findings. */
export interface SourcePlaces {
  /** The lines of a place; nothing where no source is there. */
  readonly locate: (at: SourceLocation) => ReportLocation | undefined
  /** Whether what stands there is written as a block of its own; absent where nothing is. */
  readonly isBlock?: (at: SourceLocation) => boolean
  /** Whether the change touches what stands there. */
  readonly isTouched: (at: SourceLocation) => boolean
  /** What leads to a place, nearest first: the resource that what is written elsewhere goes into, calls of its modules. */
  readonly leadingTo: (at: SourceLocation) => readonly PlaceNote[]
}

/** A line of the sources and what stands there, in words. */
export interface PlaceNote {
  readonly says: string
  readonly address: string
  readonly location: ReportLocation
}
